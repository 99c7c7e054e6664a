"""News feeds: RSS 0.9x/1.0/2.0 and Atom bytes to items with an address and a moment.

Which items are worth an article is the business of `newsworthy`; fetching is that of `news_live`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.fetch.answers import bad_answer, refuse_empty_and_html, true_encoding
from ingest.fetch.publication import UNKNOWN, Publication, parse_publication
from ingest.fetch.types import Fetched
from ingest.fetch.urls import TRACKING_PREFIXES, without_secrets
from ingest.news.decode import decode
from tradebooks.errors import UsageError

EXPECTED = "a feed: root rss, feed or rdf:RDF, with at least one item"
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE)
_END = re.compile(r"</(?:\w+:)?(rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
# A clock that is a little fast is no reason to doubt a date; a day is.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed.

    Attributes:
        url: Address of the article, without tracking and fragment.
        title: Headline.
        summary: The sentences that the feed prints, without mark-up.
        published: When the outlet brought it out, as the feed says.
    """

    url: str
    title: str
    summary: str
    published: Publication


def parse_feed(fetched: Fetched, time_zone: str = "UTC") -> list[Item]:
    """Read a feed.

    Args:
        fetched: The body as it came.
        time_zone: The outlet's, for dates without one.

    Returns:
        Its items that have an address, in their order, each address once.

    Raises:
        AnswerError: When the body is no feed, a feed without items, cut short, or has a DTD.
    """
    text = _feed_text(fetched)
    import feedparser

    parsed = feedparser.parse(text.encode("utf-8"))
    items = [_item(entry, time_zone, fetched.retrieved_at) for entry in parsed.entries]
    unique: dict[str, Item] = {}
    for item in items:
        if item is not None:
            unique.setdefault(item.url, item)
    if not unique:
        raise bad_answer(fetched, EXPECTED, seen="a feed without items")
    return list(unique.values())


def article_url(url: str) -> str:
    """Return an address as it is to be fetched: no fragment, no tracking, else as printed."""
    parts = urlsplit(without_secrets(url.strip()) or "")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit(parts._replace(query=query, fragment=""))


def _is_tracking(name: str) -> bool:
    return name.lower().startswith(TRACKING_PREFIXES)


def _feed_text(fetched: Fetched) -> str:
    """Return the characters of a feed that is one, is whole and has no DTD."""
    refuse_empty_and_html(fetched, EXPECTED)
    text = decode(true_encoding(fetched.body), fetched.content_type).lstrip("\ufeff \r\n\t")
    root = _ROOT.search(text)
    if root is None or not text.startswith("<"):
        raise bad_answer(fetched, EXPECTED)
    if "<!DOCTYPE" in text[: root.start()].upper():
        raise bad_answer(fetched, f"{EXPECTED}, without a DTD and entities", seen="a DTD")
    if _END.search(text[-4096:]) is None:
        raise bad_answer(fetched, EXPECTED, seen="a feed that is cut short")
    return re.sub(r"^<\?xml[^>]*\?>", "", text)


def _item(entry: Any, time_zone: str, retrieved_at: datetime) -> Item | None:  # noqa: ANN401
    try:
        url = article_url(str(entry.get("link") or "") or _permalink(entry))
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return Item(
        url=url,
        title=_plain(entry.get("title")),
        summary=_plain(entry.get("summary")),
        published=_published(entry, time_zone, retrieved_at),
    )


def _permalink(entry: Any) -> str:  # noqa: ANN401
    """Return the identity of an item where it is an address."""
    identity = str(entry.get("id") or "")
    return identity if identity.startswith(("http://", "https://")) else ""


def _plain(text: object) -> str:
    import html

    return " ".join(html.unescape(_TAGS.sub(" ", str(text or ""))).split())


def _published(entry: Any, time_zone: str, retrieved_at: datetime) -> Publication:  # noqa: ANN401
    """Read the publication date; one that lies in the future is not believed."""
    printed = str(entry.get("published") or entry.get("updated") or entry.get("created") or "")
    found = read_date(printed, time_zone)
    if found.at is not None and found.at > retrieved_at + _AHEAD:
        return UNKNOWN
    return found


def read_date(text: str, time_zone: str) -> Publication:
    """Read a feed date: RFC 822, ISO 8601, or either without a zone; UNKNOWN where it is neither.

    A date without a zone, or with the name of one that RFC 822 does not know (MSK), is on the
    outlet's clock.
    """
    cleaned = text.strip()
    try:
        return parse_publication(cleaned, time_zone)
    except UsageError:
        pass
    try:
        moment = parsedate_to_datetime(cleaned)
    except (ValueError, OverflowError):
        return UNKNOWN
    try:
        return parse_publication(moment.isoformat(), time_zone)
    except UsageError:
        return UNKNOWN
