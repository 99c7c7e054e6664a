"""What a parser is given and what it hands on: a document, good rows, and rejected rows.

A parser is a pure function from bytes to `Parsed`. It rejects only what it cannot give a type to;
whether typed values make sense is the business of `ingest.validate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import read_instant
from ingest.sources.tables import polars_types
from tradebooks.errors import DocumentError

if TYPE_CHECKING:
    import polars as pl

ROW_ID = "row_id"


@dataclass(frozen=True, slots=True)
class Document:
    """One archived document that is to be read.

    Attributes:
        key: Its document key.
        row: The manifest row of the body that is parsed.
        versions: The parser version per raw table that it fills.
        recorded_at: When the document was first retrieved, UTC.
        path: The file that a person is adding, for messages.
    """

    key: str
    row: ManifestRow
    versions: Mapping[str, str]
    recorded_at: datetime
    path: str | None = None

    @property
    def name(self) -> str:
        """How the document is called in messages."""
        return self.path or self.row.url or f"{self.row.source} document {self.key[:12]}"


@dataclass(frozen=True, slots=True)
class Reject:
    """A row, or a cell of one, that cannot be read.

    Attributes:
        row_id: Number of the row within its document and table.
        locator: Where it stands: a line, a cell, a range of characters.
        column: The column at fault, or None for the row as a whole.
        check: Name of the rule that it breaks.
        value: What stands there.
        row: The whole row as it was found.
        typed: What could be typed of it, by raw column, so that its other columns are checked
            too; a column that is not there could not be read. None where nothing could.
    """

    row_id: int
    locator: str
    column: str | None
    check: str
    value: str | None
    row: Mapping[str, Any]
    typed: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Parsed:
    """The rows of one document per raw table; frames carry the extra column `row_id`."""

    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    rejects: dict[str, list[Reject]] = field(default_factory=dict)


def frame_of(
    table: str, rows: Sequence[Mapping[str, Any]], document: Document, row_ids: Sequence[int]
) -> pl.DataFrame:
    """Make a typed frame of parsed rows, with origin columns and row numbers added."""
    import polars as pl

    types = polars_types(table)
    version = document.versions[table]
    columns: dict[str, list[Any]] = {
        column: [row.get(column) for row in rows] for column in types if column != "document_key"
    }
    columns["document_key"] = [document.key] * len(rows)
    columns["parser_version"] = [version] * len(rows)
    series = [pl.Series(column, columns[column], dtype=types[column]) for column in types]
    return pl.DataFrame([*series, pl.Series(ROW_ID, row_ids, dtype=pl.Int64)])


def layout_error(document: Document, seen: str, expected: str) -> DocumentError:
    """Return what is wrong with an answer that is not what the interface used to send."""
    return DocumentError(
        document.name,
        seen=seen,
        expected=expected,
        action="fetch it once more; if the layout has changed, the parser must learn it",
    )


def naive_utc(text: str | None) -> datetime | None:
    """Read an ISO instant as the naive UTC time that raw tables hold."""
    return None if text is None else read_instant(text).astimezone(UTC).replace(tzinfo=None)
