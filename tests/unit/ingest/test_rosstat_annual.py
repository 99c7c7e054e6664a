"""Rosstat's yearly workbook: what is read, what is refused, and the publisher's own file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.load import LoadResult
from tests.official import RECORDED, answer, loaded
from tradebooks.errors import DocumentError

TABLE = "raw_rosstat_annual"
REAL_FILE = RECORDED.parent / "data" / "official" / "fcs_russia" / "94itog.xlsx"
BLOCK = [("со странами дальнего зарубежья", 90.5), (" со странами СНГ", 20), ("Армения", 1.25)]


def book(
    change: Callable[[Any], None] = lambda _book: None, years: tuple[int, ...] = (2019, 2020)
) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Содержание"
    for year in years:
        sheet = made.create_sheet(str(year))
        sheet.append(["К содержанию", None])
        sheet.append(["(по данным ФТС России)", "(млн долларов США)"])
        sheet.append([None, year])
        for head, total in (("Экспорт ", 110.5), ("Импорт", 80)):
            sheet.append([head, total])
            for line in [*BLOCK, ("Беларусь", 13097 if head == "Импорт" else 20768)]:
                sheet.append(list(line))
    change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def load_book(folder: Path, body: bytes) -> LoadResult:
    return loaded(folder, "rosstat_annual", answer("rosstat_annual", body, None))


def test_both_blocks_of_every_year(tmp_path: Path) -> None:
    result = load_book(tmp_path, book())
    rows = {
        (row["flow"], row["partner"], row["period_start"].year): row
        for row in result.accepted[TABLE].iter_rows(named=True)
    }
    assert (result.report.errors, len(rows)) == ([], 20)
    assert {key[1] for key in rows} == {"WLD", "FARABROAD", "CIS", "ARM", "BLR"}
    assert rows["import", "BLR", 2019]["value_musd"] == 13097
    assert rows["export", "WLD", 2020]["value_musd"] == 110.5
    assert [
        rows["export", geo, 2019]["resolution_musd"] for geo in ("CIS", "FARABROAD", "ARM")
    ] == [
        1.0,
        pytest.approx(0.1),
        pytest.approx(0.01),
    ]


def put(cell: str, value: Any) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        made["2019"][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (put("B2", "(тыс. долларов США)"), "тыс"),
        (put("B3", 2018), "without 2019"),
        (put("A4", "Вывоз"), "вывоз"),
        (put("A9", "Ввоз"), "export"),
    ],
)
def test_another_layout_is_refused(tmp_path: Path, change: Any, seen: str) -> None:
    (error,) = load_book(tmp_path, book(change)).report.errors
    assert isinstance(error, DocumentError)
    assert seen in error.seen.casefold()
    assert error.action


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (put("B8", "много"), "value_is_number"),
        (put("B8", -5), "in_range"),
        (put("A8", "Атлантида"), "partner_known"),
        (put("A8", "Армения"), "key_conflict"),
    ],
)
def test_a_bad_line_goes_to_quarantine(tmp_path: Path, change: Any, check: str) -> None:
    result = load_book(tmp_path, book(change, tuple(range(2010, 2021))))
    assert check in set(result.quarantine["check_name"])
    assert result.report.rows_in == 110 == result.report.accepted + result.report.quarantined


def test_years_to_come_are_not_believed(tmp_path: Path) -> None:
    result = load_book(tmp_path, book(years=(2019, 2031)))
    assert set(result.quarantine["check_name"]) >= {"not_in_future"}


@pytest.mark.parametrize("body", [b"", b"<html></html>", book()[:3000], book(years=(2019,))])
def test_what_is_no_such_workbook(tmp_path: Path, body: bytes) -> None:
    (error,) = load_book(tmp_path, body).report.errors
    assert isinstance(error, DocumentError)


@pytest.mark.skipif(not REAL_FILE.is_file(), reason="no copy of 94itog.xlsx here")
def test_the_published_workbook(tmp_path: Path) -> None:
    result = load_book(tmp_path, REAL_FILE.read_bytes())
    rows = result.accepted[TABLE]
    assert (rows.height, result.report.quarantined) == (28 * 18, 0)
    belarus = {
        (row["flow"], row["period_start"].year): row["value_musd"]
        for row in rows.filter(partner="BLR").iter_rows(named=True)
    }
    assert (belarus["import", 2015], belarus["export", 2015]) == (9011, 15417)
    assert (belarus["import", 2021], belarus["export", 2021]) == (15637, 23137)
