"""Leads to articles: what GDELT and Google News find for a search. Leads are no evidence.

Articles of outlets that `sources.csv` lists are fetched from a lead and read like any other.
"""
