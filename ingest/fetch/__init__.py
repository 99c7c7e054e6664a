"""The only code that brings bytes into the house: fetching, and the archive of what was fetched."""
