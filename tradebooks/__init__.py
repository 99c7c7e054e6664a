"""The ground floor of the house: vocabulary, periods, settings and errors.

Every other room may import from here; this package imports nothing of the house.
"""
