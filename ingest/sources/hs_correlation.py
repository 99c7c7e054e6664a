"""Correlation tables of the UN Statistics Division between two editions of the harmonized system.

One workbook a pair of editions. The sheet `Correlation Tables` names both editions in its header
(`HS 2022`, `HS 2017`, `Relationship`) and has one row per pair of subheadings that share goods. The
tables hold no weights. Workbooks of before 2017 are published as .xls: save them as .xlsx first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from ingest.sources.workbook import Row, open_workbook, rows_of
from tradebooks.errors import DocumentError

VERSION = "1"
TABLE = "raw_hs_correlation"
SHEET = "Correlation Tables"
HEADER_DEPTH = 10
EDITION = re.compile(r"HS\s?((?:19|20)\d\d)")
CODE = re.compile(r"\d{6}")


def parse(body: bytes, document: Document) -> Parsed:
    """Read the workbook into one row per pair of subheadings.

    Raises:
        DocumentError: When the file is no such workbook or its layout is another one.
    """
    book = open_workbook(body, document)
    if SHEET not in book.sheetnames:
        raise _error(document, f"sheets {', '.join(book.sheetnames)}", f"the sheet {SHEET}")
    lines = rows_of(book, SHEET, document)
    book.close()
    header, newer, older = _header(lines, document)
    rows = Rows(TABLE, document)
    for number, line in _pairs(lines, header):
        cells = Cells()
        row = _row(line, cells) | {"newer_vintage": newer, "older_vintage": older}
        found = {"newer": line[0], "older": line[1], "relationship": line[2]}
        rows.take(row | {"locator": f"{SHEET}!A{number}"}, cells, found)
    return rows.parsed()


def _row(line: list[str], cells: Cells) -> dict[str, Any]:
    return {
        "newer_code": cells.read(lambda: _code(line[0], "newer_code")),
        "older_code": cells.read(lambda: _code(line[1], "older_code")),
        "relationship": line[2] or None,
    }


def _header(lines: list[Row], document: Document) -> tuple[int, int, int]:
    """Find the row that names both editions; return its index and the two years."""
    for index, line in enumerate(lines[:HEADER_DEPTH]):
        found = [EDITION.fullmatch(text) for text in _texts(line)[:2]]
        if all(found):
            newer, older = (int(one[1]) for one in found if one)
            if newer > older:
                return index, newer, older
    shown = [_texts(line) for line in lines[:3]]
    expected = "a header such as HS 2022, HS 2017, Relationship, the newer edition first"
    raise _error(document, f"first rows {shown}", expected)


def _pairs(lines: list[Row], header: int) -> Iterator[tuple[int, list[str]]]:
    """Yield row number and cells of every row below the header that is not blank."""
    for index, line in enumerate(lines[header + 1 :], start=header + 2):
        texts = _texts(line)
        if any(texts):
            yield index, texts


def _texts(line: Row) -> list[str]:
    cells = [*line[:3], None, None, None][:3]
    return ["" if cell is None else str(cell).strip() for cell in cells]


def _code(cell: str, column: str) -> str:
    if not CODE.fullmatch(cell):
        raise BadCellError(column, "subheading_form", cell)
    return cell


def _error(document: Document, seen: str, expected: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=expected,
        action="add the workbook of the UN Statistics Division itself, saved as .xlsx",
    )
