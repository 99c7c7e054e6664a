"""Rows of a parser, one after the other: typed ones, and those that go to quarantine."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ingest.sources.parsed import Document, Parsed, Reject, frame_of

T = TypeVar("T")


class BadCellError(ValueError):
    """A cell that cannot be typed: column, name of the check, what stands there.

    Attributes:
        columns: The raw columns that stay without a value for it.
    """

    def __init__(self, column: str | None, check: str, shown: object, *also: str) -> None:
        self.column, self.check, self.shown = column, check, str(shown)
        self.columns = frozenset({column, *also} - {None})
        super().__init__(f"{column}: {check}: {shown}")


def finite(value: object, column: str, *also: str) -> float:
    """Return a number of JSON.

    Raises:
        BadCellError: When it is something else.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadCellError(column, "not_a_number", value, *also)
    return float(value)


class Cells:
    """Reads the cells of one row; a bad one is noted down and hides none of the others."""

    def __init__(self) -> None:
        self.errors: list[BadCellError] = []

    def read(self, reader: Callable[[], T]) -> T | None:
        """Return what a reader gives, or None with its complaint noted down."""
        try:
            return reader()
        except BadCellError as error:
            self.errors.append(error)
            return None

    def require(self, holds: bool, column: str, check: str, shown: object) -> None:
        """Note down a cell that can be read and is wrong all the same."""
        if not holds:
            self.errors.append(BadCellError(column, check, shown))

    def typed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Leave out of a row what could not be read."""
        unread = {column for error in self.errors for column in error.columns}
        return {column: value for column, value in row.items() if column not in unread}


class Rows:
    """Collects the rows of one document and table, in their order."""

    def __init__(self, table: str, document: Document) -> None:
        self.table, self.document = table, document
        self._good: list[Mapping[str, Any]] = []
        self._ids: list[int] = []
        self._rejects: list[Reject] = []
        self._count = 0

    def take(self, row: Mapping[str, Any], cells: Cells, found: Mapping[str, Any]) -> None:
        """Take a row: a good one as it is typed, a bad one with all that is wrong with it.

        Args:
            row: The row; its `locator` says where it stands.
            cells: What its cells were read with.
            found: The row as it was found.
        """
        if not cells.errors:
            self._good.append(row)
            self._ids.append(self._count)
        typed = cells.typed(row) if cells.errors else {}
        for error in cells.errors:
            shown = {**typed, **found}
            self._rejects.append(
                Reject(
                    self._count,
                    row["locator"],
                    error.column,
                    error.check,
                    error.shown,
                    shown,
                    typed,
                )
            )
        self._count += 1

    def parsed(self) -> Parsed:
        """Return what was collected."""
        frame = frame_of(self.table, self._good, self.document, self._ids)
        return Parsed({self.table: frame}, {self.table: self._rejects})
