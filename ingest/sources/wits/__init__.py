"""Trade statistics of WITS (World Bank), by partner and group of products, thousand dollars.

WITS follows UN Comtrade with a lag; it is a source of its own, because the two differ by vintage.
"""
