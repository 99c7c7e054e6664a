"""The readings of documents that a lake holds, and which documents are to be read once more.

A document is read once per parser version. One that was refused as a whole is read again by every
load: a user may let more pass by now. One with rows that wait for a code that nobody had mapped is
read again once the code lists are others. Where the outcome is another one, it is a reading of its
own under the version `2+1`, then `2+2`: the lake is only ever added to, and dbt takes the newest
reading. What is good or bad is said in `ingest.validate`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.sources.parsed import ROW_ID, Document
from ingest.trust import UNMAPPED

if TYPE_CHECKING:
    import polars as pl

Pairs = Collection[tuple[str, str]]
# Sorts behind the version itself and before its next decimal: 2, 2+1, 2.1.
AGAIN = "+"
# Columns of the quarantine that say what was refused, and why.
OUTCOME = (ROW_ID, "column_name", "check_name", "value")
COLUMNS = ("document_key", "parser_version", *OUTCOME)


def version_order(version: str) -> str:
    """Write a version so that it sorts as dbt's macro of the same name sorts it."""
    return re.sub(r"\d+", lambda number: number.group().zfill(10), version)


def standing(refused: pl.DataFrame, seen: Mapping[str, Pairs]) -> pl.DataFrame:
    """Return the rows of the quarantine that the newest reading of their document refused.

    Args:
        refused: Rows of the quarantine.
        seen: Pairs of document key and parser version, per raw table.
    """
    import polars as pl

    name = ["raw_table", "document_key", "parser_version"]
    readings = {(table, *pair) for table, pairs in seen.items() for pair in pairs}
    newest: dict[tuple[str, str], str] = {}
    for table, key, version in readings.union(refused.select(name).rows()):
        known = newest.get((table, key), "")
        newest[table, key] = max(known, version, key=version_order)
    last = [(table, key, version) for (table, key), version in newest.items()]
    kept = pl.DataFrame(last, schema=dict.fromkeys(name, pl.String), orient="row")
    return refused.join(kept, on=name, how="semi", maintain_order="left")


class Readings:
    """What a lake holds of the documents of one source.

    Args:
        seen: Pairs of document key and parser version, per raw table.
        refused: Rows of the quarantine, at least with `COLUMNS`; None for none.
        has_new_codes: Whether codes may have been mapped since these rows were refused.
    """

    def __init__(
        self, seen: Mapping[str, Pairs], refused: pl.DataFrame | None, *, has_new_codes: bool
    ) -> None:
        self._has_new_codes = has_new_codes
        self._seen = {table: frozenset(pairs) for table, pairs in seen.items()}
        self._refused = _by_reading(refused)
        self._newest: dict[tuple[str, str], int] = {}
        for key, version in {*self._refused, *(p for found in self._seen.values() for p in found)}:
            name, _, number = version.partition(AGAIN)
            self._newest[key, name] = max(int(number or 0), self._newest.get((key, name), 0))

    def newest(self, document: Document) -> Document:
        """Return a document under the version of its newest reading."""
        return self._numbered(document, self._number(document))

    def following(self, document: Document) -> Document:
        """Return a document under the version of the reading after its newest."""
        return self._numbered(document, self._number(document) + 1)

    def has(self, table: str, document: Document) -> bool:
        """Tell whether a raw table holds rows of a reading."""
        return (document.key, document.versions[table]) in self._seen.get(table, frozenset())

    def has_refused(self, document: Document) -> bool:
        """Tell whether the quarantine holds rows of a reading."""
        return bool(self._held(document))

    def waits(self, document: Document) -> bool:
        """Tell whether rows of a reading wait for a code that may be in a list by now."""
        import polars as pl

        return self._has_new_codes and any(
            frame.select(pl.col("check_name").is_in(UNMAPPED).any()).item()
            for frame in self._held(document)
        )

    def is_as_before(self, document: Document, refused: pl.DataFrame) -> bool:
        """Tell whether a reading refused just what is refused now."""
        import polars as pl

        held = self._held(document)
        if not held or sum(frame.height for frame in held) != refused.height:
            return False
        before, now = (
            frame.select(OUTCOME).sort(OUTCOME, nulls_last=True)
            for frame in (pl.concat(held), refused)
        )
        return before.equals(now)

    def _held(self, document: Document) -> list[pl.DataFrame]:
        pairs = {(document.key, version) for version in document.versions.values()}
        return [self._refused[pair] for pair in sorted(pairs) if pair in self._refused]

    def _number(self, document: Document) -> int:
        versions = {version.partition(AGAIN)[0] for version in document.versions.values()}
        return max(self._newest.get((document.key, version), 0) for version in versions)

    @staticmethod
    def _numbered(document: Document, number: int) -> Document:
        if not number:
            return document
        versions = {
            table: f"{version.partition(AGAIN)[0]}{AGAIN}{number}"
            for table, version in document.versions.items()
        }
        return replace(document, versions=versions)


def _by_reading(refused: pl.DataFrame | None) -> dict[tuple[str, str], pl.DataFrame]:
    if refused is None or not refused.height:
        return {}
    parts = refused.select(COLUMNS).partition_by(["document_key", "parser_version"], as_dict=True)
    return {(str(key), str(version)): frame for (key, version), frame in parts.items()}
