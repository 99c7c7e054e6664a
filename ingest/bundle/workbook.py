"""The Rosstat series in the layouts of the two workbooks that they were published in.

The bytes are the same on every machine: fixed dates, and no compression, whose output depends on
the library at hand. Reading such a workbook is the business of `ingest.sources`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.sources.rosstat import MONTHS

ZIP_DATE = (2022, 3, 1, 0, 0, 0)
DOCUMENT_DATE = b"2022-03-01T00:00:00Z"
CONTENTS = "Содержание"
SOURCE_LINE = "(по данным ФТС России)"
# The misprint is the original's.
UNIT_LINE = "(млн доллалов США)"
REBUILT_LINE = "Книга составлена заново по числам файла 96stran.xlsx"
ANNUAL_LINE = "Книга составлена заново по числам файла 94itog.xlsx"
NOT_AVAILABLE = "…"
WHOLE = "Всего"


class Sheet(NamedTuple):
    """One flow: the name of its sheet and the line under the link to the contents."""

    flow: str
    name: str
    heading: str


SHEETS = (
    Sheet("export", "Экспорт", "Экспорт Российской Федерации в основные страны"),
    Sheet("import", "Импорт", "Импорт Российской Федерации из основных стран"),
)


def rosstat_workbook(content: Path) -> bytes:
    """Return the workbook made of `rosstat_monthly.csv` and `rosstat_partners.csv`."""
    partners = _rows(content / "rosstat_partners.csv")
    series = _rows(content / "rosstat_monthly.csv")
    book = Workbook()
    _write_contents(book)
    for sheet in SHEETS:
        months = [row for row in series if row["flow"] == sheet.flow]
        _write_sheet(book.create_sheet(sheet.name), sheet, partners, months)
    buffer = io.BytesIO()
    book.save(buffer)
    return _same_everywhere(buffer.getvalue())


def annual_workbook(content: Path) -> bytes:
    """Return the workbook made of `rosstat_annual.csv`: a sheet a year, imports below exports."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = CONTENTS
    for line in (CONTENTS, "Основные показатели Российской Федерации", SOURCE_LINE, ANNUAL_LINE):
        page.append([line])
    years: dict[str, dict[str, dict[str, str]]] = {}
    for row in _rows(content / "rosstat_annual.csv"):
        years.setdefault(row.pop("year"), {})[row.pop("flow")] = row
    for year, flows in years.items():
        _write_year(book.create_sheet(year), year, flows)
    buffer = io.BytesIO()
    book.save(buffer)
    return _same_everywhere(buffer.getvalue())


def _write_year(page: Worksheet, year: str, flows: dict[str, dict[str, str]]) -> None:
    page.append(["К содержанию"])
    page.append(["Основные показатели Российской Федерации"])
    page.append([SOURCE_LINE, "(млн долларов США)"])
    page.append([None, int(year)])
    for sheet in SHEETS:
        for label, text in flows[sheet.flow].items():
            cell = text if text == NOT_AVAILABLE else float(text)
            page.append([sheet.name if label == WHOLE else label, cell])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_contents(book: Workbook) -> None:
    page = book.worksheets[0]
    page.title = CONTENTS
    page["A1"] = CONTENTS
    page["A2"] = "Внешняя торговля Российской Федерации с основными странами"
    page["A3"] = SOURCE_LINE
    for number, sheet in enumerate(SHEETS, start=6):
        page.cell(number, 2, sheet.name).hyperlink = f"#'{sheet.name}'!A1"
    page["B10"] = REBUILT_LINE
    for title in ("A2:M2", "A3:M3"):
        page.merge_cells(title)


def _write_sheet(
    page: Worksheet,
    sheet: Sheet,
    partners: list[dict[str, str]],
    months: Iterable[dict[str, str]],
) -> None:
    for line in ("К содержанию", sheet.heading, SOURCE_LINE, UNIT_LINE):
        page.append([line])
    labels = [row[f"label_{sheet.flow}"].replace("\\n", "\n") for row in partners]
    page.append([None, *labels])
    for row in months:
        year, month = row["period"].split("-")
        if month == "01":
            page.append([int(year)])
        page.append(["  " + MONTHS[int(month) - 1], *_cells(row, partners)])
    for cells in page.iter_rows(min_row=6, min_col=2):
        for cell in cells:
            cell.number_format = "#,##0.0"


def _cells(row: dict[str, str], partners: list[dict[str, str]]) -> list[float | str]:
    texts = [row[partner["partner"]] for partner in partners]
    return [text if text == NOT_AVAILABLE else float(text) for text in texts]


def _same_everywhere(book: bytes) -> bytes:
    """Pack the workbook again with fixed dates and without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", DOCUMENT_DATE, part)
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 0
            new.writestr(entry, part, zipfile.ZIP_STORED)
    return buffer.getvalue()
