"""Extractions: an article's clean text and claims, archived once per version that read it.

Rows of the lake are always made from these bodies, so that a rebuild years later gives the same
rows, times and keys although cleaner and extractors have moved on. How a claim is found is the
business of `ingest.claims`, and how rows are made of a body that of `rows`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ingest.fetch.archive import Archive
from ingest.fetch.keys import key_of
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import Publication, read_instant
from ingest.fetch.types import EXTRACTION, FETCH, Fetched, Request
from ingest.news.article import CLEANER_VERSION, SOURCE, CleanArticle
from ingest.news.clean import clean_row
from tradebooks.errors import DocumentError, TradebooksError

if TYPE_CHECKING:
    from ingest.claims.model import Article, Claim, Evidence, Extraction

# Ends the version of a reading that has the date which an earlier reading of the article lacked.
DATED = "/dated"
Extractor = Callable[["Article"], "Extraction"]


@dataclass(slots=True)
class Extracted:
    """What one pass over the archive did: how many extractions are new, and what went wrong."""

    new: int = 0
    errors: list[TradebooksError] = field(default_factory=list)


def extract_new(archive: Archive, now: datetime, extract: Extractor | None = None) -> Extracted:
    """Archive an extraction by the current versions of every article that has none.

    Args:
        archive: Where articles and extractions are kept.
        now: The time that new extractions are given.
        extract: The claim extractor; by default that of `ingest.claims`.

    Returns:
        The count of new extractions, and an error for each article that could not be read.
    """
    undated = {
        (str(row.document_key), str(row.parser_version))
        for row in archive.rows(SOURCE, EXTRACTION)
        if row.published_at is None
    }
    work = _Work(archive, now, extract or _default_extractor(), undated)
    done = _by_fetch(archive)
    for row in archive.rows(SOURCE, FETCH):
        try:
            work.run(row, done.get(row.fetch_key, []))
        except TradebooksError as error:
            work.result.errors.append(error)
    return work.result


def _default_extractor() -> Extractor:
    """Find the extractor only when it is needed: language data take time to load."""
    extract: Extractor = import_module("ingest.claims").extract
    return extract


def _by_fetch(archive: Archive) -> dict[str, list[ManifestRow]]:
    """Group extraction rows by the fetch row that they were made from, oldest first."""
    grouped: dict[str, list[ManifestRow]] = {}
    for row in archive.rows(SOURCE, EXTRACTION):
        if row.extracts:
            grouped.setdefault(row.extracts, []).append(row)
    return grouped


@dataclass(slots=True)
class _Work:
    """The extractor at work.

    Attributes:
        archive: Where articles and extractions are kept.
        now: The time that new extractions are given.
        extract: The claim extractor.
        undated: Documents and versions that were read without a publication time.
        versions: The extractor's version for each language met so far.
        result: What was done.
    """

    archive: Archive
    now: datetime
    extract: Extractor
    undated: set[tuple[str, str]]
    versions: dict[str, str] = field(default_factory=dict)
    result: Extracted = field(default_factory=Extracted)

    def run(self, row: ManifestRow, before: list[ManifestRow]) -> None:
        """Extract one article unless its current extraction is there.

        A page or text that breaks the cleaner or the extractor is archived as an extraction with a
        flag, so that it is reported once and read again by their next version.
        """
        made = {str(extraction.parser_version).removesuffix(DATED) for extraction in before}
        if before and self._version(_language_of(before[-1])) in made:
            return
        article = self._clean(row)
        key = str(before[0].document_key) if before else article.document_key()
        extraction = self._extract(article, row)
        body = body_of(article, extraction, row, key)
        version = version_of(extraction)
        if article.published_at is None:
            self.undated.add((key, version))
        elif (key, version) in self.undated:
            version += DATED
        # The reader's language, which need not be the page's: it tells what a later version reads.
        asked = {"extracts": row.fetch_key, "language": extraction.language}
        stored = self.archive.store(self._answer(row, article, asked, version, body, key))
        self.result.new += stored.is_new

    def _clean(self, row: ManifestRow) -> CleanArticle:
        body = self.archive.read(row)
        try:
            return clean_row(body, row)
        except Exception as error:  # noqa: BLE001 a page may break any part of an HTML library
            self.result.errors.append(_broken(row, "page", error))
            return CleanArticle("", title=row.content_sha256, url=row.url, flags=("unreadable",))

    def _extract(self, article: CleanArticle, row: ManifestRow) -> Extraction:
        from ingest.claims.model import Extraction

        try:
            return self.extract(article.for_claims())
        except Exception as error:  # noqa: BLE001 a text may break any rule of a language package
            self.result.errors.append(_broken(row, "text", error))
            version = self._version(article.language).removesuffix(f"/{CLEANER_VERSION}")
            return Extraction(article.language, version, [], ("extractor_failed",))

    def _version(self, language: str) -> str:
        """The version that an extraction in this language would have now."""
        if language not in self.versions:
            from ingest.claims.model import Article

            probe = self.extract(Article(text="", language=language))
            self.versions[language] = version_of(probe)
        return self.versions[language]

    def _answer(
        self,
        row: ManifestRow,
        article: CleanArticle,
        asked: dict[str, str],
        version: str,
        body: bytes,
        document_key: str,
    ) -> Fetched:
        at = read_instant(article.published_at) if article.published_at else None
        return Fetched(
            request=Request(SOURCE, row.url, asked),
            body=body,
            retrieved_at=self.now,
            content_type="application/json",
            published=Publication(at, article.published_precision),
            licence=row.licence,
            may_republish=row.may_republish,
            is_rebuilt=row.is_rebuilt,
            kind=EXTRACTION,
            document_key=document_key,
            parser_version=version,
        )


def version_of(extraction: Extraction) -> str:
    """Name the pair of extractor and cleaner: either may change what is read."""
    return f"{extraction.version}/{CLEANER_VERSION}"


def _broken(row: ManifestRow, what: str, error: Exception) -> DocumentError:
    return DocumentError(
        row.url or f"article {row.content_sha256[:12]}",
        seen=f"a {what} that cannot be read ({type(error).__name__}: {error})",
        expected="an article, or a text without one",
        action="report it as a bug with the file; it stays archived and is read again then",
    )


def _language_of(row: ManifestRow) -> str:
    return str(json.loads(row.request or "{}").get("language", "en"))


def body_of(
    article: CleanArticle, extraction: Extraction, row: ManifestRow, document_key: str
) -> bytes:
    """Write an extraction as JSON that is the same on every machine."""
    said = [*extraction.claims, *extraction.doubtful]
    keyed = list(keyed_claims(article.text, said, document_key))
    count = len(extraction.claims)
    data = {
        "document_key": document_key,
        "content_sha256": row.content_sha256,
        "cleaner_version": CLEANER_VERSION,
        "extractor_version": extraction.version,
        "language": extraction.language,
        "article": article.to_dict(),
        "claims": keyed[:count],
        "doubtful": keyed[count:],
        "flags": list(extraction.flags),
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, default=_plain)
    return (text + "\n").encode("utf-8")


def keyed_claims(text: str, claims: list[Claim], document_key: str) -> Iterator[dict[str, Any]]:
    """Add key, ordinal, anchor text and quote to every claim.

    The ordinal counts how often the anchor's words stand earlier in the text, whether or not a
    claim was found there, so that an extractor that finds more does not move the keys of others.
    Further claims on the very same words are told apart by their order.
    """
    on_anchor: dict[tuple[int, int], int] = {}
    for claim in claims:
        anchor = text[claim.anchor_start : claim.anchor_end]
        ordinal = text.count(anchor, 0, claim.anchor_start) if anchor else 0
        place = (claim.anchor_start, claim.anchor_end)
        again = on_anchor[place] = on_anchor.get(place, -1) + 1
        told = asdict(claim)
        del told["signs"]  # the confidence is what they come to
        yield told | {
            "claim_key": key_of(document_key, anchor, f"{ordinal}.{again}" if again else ordinal),
            "ordinal": ordinal,
            "further": [asdict(place) | _quoted(text, place) for place in claim.further],
            **_quoted(text, claim),
        }


def _quoted(text: str, place: Claim | Evidence) -> dict[str, str]:
    """Quote the words of one place of a claim."""
    return {
        "anchor_text": text[place.anchor_start : place.anchor_end],
        "quote": text[place.start : place.end],
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an extraction")
