"""Rosstat's workbook with one thing wrong: what is said, and that nothing is lost."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.sources import rosstat, workbook
from tests.faults.builders import UNIT, Book, checks, load_one
from tradebooks.errors import DocumentError


def load_book(tmp_path: Path, book: Book):
    return load_one(tmp_path, "rosstat", book.save(tmp_path / "book.xlsx").read_bytes())


def test_a_whole_workbook_is_read_cell_by_cell(tmp_path: Path) -> None:
    result = load_book(tmp_path, Book())
    rows = result.accepted["raw_rosstat_trade"]
    assert rows.height == 2 * 3 * 24
    assert set(rows["partner"]) == {"BLR", "CHN", "KOR"}
    first = rows.row(0, named=True)
    assert (first["locator"], first["value_musd"], first["flow"]) == ("Экспорт!B7", 1.1, "export")
    assert str(first["period_end"]) == "2020-01-31"


def spoil_sheet(book: Book) -> None:
    del book.book["Импорт"]


def spoil_header(book: Book) -> None:
    book["Экспорт"].delete_rows(5)


def spoil_month(book: Book) -> None:
    book["Экспорт"].delete_rows(9)


def spoil_order(book: Book) -> None:
    book["Экспорт"]["A9"], book["Экспорт"]["A10"] = "  апрель", "  март"


def spoil_year(book: Book) -> None:
    book["Импорт"]["A19"] = 2022


def spoil_short_year(book: Book) -> None:
    book["Импорт"].delete_rows(18)


def spoil_unit(book: Book) -> None:
    book["Экспорт"]["A4"] = "(тыс. долл. США)"


def spoil_no_unit(book: Book) -> None:
    book["Экспорт"]["A4"] = None


def spoil_partner(book: Book) -> None:
    book["Экспорт"]["D5"] = "Белaрусь"


def spoil_nameless(book: Book) -> None:
    book["Экспорт"]["C5"] = None


def spoil_rows(book: Book) -> None:
    book["Экспорт"].delete_rows(6, 100)


def spoil_total(book: Book) -> None:
    book["Экспорт"]["A7"] = "Итого"


@pytest.mark.parametrize(
    ("spoil", "seen", "expected"),
    [
        (spoil_sheet, "sheets Содержание, Экспорт", "Импорт is missing"),
        (spoil_header, "no row of partner names", "empty first cell"),
        (spoil_month, "апрель in row 9", "март 2020"),
        (spoil_order, "апрель in row 9", "март 2020"),
        (spoil_year, "year 2022 after 2020", "year 2021"),
        (spoil_short_year, "year 2021 in row 18, after 2020 ended with its month 11", "декабрь"),
        (spoil_unit, r"the unit \(тыс. долл. США\)", "млн долларов США"),
        (spoil_no_unit, "no line that names a unit", "млн долларов США"),
        (spoil_partner, "partner Белaрусь in columns B and D", "every partner once"),
        (spoil_nameless, "values from C7 on in a column without a name", "a partner name"),
        (spoil_rows, "no month row", "year rows and month rows"),
        (spoil_total, "values in row 7, which is called 'Итого'", "named after a month"),
    ],
)
def test_another_layout_fails_with_what_was_seen_and_expected(
    tmp_path: Path, spoil: Callable[[Book], None], seen: str, expected: str
) -> None:
    book = Book()
    spoil(book)
    result = load_book(tmp_path, book)
    (error,) = result.report.errors
    assert isinstance(error, DocumentError)
    assert error.action
    with pytest.raises(DocumentError, match=seen):
        raise error
    assert expected in error.expected
    assert result.report.accepted == 0
    assert [check for _, _, check, _ in checks(result)] == ["document_readable"]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (b"not a workbook", "14 bytes starting"),
        (b"", "0 bytes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old xls", "bytes starting"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, body: bytes, seen: str) -> None:
    (error,) = load_one(tmp_path, "rosstat", body).report.errors
    assert seen in error.seen
    assert ".xlsx" in error.expected


def test_a_zip_that_is_no_workbook_and_a_broken_workbook_are_named(tmp_path: Path) -> None:
    for names, seen in ((["a.txt"], "without xl/workbook.xml"), (["xl/workbook.xml"], "openpyxl")):
        path = tmp_path / "z.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        (error,) = load_one(tmp_path / names[0], "rosstat", path.read_bytes()).report.errors
        assert seen in error.seen


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet[: len(sheet) // 2],
        lambda sheet: b"",
        lambda sheet: sheet.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1),
    ],
)
def test_a_broken_sheet_inside_a_good_zip_is_named(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    whole, broken = Book().save(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            is_sheet = name == "xl/worksheets/sheet2.xml"
            target.writestr(name, spoil(source.read(name)) if is_sheet else source.read(name))
    (error,) = load_one(tmp_path, "rosstat", broken.read_bytes()).report.errors
    assert isinstance(error, DocumentError)
    assert "openpyxl" in error.seen


def test_a_sheet_of_a_million_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    (error,) = load_book(tmp_path, Book()).report.errors
    assert "more than 10 rows" in error.seen


def test_a_zip_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", 1000)
    (error,) = load_book(tmp_path, Book()).report.errors
    assert "that unpack to" in error.seen


def test_text_in_place_of_a_number_is_set_aside_with_its_cell(tmp_path: Path) -> None:
    book = Book()
    book["Экспорт"]["C7"] = "н/д"
    book["Импорт"]["B8"] = "49,2"
    book["Импорт"]["B9"] = True
    result = load_book(tmp_path, book)
    assert checks(result) == [
        ("Экспорт!C7", "value_musd", "value_is_number", "н/д"),
        ("Импорт!B8", "value_musd", "value_is_number", "49,2"),
        ("Импорт!B9", "value_musd", "value_is_number", "True"),
    ]
    assert (result.report.accepted, result.report.quarantined) == (141, 3)
    assert not result.report.errors


def test_empty_cell_is_a_missing_value_and_an_ellipsis_too(tmp_path: Path) -> None:
    book = Book()
    book["Экспорт"]["B7"] = None
    book["Экспорт"]["B8"] = "…"
    rows = load_book(tmp_path, book).accepted["raw_rosstat_trade"]
    missing = rows.filter(rows["value_musd"].is_null())
    assert missing.select("locator", "obs_status").rows() == [
        ("Экспорт!B7", "O"),
        ("Экспорт!B8", "O"),
    ]


def test_negative_trade_is_set_aside(tmp_path: Path) -> None:
    book = Book()
    book["Экспорт"]["B7"] = -1.5
    assert checks(load_book(tmp_path, book)) == [("Экспорт!B7", "value_musd", "in_range", "-1.5")]


MANY = ["Беларусь", "Страна А", "Китай", "Индия", "Польша", "Италия", "Япония", "Турция", "США"]
MANY += ["Украина", "Латвия", "Литва", "Эстония"]


def test_unknown_partner_is_kept_in_quarantine_not_dropped(tmp_path: Path) -> None:
    book = Book(partners=MANY)
    for title in rosstat.SHEETS:
        for (cell,) in book[title].iter_rows(7, 40, 3, 3):
            if cell.value is not None:
                cell.value = 0.001
    result = load_book(tmp_path, book)
    assert result.report.quarantined == 48
    assert set(result.quarantine["value"]) == {"Страна А"}
    assert set(result.quarantine["check_name"]) == {"partner_known"}
    assert result.report.accepted == 48 * (len(MANY) - 1)


def test_an_unknown_partner_of_weight_fails_the_source(tmp_path: Path) -> None:
    result = load_book(tmp_path, Book(partners=MANY))
    (error,) = result.report.errors
    assert error.seen.startswith("codes that no list holds (partner Страна А) with ")
    assert result.report.accepted == 0
    assert set(result.quarantine["check_name"]) == {"partner_known", "document_trusted"}


def test_last_year_may_be_short_and_footnotes_are_no_months(tmp_path: Path) -> None:
    book = Book()
    for title in rosstat.SHEETS:
        book[title].delete_rows(30, 10)
        book[title].append([None])
        book[title].append(["1) Предварительные данные."])
    result = load_book(tmp_path, book)
    assert result.report.accepted == 2 * 3 * 22
    assert book["Экспорт"]["A4"].value == UNIT


def test_a_workbook_of_nonsense_is_refused_whole_and_only_once(tmp_path: Path) -> None:
    from ingest.fetch.archive import Archive
    from tests.faults.builders import Lake, store

    book = Book()
    for row in range(7, 15):
        for column in "BCD":
            book["Экспорт"][f"{column}{row}"] = "x"
    archive = Archive(tmp_path / "archive")
    store(archive, "rosstat", book.save(tmp_path / "b.xlsx").read_bytes())
    lake = Lake(archive)
    first = lake.load("rosstat")
    assert "24 of 144 rows" in first.report.errors[0].seen
    assert (first.report.accepted, first.report.quarantined) == (0, 144)
    assert set(first.quarantine["check_name"]) == {"value_is_number", "document_trusted"}
    again = lake.load("rosstat")
    assert (again.report.errors, again.report.known_bad, again.quarantine.height) == ([], 1, 0)
