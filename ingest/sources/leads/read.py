"""Archived answers of GDELT (DOC 2.0, JSON) and Google News (RSS) to rows of `raw_news_lead`.

GDELT's `seendate` is when GDELT saw a page, not when it was published. Titles come as they are
printed, without the blanks before punctuation that GDELT puts there, and without the name of the
publisher that Google News appends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from ingest.fetch.types import Fetched, Request
from ingest.sources.feeds import article_url, parse_feed
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from tradebooks.errors import DocumentError, FetchError

VERSION = "1"
TABLE = "raw_news_lead"
GDELT, GOOGLE = "gdelt", "google_news"
SEEN = "%Y%m%dT%H%M%SZ"
NAMES = frozenset(
    {"url", "url_mobile", "title", "seendate", "socialimage", "domain", "language", "sourcecountry"}
)
_BLANKS = re.compile(r"\s+([,.:;!?)])")
_PUBLISHER = re.compile(r"^(.*\S)\s+-\s+([^-]{2,60})$", re.DOTALL)
_ENTRY = re.compile(rb"<(?:item|entry|guid)\b")


class LeadsError(ValueError):
    """A text in place of leads; the message is the text."""


def parse(body: bytes, document: Document) -> Parsed:
    """Read the leads of one answer.

    Raises:
        DocumentError: When the bytes are an error text, or of another layout.
    """
    asked = json.loads(document.row.request) if document.row.request else {}
    finder = asked.get("finder") or (GOOGLE if body.lstrip()[:1] == b"<" else GDELT)
    read = _gdelt if finder == GDELT else _google
    rows = Rows(TABLE, document)
    for number, found in enumerate(read(body, document)):
        row = {**found, "finder": finder, "query": asked.get("query"), "locator": f"[{number}]"}
        cells = Cells()
        rows.take(_typed(row, document, cells), cells, row)
    return rows.parsed()


def _typed(found: dict[str, Any], document: Document, cells: Cells) -> dict[str, Any]:
    row = {**found, "url": cells.read(lambda: _address(found["url"]))}
    if found["finder"] == GDELT:
        row["seen_at"] = cells.read(lambda: _seen(found["seen_at"], document))
    return row


def articles_of(body: bytes) -> list[dict[str, Any]]:
    """Return the articles of an answer of GDELT; `{}` has none.

    Raises:
        LeadsError: When the body is a text, which GDELT sends with status 200, or its articles
            are none.
    """
    text = body.decode("utf-8-sig", "replace").strip()
    if not text.startswith("{"):
        raise LeadsError(text[:200] or "nothing")
    try:
        # Titles hold raw control characters at times.
        found = json.loads(text, strict=False)
    except ValueError as error:
        raise LeadsError(f"no whole JSON ({error})") from error
    articles = found.get("articles", [])
    if set(found) - {"articles"} or not isinstance(articles, list):
        raise LeadsError(f"JSON without articles: {text[:80]!r}")
    for number, one in enumerate(articles):
        if not isinstance(one, dict) or not {"url", "title"} <= set(one):
            raise LeadsError(f"articles[{number}] without url and title: {str(one)[:80]!r}")
    return articles


def _gdelt(body: bytes, document: Document) -> Iterator[dict[str, Any]]:
    try:
        articles = articles_of(body)
    except LeadsError as error:
        raise _error(document, str(error)) from error
    for one in articles:
        if set(one) != NAMES:
            missing, unknown = sorted(NAMES - set(one)), sorted(set(one) - NAMES)
            raise _error(document, f"missing fields {missing}, unknown fields {unknown}")
        yield {
            "url": one["url"],
            "title": _BLANKS.sub(r"\1", " ".join(str(one["title"]).split())),
            "publisher": one["domain"],
            "language": one["language"] or None,
            "country": one["sourcecountry"] or None,
            "seen_at": one["seendate"],
        }


def _google(body: bytes, document: Document) -> Iterator[dict[str, Any]]:
    fetched = Fetched(Request(document.row.source, document.name), body, document.recorded_at)
    if is_empty_feed(body):
        return
    try:
        items = parse_feed(fetched)
    except FetchError as error:
        raise _error(document, error.seen) from error
    for item in items:
        named = _PUBLISHER.match(item.title)
        at = item.published.at
        yield {
            "url": item.url,
            "title": named[1] if named else item.title,
            "publisher": named[2] if named else None,
            "published_at": at.astimezone(UTC).replace(tzinfo=None) if at else None,
        }


def is_empty_feed(body: bytes) -> bool:
    """Tell whether a body is a whole feed that found nothing, under whatever name."""
    is_whole = b"<rss" in body[:500] and b"</rss>" in body[-100:]
    return is_whole and _ENTRY.search(body) is None


def _error(document: Document, seen: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected="articles found by GDELT (JSON) or Google News (RSS)",
        action="nothing for a text that asks to wait; else mend the search or the parser",
    )


def address_of(url: object) -> str | None:
    """Return the address of a lead as it is to be fetched; None for what is none."""
    try:
        address = article_url(str(url))
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _address(url: object) -> str:
    address = address_of(url)
    if address is None:
        raise BadCellError("url", "url_form", str(url)[:200])
    return address


def _seen(text: object, document: Document) -> datetime:
    try:
        moment = datetime.strptime(str(text), SEEN)  # noqa: DTZ007
    except ValueError as error:
        raise BadCellError("seen_at", "not_a_moment", text) from error
    if moment > document.recorded_at.astimezone(UTC).replace(tzinfo=None):
        raise BadCellError("seen_at", "not_in_future", text)
    return moment
