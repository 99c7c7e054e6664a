"""Opening an Excel workbook that came from outside, and reading the cells of its sheets.

Nothing here knows what the cells mean; a file that is none, unpacks to an absurd size or breaks
off inside is refused with what was seen.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from ingest.sources.parsed import Document
from tradebooks.errors import DocumentError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

UNPACKED_LIMIT = 256 << 20
MOST_ROWS = 100_000

Row = Sequence[Any]


def open_workbook(body: bytes, document: Document) -> Workbook:
    """Open a workbook for reading its values.

    Raises:
        DocumentError: When the bytes are none that can be opened.
    """
    import openpyxl

    _guard(body, document)
    try:
        return openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except Exception as error:
        raise not_a_workbook(document, f"a file that openpyxl cannot open ({error})") from error


def rows_of(book: Workbook, title: str, document: Document) -> list[Row]:
    """Read the cells of a sheet; in read-only mode openpyxl meets broken parts only here.

    Raises:
        DocumentError: When the sheet is broken or far too long.
    """
    sheet = book[title]
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()
    try:
        rows: list[Row] = list(islice(sheet.iter_rows(values_only=True), MOST_ROWS + 1))
    except Exception as error:
        seen = f"sheet {title} that openpyxl cannot read ({type(error).__name__}: {error})"
        raise not_a_workbook(document, seen) from error
    if len(rows) > MOST_ROWS:
        raise not_a_workbook(document, f"more than {MOST_ROWS} rows in sheet {title}")
    return rows


def _guard(body: bytes, document: Document) -> None:
    """Refuse what is no zip archive, and one that would unpack to an absurd size."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise not_a_workbook(document, f"{len(body)} bytes starting {body[:8]!r}") from error
    if "xl/workbook.xml" not in names:
        raise not_a_workbook(document, "a zip archive without xl/workbook.xml")
    if unpacked > UNPACKED_LIMIT:
        raise DocumentError(
            document.name,
            seen=f"{len(body)} bytes that unpack to {unpacked}",
            expected=f"at most {UNPACKED_LIMIT} bytes unpacked",
            action="do not open this file; get the workbook from rosstat.gov.ru",
        )


def not_a_workbook(document: Document, seen: str) -> DocumentError:
    """Make the error for a file that is no workbook that can be read."""
    return DocumentError(
        document.name,
        seen=seen,
        expected="an Excel workbook (.xlsx)",
        action="save the file as .xlsx, or add it under the source that it belongs to",
    )
