"""An article as the warehouse keeps it: clean text and what is known of its origin.

How it is read from a page or a text file is in `page` and `plain`; what it claims about trade is
the business of `ingest.claims`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ingest.fetch.keys import key_of
from ingest.fetch.publication import read_instant

if TYPE_CHECKING:
    from ingest.claims.model import Article

# Changes whenever the clean text or the metadata of any page may change.
CLEANER_VERSION = "clean-1"
SOURCE = "news"


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article; every attribute but the text may be unknown.

    Attributes:
        text: Clean text, paragraphs separated by line ends.
        title: Headline.
        url: Address under which it was found.
        canonical_url: The address without tracking, fragment and `www.`.
        outlet: Code of the publisher in `sources.csv`.
        byline: Who signed it.
        dateline_place: Where it was filed, as printed.
        dateline_agency: Which agency the dateline names, as printed.
        dateline_day: Month and day of the dateline, `01-05`; a hint only, it has no year.
        language: ISO 639-1 code.
        published_at: ISO instant in UTC.
        published_precision: `second`, `day`, `month`, `year` or `unknown`.
        time_zone: The publisher's.
        adapted_from: Address of the original where this is an adapted sample.
        flags: What a reader should know: `no_date`, `empty`, `adapted`.
    """

    text: str
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline_place: str | None = None
    dateline_agency: str | None = None
    dateline_day: str | None = None
    language: str = "en"
    published_at: str | None = None
    published_precision: str = "unknown"
    time_zone: str = "UTC"
    adapted_from: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def published_day(self) -> date | None:
        """The day of publication on the publisher's calendar, where a day is known."""
        if self.published_at is None or self.published_precision not in ("day", "second"):
            return None
        return read_instant(self.published_at).astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of the clean text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def document_key(self) -> str:
        """Hash what makes two pages one article: address, title, and words in their order."""
        canonical = [self.canonical_url or "", self.title or "", " ".join(self.text.split())]
        return key_of(SOURCE, *canonical)

    def for_claims(self) -> Article:
        """Return the article in the shape that the claim extractors read."""
        from ingest.claims.model import Article

        return Article(
            text=self.text,
            title=self.title,
            language=self.language,
            published=self.published_day,
            outlet=self.outlet,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self) | {"flags": list(self.flags)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CleanArticle:
        """Read what `to_dict` wrote; names that this version does not know are left out."""
        known = {field.name for field in fields(cls)}
        kept = {name: value for name, value in data.items() if name in known}
        return replace(cls(**kept), flags=tuple(kept.get("flags", ())))
