"""Rosstat's workbook of Russia's monthly trade with its main partners (`96stran.xlsx`).

The data are those of the Federal Customs Service, the sheets `Экспорт` and `Импорт`: a unit line,
a row of partner names, then year rows and twelve month rows each. Partner names are written with
Latin look-alike letters here and there ("Китaй"); `names_ru` sees through them.
What a value may be is in `rules`; this file only reads the layout and refuses any other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingest.sources.names_ru import fold, partner_code
from ingest.sources.parsed import Document, Parsed, Reject, frame_of
from ingest.sources.workbook import Row, open_workbook, rows_of
from tradebooks.errors import DocumentError

VERSION = "2"
TABLE = "raw_rosstat_trade"
SHEETS = {"Экспорт": "export", "Импорт": "import"}
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
# Cells are typed to ten dollars; what lies behind is float noise (869.1134000000001).
DECIMALS = 5
RESOLUTION = 0.00001
# "доллалов" is how the publisher has written it since 2006.
UNIT = re.compile(r"\(\s*млн\.?\s+дол+[а-я]*\.?\s+сша\s*\)")
ANY_UNIT = re.compile(r"\(.*(долл|рубл|евро|тонн|тыс|млн|млрд|дол[а-я]*ов).*\)")
YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*г\.?)?")
NOT_AVAILABLE = frozenset({"…", "..."})
# Which column is at fault when a cell fails a check here, and which one shows it.
FAULTS = {
    "value_is_number": ("value_musd", "value_musd"),
    "partner_known": ("partner", "partner_label"),
    "not_in_future": ("period_end", "period_end"),
}
HEADER_DEPTH = 15
GET_FILE = "download the workbook once more; if its layout has changed, the parser must learn it"


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read."""

    document: str
    title: str
    rows: list[Row]
    flow: str
    until: date
    partners: dict[int, str] = field(default_factory=dict)

    def error(self, seen: str, expected: str, action: str = GET_FILE) -> DocumentError:
        """Make the error that names this sheet."""
        return DocumentError(
            f"{self.document}, sheet {self.title}", seen=seen, expected=expected, action=action
        )


def parse(body: bytes, document: Document) -> Parsed:
    """Read the workbook into one row per sheet, partner and month.

    Raises:
        DocumentError: When the file is no such workbook or its layout is another one.
    """
    good: list[dict[str, Any]] = []
    good_ids: list[int] = []
    rejects: list[Reject] = []
    cells = (cell for sheet in _sheets(body, document) for cell in _cells(sheet))
    for row_id, (row, checks) in enumerate(cells):
        if not checks:
            good.append(row)
            good_ids.append(row_id)
        rejects.extend(_reject(row_id, row, check, checks) for check in checks)
    frame = frame_of(TABLE, good, document, good_ids)
    return Parsed({TABLE: frame}, {TABLE: rejects})


def _sheets(body: bytes, document: Document) -> Iterator[_Sheet]:
    book = open_workbook(body, document)
    missing = [name for name in SHEETS if name not in book.sheetnames]
    if missing:
        raise DocumentError(
            document.name,
            seen=f"sheets {', '.join(book.sheetnames)}",
            expected=f"the sheets {' and '.join(SHEETS)} ({', '.join(missing)} is missing)",
            action="add the workbook 96stran.xlsx itself, with all of its sheets",
        )
    for title, flow in SHEETS.items():
        until = document.recorded_at.date()
        yield _Sheet(document.name, title, rows_of(book, title, document), flow, until)
    book.close()


def _cells(sheet: _Sheet) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield every month of every partner, with the names of the checks that it fails."""
    header = _header_row(sheet)
    _check_unit(sheet, header)
    sheet.partners = _partners(sheet, header)
    codes = {column: partner_code(label) for column, label in sheet.partners.items()}
    months = list(_months(sheet, header + 1))
    if not months:
        raise sheet.error("no month row below the partners", "year rows and month rows")
    for number, first in months:
        for column, label in sheet.partners.items():
            yield _cell(sheet, number, first, column, label, codes[column])


def _cell(
    sheet: _Sheet, index: int, first: date, column: int, label: str, code: str | None
) -> tuple[dict[str, Any], list[str]]:
    value = _at(sheet.rows[index], column)
    is_missing = value is None or (isinstance(value, str) and value.strip() in NOT_AVAILABLE)
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    last = first.replace(day=monthrange(first.year, first.month)[1])
    row = {
        "locator": f"{sheet.title}!{_letters(column)}{index + 1}",
        "reporter": "RUS",
        "partner": code,
        "partner_label": label,
        "flow": sheet.flow,
        "period_start": first,
        "period_end": last,
        "value_musd": None if number is None else round(float(number), DECIMALS),
        "resolution_musd": RESOLUTION,
        "obs_status": "O" if is_missing else "A",
    }
    is_bad = not is_missing and number is None
    # Months to come may have their row already, but no value.
    is_early = not is_missing and last > sheet.until
    faults = {"value_is_number": is_bad, "partner_known": code is None, "not_in_future": is_early}
    checks = [check for check, is_found in faults.items() if is_found]
    return ({**row, "value_musd": value} if is_bad else row), checks


def _reject(row_id: int, row: dict[str, Any], check: str, checks: list[str]) -> Reject:
    unread = {FAULTS[one][0] for one in checks}
    typed = {name: cell for name, cell in row.items() if name not in unread}
    column, shown = FAULTS[check]
    return Reject(row_id, row["locator"], column, check, str(row[shown]), row, typed)


def _header_row(sheet: _Sheet) -> int:
    """Find the row of partner names: nothing in its first cell, text in the others."""
    for number, row in enumerate(sheet.rows[:HEADER_DEPTH]):
        if _year_of(_at(row, 0)) is not None:
            break
        names = [cell for cell in row[1:] if isinstance(cell, str) and cell.strip()]
        if _is_blank(_at(row, 0)) and len(names) >= 2:
            return number
    raise sheet.error(
        "no row of partner names above the first year",
        f"a row with an empty first cell and partner names within the first {HEADER_DEPTH} rows",
    )


def _check_unit(sheet: _Sheet, header: int) -> None:
    lines = [
        str(cell).strip() for row in sheet.rows[:header] for cell in row if not _is_blank(cell)
    ]
    if any(UNIT.fullmatch(fold(line)) for line in lines):
        return
    other = [line for line in lines if ANY_UNIT.search(fold(line))]
    raise sheet.error(
        f"the unit {other[-1]}" if other else "no line that names a unit",
        "the line (млн долларов США)",
        "check in which unit the publisher now prints; a parser for it has to be written",
    )


def _partners(sheet: _Sheet, header: int) -> dict[int, str]:
    """Return the partner names by column index."""
    row = sheet.rows[header]
    width = max(len(other) for other in sheet.rows[header:])
    partners: dict[int, str] = {}
    seen: dict[str, int] = {}
    for column in range(1, width):
        label = " ".join(str(_at(row, column) or "").split())
        if not label:
            _check_nameless(sheet, header, column)
            continue
        identity = partner_code(label) or fold(label)
        if identity in seen:
            columns = f"{_letters(seen[identity])} and {_letters(column)}"
            raise sheet.error(f"partner {label} in columns {columns}", "every partner once")
        seen[identity] = column
        partners[column] = label
    return partners


def _check_nameless(sheet: _Sheet, header: int, column: int) -> None:
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if not _is_blank(_at(row, column)):
            raise sheet.error(
                f"values from {_letters(column)}{number} on in a column without a name",
                "a partner name above every column of values",
            )


def _months(sheet: _Sheet, start: int) -> Iterator[tuple[int, date]]:
    """Yield row index and first day of every month; only the last year may be short."""
    year, month = None, 12
    for number in range(start, len(sheet.rows)):
        first = _at(sheet.rows[number], 0)
        if _is_blank(first):
            _check_no_values(sheet, number)
            continue
        found = _year_of(first)
        if found is not None:
            _check_year(sheet, number, found, year, month)
            year, month = found, 0
        elif fold(str(first)) in MONTHS and year is not None:
            month = _next_month(sheet, number, str(first), year, month)
            yield number, date(year, month, 1)
        else:
            _check_no_values(sheet, number)


def _check_year(sheet: _Sheet, number: int, year: int, before: int | None, month: int) -> None:
    if month != 12:
        raise sheet.error(
            f"year {year} in row {number + 1}, after {before} ended with its month {month}",
            f"{MONTHS[month]} {before}",
        )
    if before is not None and year != before + 1:
        raise sheet.error(f"year {year} after {before} (row {number + 1})", f"year {before + 1}")


def _next_month(sheet: _Sheet, number: int, label: str, year: int, month: int) -> int:
    if month == 12 or fold(label) != MONTHS[month]:
        wanted = f"{MONTHS[month]} {year}" if month < 12 else f"a row with the year {year + 1}"
        raise sheet.error(f"{label.strip()} in row {number + 1}", wanted)
    return month + 1


def _check_no_values(sheet: _Sheet, number: int) -> None:
    """A row that is no month may be a footnote, but it must not carry values."""
    row = sheet.rows[number]
    if any(not _is_blank(cell) for cell in row[1:]):
        raise sheet.error(
            f"values in row {number + 1}, which is called {_at(row, 0)!r}",
            "values only in rows named after a month, below a year",
        )


def _year_of(cell: object) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{cell:g}"
    found = YEAR.fullmatch(str(cell).strip()) if isinstance(cell, str) else None
    return int(found[1]) if found else None


def _at(row: Row, column: int) -> object:
    return row[column] if column < len(row) else None


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _letters(column: int) -> str:
    """Write a column index from 0 as a spreadsheet does."""
    number, letters = column + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
