"""Copies of one wire story: articles whose words are nearly the same, linked to the first of them.

A link says that a text was taken over, not that two texts agree: two reporters at one briefing
share facts and quotes, but few runs of words. Translations are no copies here. What a copy counts
as evidence is the business of the warehouse.

The links are a function of the set of articles: order and number of loads do not matter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from datasketch import MinHash, MinHashLSH

from ingest.readings import version_order
from ingest.sources.tables import polars_types

if TYPE_CHECKING:
    import polars as pl

# Changes whenever a link may change.
METHOD_VERSION = "minhash-1"
TABLE = "raw_syndication"
SHINGLE_WORDS = 4
# A text of fewer runs of words says too little to be told from another.
MIN_SHINGLES = 25
PERMUTATIONS, SEED = 128, 20_260_105
# Candidates are found generously; the exact shares of common runs decide.
CANDIDATE_SIMILARITY = 0.25
MIN_SIMILARITY = 0.6
# A shortened copy: nearly all of it stands in the longer text, and it is no mere note of it.
MIN_CONTAINMENT, MIN_PART = 0.85, 0.3
# Monthly reports are written by one pattern: copies print the same numbers, the next month others.
MIN_COMMON_NUMBERS = 0.8
_WORDS = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Story:
    """One article as far as copies are told by it.

    Attributes:
        document_key: Its document key.
        language: ISO 639-1 code; only texts of one language are compared.
        text: Clean text.
        published_at: When it was published, None where nobody knows.
        recorded_at: When it was first retrieved.
    """

    document_key: str
    language: str
    text: str
    published_at: datetime | None
    recorded_at: datetime

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """The earlier publication is the root, then the earlier retrieval, then the key."""
        return (self.published_at or self.recorded_at, self.recorded_at, self.document_key)


@dataclass(frozen=True, slots=True)
class Link:
    """One copy, the story that it goes back to, and the share of runs of words in common."""

    document_key: str
    root_document_key: str
    similarity: float


@dataclass(frozen=True, slots=True)
class _Print:
    """What of a story is compared: its runs of words and its numbers."""

    story: Story
    shingles: frozenset[str]
    numbers: frozenset[str]


def find_copies(stories: Iterable[Story]) -> list[Link]:
    """Link every copy to its root; stories that repeat no other have no link.

    Args:
        stories: Articles, each once, in any order.

    Returns:
        One link per copy, sorted by its key. A copy of a copy goes back to the first story.
    """
    prints = {one.document_key: _print_of(one) for one in stories}
    roots = _Roots({key: one.story.order for key, one in prints.items()})
    for first, second in _similar_pairs(prints):
        roots.join(first, second)
    links = ((key, roots.of(key)) for key in sorted(prints))
    return [
        Link(key, root, round(_jaccard(prints[key].shingles, prints[root].shingles), 6))
        for key, root in links
        if key != root
    ]


def _print_of(story: Story) -> _Print:
    words = [word.casefold().replace("ё", "е") for word in _WORDS.findall(story.text)]
    runs = (words[i : i + SHINGLE_WORDS] for i in range(len(words) - SHINGLE_WORDS + 1))
    numbers = {number.replace(",", ".") for number in _NUMBERS.findall(story.text)}
    return _Print(story, frozenset(map(" ".join, runs)), frozenset(numbers))


def _similar_pairs(prints: dict[str, _Print]) -> Iterator[tuple[str, str]]:
    """Give every pair of copies once; which pairs are candidates depends on the two texts only."""
    indexes: dict[str, MinHashLSH] = {}
    for key in sorted(prints):
        one = prints[key]
        if len(one.shingles) < MIN_SHINGLES:
            continue
        index = indexes.setdefault(
            one.story.language,
            MinHashLSH(CANDIDATE_SIMILARITY, PERMUTATIONS, weights=(0.1, 0.9)),
        )
        sketch = _sketch(one.shingles)
        yield from (
            (key, str(other)) for other in index.query(sketch) if _is_copy(one, prints[other])
        )
        index.insert(key, sketch)


@cache
def _empty() -> MinHash:
    """Draw the hash functions once: that takes longer than to use them."""
    return MinHash(PERMUTATIONS, SEED, hashfunc=zlib.crc32)


def _sketch(shingles: frozenset[str]) -> MinHash:
    sketch = _empty().copy()
    sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return sketch


def _is_copy(one: _Print, other: _Print) -> bool:
    common = len(one.shingles & other.shingles)
    similarity = _jaccard(one.shingles, other.shingles)
    contained = common / min(len(one.shingles), len(other.shingles))
    is_near = similarity >= MIN_SIMILARITY or (
        contained >= MIN_CONTAINMENT and similarity >= MIN_PART
    )
    return is_near and _same_numbers(one.numbers, other.numbers)


def _same_numbers(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return not fewer or len(one & other) >= MIN_COMMON_NUMBERS * fewer


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0


class _Roots:
    """Groups of stories that are joined pair by pair; the earliest of a group is its root."""

    def __init__(self, order: dict[str, tuple[datetime, datetime, str]]) -> None:
        self._order = order
        self._parent = {key: key for key in order}

    def of(self, key: str) -> str:
        """Return the root of a story, itself where it is alone."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, first: str, second: str) -> None:
        """Make one group of two."""
        early, late = sorted((self.of(first), self.of(second)), key=self._order.__getitem__)
        self._parent[late] = early


def stories_of(articles: pl.DataFrame) -> list[Story]:
    """Read the newest text of each article from rows of `raw_news_article`."""
    newest: dict[str, tuple[str, Story]] = {}
    for row in articles.iter_rows(named=True):
        key, order = row["document_key"], version_order(row["parser_version"])
        if key not in newest or newest[key][0] < order:
            newest[key] = (order, _story(row))
    return [story for _, story in newest.values()]


def _story(row: dict[str, Any]) -> Story:
    return Story(
        document_key=str(row["document_key"]),
        language=str(row["language"]),
        text=str(row["text"]),
        published_at=row["published_at"],
        recorded_at=row["recorded_at"],
    )


def syndication_frame(articles: pl.DataFrame) -> pl.DataFrame:
    """Make the rows of `raw_syndication` from all rows of `raw_news_article`."""
    import polars as pl

    links = find_copies(stories_of(articles)) if articles.height else []
    rows = [
        {
            "document_key": link.document_key,
            "parser_version": METHOD_VERSION,
            "locator": "text",
            "root_document_key": link.root_document_key,
            "similarity": link.similarity,
        }
        for link in links
    ]
    return pl.DataFrame(rows, schema=polars_types(TABLE))
