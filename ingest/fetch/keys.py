"""Keys that are the same on every machine: hashes of content, never of order, time or offsets."""

from __future__ import annotations

import hashlib

KEY_LENGTH = 32


def sha256_hex(body: bytes | memoryview) -> str:
    """Return the SHA-256 of some bytes as 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def key_of(*parts: object) -> str:
    """Hash the parts, joined with '|' and None as '', to 32 hex digits."""
    text = "|".join("" if part is None else str(part) for part in parts)
    return sha256_hex(text.encode("utf-8"))[:KEY_LENGTH]


def file_document_key(source: str, body_sha256: str) -> str:
    """Return the key of a document whose canonical content is its bytes."""
    return key_of(source, body_sha256)


def returned_document_key(source: str, document: str, after: str) -> str:
    """Return the key of a document that came back where another one stood in between."""
    return key_of(source, document, "returned after", after)
