"""Keys of rows: the first 32 characters of the sha256 of their parts, as everywhere here."""

from __future__ import annotations

import hashlib


def short_hash(*parts: object) -> str:
    """Return the key of parts; None counts as an empty text."""
    text = "|".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
