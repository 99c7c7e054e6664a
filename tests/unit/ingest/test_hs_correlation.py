"""Correlation tables of the UN Statistics Division: what is read, what is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.load import LoadResult
from tests.official import RECORDED, answer, loaded
from tradebooks.errors import DocumentError

TABLE = "raw_hs_correlation"
REAL_FILE = (
    RECORDED.parent
    / "data/official/concordance/UNSD_HS2022_to_HS2017_ConversionAndCorrelationTables.xlsx"
)
HEADER = ("HS2022", " HS2017", "Relationship")
PAIRS = [("010121", "010121", "1:1"), ("970610", "970600", "n:1"), (999999, 999999, "1:1")]


def book(*lines: Any, sheet: str = "Correlation Tables") -> bytes:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = sheet
    for line in ((None, None, None), *lines):
        first.append(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def load_book(folder: Path, body: bytes) -> LoadResult:
    return loaded(folder, "unsd", answer("unsd", body, None))


def test_pairs_of_both_editions(tmp_path: Path) -> None:
    result = load_book(tmp_path, book(HEADER, *PAIRS, (None, None, None)))
    rows = result.accepted[TABLE].drop("document_key", "parser_version", "locator").rows()
    assert result.report.errors == []
    assert rows == [
        (2022, "010121", 2017, "010121", "1:1"),
        (2022, "970610", 2017, "970600", "n:1"),
        (2022, "999999", 2017, "999999", "1:1"),
    ]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (("0101", "010121", "1:1"), {("newer_code", "subheading_form")}),
        (
            ("0101", "x", "1:m"),
            {
                ("newer_code", "subheading_form"),
                ("older_code", "subheading_form"),
                ("relationship", "code_known"),
            },
        ),
        (("010129", "010129", None), {("relationship", "required")}),
        (PAIRS[0], {("newer_vintage", "key_unique")}),
    ],
)
def test_a_bad_pair_is_set_aside_with_all_that_is_wrong(
    tmp_path: Path, line: tuple[Any, ...], faults: set[tuple[str, str]]
) -> None:
    many = [(f"{number:06d}", f"{number:06d}", "1:1") for number in range(200_000, 200_200)]
    result = load_book(tmp_path, book(HEADER, PAIRS[0], line, *many))
    assert (result.report.accepted, result.report.quarantined) == (201, 1)
    assert set(result.quarantine.select("column_name", "check_name").rows()) == faults


@pytest.mark.parametrize(
    "body",
    [
        book(HEADER, *PAIRS, sheet="Conversions"),
        book(("From", "To", None), *PAIRS),
        book(("HS2017", "HS2022", "Relationship"), *PAIRS),
        b"no workbook",
    ],
    ids=["no sheet", "no editions", "wrong way round", "no workbook"],
)
def test_another_layout_is_refused(tmp_path: Path, body: bytes) -> None:
    (error,) = load_book(tmp_path, body).report.errors
    assert isinstance(error, DocumentError)
    assert error.seen
    assert error.action


@pytest.mark.skipif(
    not REAL_FILE.exists(), reason="the publisher's file is not part of the project"
)
def test_the_published_table_is_read_whole(tmp_path: Path) -> None:
    result = load_book(tmp_path, REAL_FILE.read_bytes())
    assert result.report.errors == []
    assert (result.report.accepted, result.report.quarantined) == (15657, 0)
