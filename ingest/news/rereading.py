"""Two readings of the archived articles, claim by claim: what was added, dropped or read otherwise.

A claim is the same claim when its key is: the printed number at its place. How differences look
in a terminal is the business of the command line; which of two readings is right, of benchmarks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from ingest.fetch.archive import Archive
from ingest.fetch.types import EXTRACTION
from ingest.news.article import SOURCE, CleanArticle
from ingest.news.extractions import keyed_claims
from tradebooks.errors import UsageError

if TYPE_CHECKING:
    from ingest.claims.model import Article, Extraction

# What the extractor that is installed reads in the archived texts now; nothing is archived.
CURRENT = "current"
# Where the evidence stands follows from the quote; keys and anchors are what claims are joined by.
_LEFT_OUT = {
    *("claim_key", "ordinal", "anchor_text", "anchor_start", "anchor_end"),
    *("start", "end", "confidence", "further"),
}
_NOTHING: tuple[object, ...] = (None, "", [])
Claim = Mapping[str, Any]
Kind = Literal["added", "dropped", "altered"]


@dataclass(frozen=True, slots=True)
class Reading:
    """All claims that one version reads in one article, by claim key."""

    document_key: str
    title: str
    language: str
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that two versions read differently.

    Attributes:
        kind: Whether the newer version added, dropped or altered it.
        document_key: The article.
        title: Its headline.
        claim: The claim as the newer version reads it, or the older where the newer does not.
        fields: For an altered claim the old and the new value of each field that differs.
    """

    kind: Kind
    document_key: str
    title: str
    claim: Claim
    fields: Mapping[str, tuple[Any, Any]]


def versions(archive: Archive) -> list[str]:
    """List the extractor versions that the archive has readings of."""
    return sorted({str(row.parser_version) for row in archive.rows(SOURCE, EXTRACTION)})


def readings(archive: Archive, version: str) -> dict[str, Reading]:
    """Return every archived reading by one version, or by `current`, per document.

    Args:
        archive: Where articles and extractions are kept.
        version: An extractor's version, with or without that of the cleaner behind a slash.

    Raises:
        UsageError: When the archive has no reading by it.
    """
    if version == CURRENT:
        return _current(archive)
    found = {
        str(row.document_key): _archived(archive.read(row))
        for row in archive.rows(SOURCE, EXTRACTION)
        if row.parser_version == version or str(row.parser_version).startswith(f"{version}/")
    }
    if not found:
        raise UsageError(
            f"extractor version {version}",
            seen="no archived article that it has read",
            expected=f"one of {', '.join([*versions(archive), CURRENT])}",
            action="name one of these",
        )
    return found


def compare(old: Mapping[str, Reading], new: Mapping[str, Reading]) -> list[Change]:
    """Compare two readings of the articles that both versions have read, in a stable order."""
    return [
        change
        for key in sorted(old.keys() & new.keys(), key=lambda key: (new[key].title, key))
        for change in _changes(old[key], new[key])
    ]


def _changes(old: Reading, new: Reading) -> Iterable[Change]:
    keys = dict.fromkeys([*old.claims, *new.claims])
    for key in sorted(keys, key=lambda key: _place(new.claims.get(key) or old.claims[key])):
        before, after = old.claims.get(key), new.claims.get(key)
        fields = _differences(before, after) if before and after else {}
        if before and after and not fields:
            continue
        kind: Kind = "altered" if before and after else "added" if after else "dropped"
        yield Change(kind, new.document_key, new.title, after or before or {}, fields)


def _differences(before: Claim, after: Claim) -> dict[str, tuple[Any, Any]]:
    names = sorted((before.keys() | after.keys()) - _LEFT_OUT)
    pairs = {name: (before.get(name), after.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if not _same(*pair)}


def _same(before: object, after: object) -> bool:
    """Say whether a field is as it was; one that an older version does not have is empty."""
    return before == after or (before in _NOTHING and after in _NOTHING)


def _place(claim: Claim) -> tuple[int, str]:
    return (int(claim["anchor_start"]), str(claim["claim_key"]))


def _archived(body: bytes) -> Reading:
    data = json.loads(body)
    said = [*data["claims"], *data.get("doubtful", ())]
    claims = {claim["claim_key"]: claim for claim in said}
    title = data["article"].get("title") or data["article"].get("url") or ""
    return Reading(data["document_key"], title, data["language"], claims)


def _current(archive: Archive) -> dict[str, Reading]:
    """Read the newest archived text of every article with the extractors that are installed."""
    extract: Callable[[Article], Extraction] = import_module("ingest.claims").extract
    newest = {str(row.document_key): row for row in archive.rows(SOURCE, EXTRACTION)}
    return {key: _read(json.loads(archive.read(row)), extract) for key, row in newest.items()}


def _read(data: Mapping[str, Any], extract: Callable[[Article], Extraction]) -> Reading:
    article = CleanArticle.from_dict(data["article"])
    extraction = extract(article.for_claims())
    said = [*extraction.claims, *extraction.doubtful]
    claims = list(keyed_claims(article.text, said, data["document_key"]))
    plain = json.loads(json.dumps(claims, default=str))
    by_key = {claim["claim_key"]: claim for claim in plain}
    title = article.title or article.url or ""
    return Reading(data["document_key"], title, extraction.language, by_key)
