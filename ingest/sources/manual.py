"""Figures entered by hand, in a CSV template that uses the words of the warehouse.

One row is one figure of one publication; the columns and their defaults are documented here and
printed by `template_csv`. Domains and rules across columns are in `rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from ingest.sources import cells
from ingest.sources.cells import BadCellError, Printed
from ingest.sources.csvfile import Line, formula_columns, read_lines
from ingest.sources.parsed import Document, Parsed, Reject, frame_of
from tradebooks.periods import Period
from tradebooks.vocabulary import seed

VERSION = "1"
TABLE = "raw_manual_figure"
COLUMNS = [
    *("source", "source_url", "published"),
    *("measure", "reporter", "partner", "flow", "scope", "basis", "valuation", "side"),
    *("classification", "commodity_code", "commodity", "period", "base_period"),
    *("value", "value_high", "unit", "unit_mult", "bound", "status", "is_record", "share_of"),
    *("obs_status", "conf_status", "speaker", "cited_source", "inferred", "note"),
]
DEFAULTS = {
    "scope": "unspecified",
    "basis": "value",
    "valuation": "unspecified",
    "bound": "exact",
    "status": "actual",
    "obs_status": "A",
    "conf_status": "F",
}
EXAMPLE = {
    "source": "belta",
    "source_url": "https://example.org/the-page-that-prints-it",
    "published": "2026-01-05",
    "measure": "value",
    "reporter": "BLR",
    "partner": "RUS",
    "flow": "turnover",
    "scope": "goods",
    "side": "BLR",
    "period": "2025-01..2025-11",
    "value": "49.2",
    "unit": "USD",
    "unit_mult": "9",
}
CHANGES = frozenset({"growth_pct", "change_abs", "multiple"})
LONGEST_CHANGE = timedelta(days=366)
OUTTURN = frozenset({"actual", "preliminary"})
# The raw columns that stay without a value when a cell of the template cannot be read.
UNREAD = {
    "published": ("published_at", "published_precision"),
    "period": ("period_start", "period_end", "base_period_start", "base_period_end"),
    "base_period": ("base_period_start", "base_period_end"),
    "value": ("value", "resolution"),
    "unit_mult": ("value", "value_high", "resolution"),
    "rate": ("rate", "resolution"),
    "scale": ("rate", "resolution"),
}

T = TypeVar("T")
RowReader = Callable[[Mapping[str, str], Document, "Problems"], dict[str, Any]]


class Problems(list[tuple[str | None, str]]):
    """Columns of one row that cannot be read, each with the name of the check."""

    def read(self, column: str, reader: Callable[[], T]) -> T | None:
        """Return what a cell reader gives, or None with its complaint noted down."""
        try:
            return reader()
        except BadCellError as error:
            self.append((column, str(error)))
            return None


def template_csv() -> str:
    """Return the template with one example row."""
    example = ",".join(EXAMPLE.get(column, "") for column in COLUMNS)
    return f"{','.join(COLUMNS)}\n{example}\n"


def parse(body: bytes, document: Document) -> Parsed:
    """Read a filled-in template.

    Raises:
        DocumentError: When encoding or header are not those of the template, or it has no rows.
    """
    return parse_table(body, document, TABLE, COLUMNS, _figure)


def parse_table(
    body: bytes, document: Document, table: str, columns: list[str], read_row: RowReader
) -> Parsed:
    """Read a template of any columns with a reader for one row."""
    good: list[dict[str, Any]] = []
    good_ids: list[int] = []
    rejects: list[Reject] = []
    for line in read_lines(body, columns, document.name):
        row, problems = _read(line, document, read_row)
        if problems:
            rejects.extend(_rejects(line, problems, row))
        else:
            good.append({**row, "locator": line.locator})
            good_ids.append(line.row_id)
    return Parsed({table: frame_of(table, good, document, good_ids)}, {table: rejects})


def _read(line: Line, document: Document, read_row: RowReader) -> tuple[dict[str, Any], Problems]:
    problems = Problems()
    if line.problem:
        problems.append((None, line.problem))
        return {}, problems
    problems.extend((column, "formula") for column in formula_columns(line.cells))
    return ({}, problems) if problems else (read_row(line.cells, document, problems), problems)


def _rejects(line: Line, problems: Problems, row: Mapping[str, Any]) -> Iterator[Reject]:
    unread = {name for column, _ in problems for name in UNREAD.get(str(column), (column,))}
    typed = {name: cell for name, cell in row.items() if name not in unread} if row else None
    for column, check in problems:
        value = line.cells.get(column) if column else None
        yield Reject(line.row_id, line.locator, column, check, value, line.cells, typed)


def _figure(given: Mapping[str, str], document: Document, problems: Problems) -> dict[str, Any]:
    row: dict[str, Any] = {column: given[column] or DEFAULTS.get(column) for column in COLUMNS}
    row |= publication_columns(given, document, problems)
    row |= _number_columns(given, problems)
    row["inferred"] = cells.items(given["inferred"])
    row["is_record"] = problems.read("is_record", lambda: cells.boolean(given["is_record"]))
    period = read_period(given, "period", problems)
    base = read_period(given, "base_period", problems) if given["base_period"] else None
    if base is None and _needs_base(row, period):
        base = period.year_before() if period else None
        row["inferred"] = _with_base_inferred(row["inferred"])
    row |= period_columns("period", period) | period_columns("base_period", base)
    if row["status"] in OUTTURN:
        check_is_over(period, row, document, problems)
    return row


def publication_columns(
    given: Mapping[str, str], document: Document, problems: Problems
) -> dict[str, Any]:
    """Read the publication time in the zone of the publisher that the row names."""
    zone = time_zone_of(given["source"])
    read = problems.read("published", lambda: cells.publication(given["published"], zone))
    if read is None:
        return {}
    at = read.at.replace(tzinfo=None) if read.at else None
    if read.at and read.at > document.recorded_at + timedelta(days=1):
        problems.append(("published", "published_in_future"))
    return {"published_at": at, "published_precision": read.precision}


def read_period(given: Mapping[str, str], column: str, problems: Problems) -> Period | None:
    """Read a period that has to be there."""
    if not given[column]:
        problems.append((column, "required"))
        return None
    return problems.read(column, lambda: cells.period(given[column]))


def period_columns(name: str, period: Period | None) -> dict[str, Any]:
    """Spread a period over its two columns."""
    return {
        f"{name}_start": period.start if period else None,
        f"{name}_end": period.end if period else None,
    }


def check_is_over(
    period: Period | None, row: Mapping[str, Any], document: Document, problems: Problems
) -> None:
    """Without a publication time, the retrieval bounds what can be an outturn."""
    is_undated = row.get("published_precision") == "unknown"
    if period and is_undated and period.end > document.recorded_at.date():
        problems.append(("period", "not_in_future"))


@cache
def time_zone_of(source: str) -> str:
    """Return the time zone of a publisher; an unknown one is refused by the rules, not here."""
    zones = {row["source"]: row["time_zone"] for row in seed("sources")}
    return zones.get(source) or "UTC"


def _number_columns(given: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    power: int = problems.read("unit_mult", lambda: cells.multiplier(given["unit_mult"])) or 0

    def printed(column: str) -> Printed | None:
        cell = given[column]
        return problems.read(column, lambda: cells.number(cell, power)) if cell else None

    value, high = printed("value"), printed("value_high")
    return {
        "value": value.value if value else None,
        "value_high": high.value if high else None,
        "resolution": value.resolution if value else None,
        "value_printed": given["value"] or None,
    }


def _needs_base(row: Mapping[str, Any], period: Period | None) -> bool:
    """A change without a base is against the same period a year before, up to a year long."""
    return (
        period is not None
        and row["measure"] in CHANGES
        and period.end - period.start <= LONGEST_CHANGE
    )


def _with_base_inferred(listed: str | None) -> str:
    known = listed.split(",") if listed else []
    added = [name for name in ("base_period_start", "base_period_end") if name not in known]
    return ",".join(known + added)
