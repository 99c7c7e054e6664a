"""The bytes of a page or text to characters.

Valid UTF-8 wins over any declaration, because pages that declare windows-1251 and hold UTF-8
exist, while windows-1251 text is practically never valid UTF-8. Then the HTTP header, the page's
own declaration, and at last a guess from the bytes.
"""

from __future__ import annotations

import codecs
import re
from email.message import Message
from email.parser import BytesParser
from typing import NamedTuple

_META = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_HTML_START = re.compile(
    r"^\s*(<!--.*?-->\s*)*<(!doctype html|\?xml|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FILES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
META_DEPTH = 4096


class Unwrapped(NamedTuple):
    """The page inside a saved file."""

    body: bytes
    content_type: str | None
    url: str | None


def unwrap(body: bytes, content_type: str | None) -> Unwrapped:
    """Take the page out of a file saved as "web page, single file" (MHTML); others pass."""
    head = body[:META_DEPTH].lower()
    if b"mime-version:" not in head or b"multipart/related" not in head:
        return Unwrapped(body, content_type, None)
    message = BytesParser().parsebytes(body)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                url = part["Content-Location"] or message["Snapshot-Content-Location"]
                return Unwrapped(payload, str(part["Content-Type"]), str(url) if url else None)
    return Unwrapped(body, content_type, None)


def is_binary(body: bytes) -> bool:
    """Tell a picture, archive or PDF from a text by its first bytes."""
    if body.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    return body.startswith(_FILES) or b"\0" in body[:META_DEPTH]


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the characters of a page or text."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    for name in ("utf-8", header_charset(content_type), meta_charset(body)):
        text = _try(body, name)
        if text is not None:
            return text
    from trafilatura.utils import decode_file

    return str(decode_file(body))


def header_charset(content_type: str | None) -> str | None:
    """Return the charset parameter of a content type, or None."""
    message = Message()
    message["Content-Type"] = content_type or ""
    found = message.get_param("charset")
    return found if isinstance(found, str) else None


def meta_charset(body: bytes) -> str | None:
    """Return the charset that a page declares near its start, or None."""
    found = _META.search(body[:META_DEPTH])
    return found[1].decode("ascii") if found else None


def is_html(text: str, content_type: str | None) -> bool:
    """Tell whether a text is a page; its looks count, then what the sender calls it."""
    if _HTML_START.match(text[:META_DEPTH]):
        return True
    return "html" in (content_type or "") and "<" in text


def _try(body: bytes, encoding: str | None) -> str | None:
    try:
        return body.decode(encoding) if encoding else None
    except (LookupError, UnicodeDecodeError):
        return None
