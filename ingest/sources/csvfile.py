"""Reading a CSV template strictly: UTF-8, commas, the header that was agreed, no formulas.

What the columns mean is the business of `manual` and `manual_rate`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tradebooks.errors import DocumentError

# A cell that a spreadsheet would run. A sign before a number is a number, not a formula.
_FORMULA = re.compile(r"^[=@\t\r]|^[+-](?![\d.,\s])")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a CSV file.

    Attributes:
        row_id: Number of the row, from 0, blank lines not counted.
        locator: Where it ends in the file: `line 7`.
        cells: Cells by column name, blanks stripped.
        problem: `column_count` where it has more or fewer cells than the header, else None.
    """

    row_id: int
    locator: str
    cells: dict[str, str]
    problem: str | None = None


def read_lines(body: bytes, columns: Sequence[str], where: str) -> Iterator[Line]:
    """Read a CSV file whose header has exactly these columns, in any order.

    Raises:
        DocumentError: For another encoding, another header, broken quoting, or no rows at all.
    """
    reader = csv.reader(io.StringIO(decode(body, where), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, columns, where)
        row_id = -1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row_id += 1
                yield _line(row_id, reader.line_num, header, cells)
    except csv.Error as error:
        raise DocumentError(
            where,
            seen=f"line {reader.line_num}: {error}",
            expected="cells separated by commas, with double quotes around those that hold one",
            action="mend the line, or write the file with a spreadsheet's CSV (UTF-8) export",
        ) from error
    if row_id < 0:
        raise DocumentError(
            where,
            seen="a header without rows",
            expected="at least one row below the header",
            action="fill the template in, or leave the file out",
        )


def decode(body: bytes, where: str) -> str:
    """Decode strict UTF-8; a byte-order mark is allowed.

    Raises:
        DocumentError: Names the first wrong byte and the encoding that the file seems to have.
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        likely = likely_encoding(body)
        raise DocumentError(
            where,
            seen=f"byte 0x{body[error.start]:02x} at position {error.start}, which is no UTF-8"
            + (f"; the file looks like {likely}" if likely else ""),
            expected="UTF-8",
            action=f"save it as UTF-8, for instance: iconv -f {likely or 'ENCODING'} -t utf-8",
        ) from error


def likely_encoding(body: bytes) -> str | None:
    """Guess the encoding of bytes that are no UTF-8, or return None."""
    if body.startswith(_UTF16):
        return "utf-16"
    from charset_normalizer import from_bytes

    cyrillic = from_bytes(body, cp_isolation=["cp1251", "koi8_r", "cp866"]).best()
    if cyrillic is not None and "Cyrillic" in cyrillic.alphabets:
        return str(cyrillic.encoding)
    best = from_bytes(body).best()
    return None if best is None else str(best.encoding)


def formula_columns(cells: dict[str, str]) -> list[str]:
    """List the columns whose cell a spreadsheet would run as a formula."""
    return [column for column, cell in cells.items() if _FORMULA.match(cell)]


def _check_header(header: Sequence[str], columns: Sequence[str], where: str) -> None:
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    twice = sorted({column for column in header if header.count(column) > 1})
    problems = [
        f"{label} {', '.join(repr(name) for name in names)}"
        for label, names in (("missing", missing), ("unknown", unknown), ("repeated", twice))
        if names
    ]
    if problems:
        raise DocumentError(
            where,
            seen=f"a header with columns {'; '.join(problems)}",
            expected=f"the columns {','.join(columns)}",
            action="start from the template of this source and keep its header",
        )


def _line(row_id: int, number: int, header: Sequence[str], cells: Sequence[str]) -> Line:
    named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    problem = None if len(cells) == len(header) else "column_count"
    return Line(row_id, f"line {number}", named, problem)
