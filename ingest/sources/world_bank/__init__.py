"""Indicators of the World Bank, version 2: denominators such as GDP and total trade."""
