"""Rows of a parser, one after the other: typed ones, and those that go to quarantine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.sources.parsed import Document, Parsed, Reject, frame_of


class BadCellError(ValueError):
    """A cell that cannot be typed: column, name of the check, what stands there."""

    def __init__(self, column: str | None, check: str, shown: object) -> None:
        self.column, self.check, self.shown = column, check, str(shown)
        super().__init__(f"{column}: {check}: {shown}")


class Rows:
    """Collects the rows of one document and table, in their order."""

    def __init__(self, table: str, document: Document) -> None:
        self.table, self.document = table, document
        self._good: list[Mapping[str, Any]] = []
        self._ids: list[int] = []
        self._rejects: list[Reject] = []
        self._count = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Take a typed row; its `locator` says where it stands."""
        self._good.append(row)
        self._ids.append(self._count)
        self._count += 1

    def reject(self, locator: str, error: BadCellError, found: Mapping[str, Any]) -> None:
        """Take a row that cannot be typed."""
        reject = Reject(self._count, locator, error.column, error.check, error.shown, found)
        self._rejects.append(reject)
        self._count += 1

    def parsed(self) -> Parsed:
        """Return what was collected."""
        frame = frame_of(self.table, self._good, self.document, self._ids)
        return Parsed({self.table: frame}, {self.table: self._rejects})
