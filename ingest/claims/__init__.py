"""Article text to trade claims: one folder of data per language behind one function, `extract`."""

from ingest.claims.extract import detect_language, extract
from ingest.claims.model import Article, Claim, Extraction

__all__ = ["Article", "Claim", "Extraction", "detect_language", "extract"]
