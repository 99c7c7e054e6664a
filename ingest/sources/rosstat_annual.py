"""Rosstat's workbook of Russia's annual trade with CIS partners (`94itog.xlsx`).

One sheet a year: a title, a unit in the second column, the year above the values, then two blocks
of rows, `Экспорт` and `Импорт`, each with its total, the total of the far abroad and of the CIS,
and the CIS partners. The figures are those of the Federal Customs Service. For 2012-2019 they are
not the sums of the monthly workbook: both are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ingest.sources.names_ru import fold, partner_code
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from ingest.sources.workbook import Row, open_workbook, rows_of
from tradebooks.errors import DocumentError
from tradebooks.periods import Period

VERSION = "1"
TABLE = "raw_rosstat_annual"
FLOWS = {fold("Экспорт"): "export", fold("Импорт"): "import"}
TOTALS = {
    fold("со странами дальнего зарубежья"): "FARABROAD",
    fold("со странами СНГ"): "CIS",
}
YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = re.compile(r"\(\s*млн\.?\s+дол+[а-я]*\.?\s+сша\s*\)")
NOT_AVAILABLE = frozenset({"…", "...", "-", "–"})
DECIMALS = 5
# Fewer years than this are no such workbook; the published one has 28.
FEWEST_YEARS = 2


def parse(body: bytes, document: Document) -> Parsed:
    """Read the workbook into one row per year, flow and partner.

    Raises:
        DocumentError: When the file is no such workbook or its layout is another one.
    """
    book = open_workbook(body, document)
    years = [title for title in book.sheetnames if YEAR.fullmatch(title.strip())]
    if len(years) < FEWEST_YEARS:
        raise _error(document, f"sheets {', '.join(book.sheetnames)}", "one sheet a year")
    rows = Rows(TABLE, document)
    for title in years:
        for found in _lines(rows_of(book, title, document), title, document):
            cells = Cells()
            rows.take({**found, **_typed(found, document, cells)}, cells, found)
    book.close()
    return rows.parsed()


def _error(document: Document, seen: str, expected: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=expected,
        action="download 94itog.xlsx once more; if its layout has changed, mend the parser",
    )


def _lines(cells: list[Row], title: str, document: Document) -> Iterator[dict[str, Any]]:
    """Yield every line of values of a sheet.

    Raises:
        DocumentError: When unit, year or one of both blocks is missing.
    """
    where = f"sheet {title}"
    start = next((n for n, row in enumerate(cells) if _year(row) == title.strip()), None)
    if start is None:
        raise _error(document, f"{where} without {title} above its values", f"the year {title}")
    texts = [fold(str(cell)) for row in cells[:start] for cell in row if cell is not None]
    if not any(UNIT.search(text) for text in texts):
        raise _error(document, f"{where} with {texts[-1:]}", "the unit (млн долларов США)")
    flow = None
    blocks = set()
    for number, row in enumerate(cells[start + 1 :], start=start + 2):
        label = " ".join(str(row[0] or "").split())
        if not label:
            continue
        begins = FLOWS.get(fold(label))
        flow = begins or flow
        if flow is None:
            raise _error(document, f"{label!r} in {where}", "the line Экспорт first")
        blocks.add(flow)
        yield {
            "locator": f"{title}!B{number}",
            "reporter": "RUS",
            "partner": "WLD" if begins else TOTALS.get(fold(label)) or partner_code(label),
            "partner_label": label,
            "flow": flow,
            "period_start": Period.parse(title.strip()).start,
            "period_end": Period.parse(title.strip()).end,
            "cell": row[1] if len(row) > 1 else None,
        }
    if blocks != set(FLOWS.values()):
        raise _error(document, f"{where} with {sorted(blocks)} only", "both Экспорт and Импорт")


def _year(row: Row) -> str | None:
    """Return the year in the second cell of a row whose first is empty."""
    if len(row) < 2 or row[0] not in (None, ""):
        return None
    return str(row[1]).removesuffix(".0").strip()


def _typed(found: dict[str, Any], document: Document, cells: Cells) -> dict[str, Any]:
    """Type the value of a line; note down an unknown partner and a year that is not over."""
    label, end = found["partner_label"], found["period_end"]
    cells.require(found["partner"] is not None, "partner", "partner_known", label)
    cells.require(end <= document.recorded_at.date(), "period_end", "not_in_future", end)
    return cells.read(lambda: _value(found["cell"])) or {}


def _value(cell: object) -> dict[str, Any]:
    if cell is None or (isinstance(cell, str) and cell.strip() in NOT_AVAILABLE):
        return {"value_musd": None, "resolution_musd": 1.0, "obs_status": "O"}
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        also = ("resolution_musd", "obs_status")
        raise BadCellError("value_musd", "value_is_number", cell, *also)
    value = round(float(cell), DECIMALS)
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    printed = min(int(exponent), 0) if isinstance(exponent, int) else 0
    return {"value_musd": value, "resolution_musd": 10.0**printed, "obs_status": "A"}
