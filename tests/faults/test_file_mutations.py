"""Every file that a person adds, changed as a publisher may change it: said, and never lost.

The changes are those of `mutations`; interfaces suffer them in `test_official_mutations`, articles
in `test_article`. What each source says of its own layout is tested where the source is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ingest.sources import manual, manual_rate, rosstat
from ingest.sources.live import LIVE
from ingest.sources.registry import SOURCES
from tests.faults.builders import Book, figure, table_csv
from tests.faults.mutations import REQUIRED, common
from tests.faults.test_csv import RATE
from tests.official import answer, loaded
from tests.unit.ingest import test_hs_correlation as unsd
from tests.unit.ingest import test_rosstat_annual as annual

Mutants = Mapping[str, bytes]


def monthly(folder: Path) -> Mutants:
    """Rosstat's monthly workbook; its first value stands in B7 of both sheets."""

    def changed(change: Callable[[Book], None], **form: int) -> bytes:
        book = Book(**form)
        change(book)
        return book.save(folder / "book.xlsx").read_bytes()

    def put(cell: str, value: object) -> bytes:
        return changed(lambda book: book["Экспорт"].__setitem__(cell, value))

    def turned(book: Book) -> None:
        """Put the columns of both sheets in the opposite order."""
        for title in rosstat.SHEETS:
            for row in book[title].iter_rows(min_row=5, min_col=2, max_col=4):
                for cell, value in zip(row, [cell.value for cell in row][::-1], strict=True):
                    cell.value = value

    return {
        "good": changed(lambda _book: None),
        "missing": put("C5", None),
        "renamed": changed(lambda book: setattr(book["Импорт"], "title", "Ввоз")),
        "reordered": changed(turned),
        "unit": put("A4", "(тыс. долларов США)"),
        "decimal_comma": put("B7", "1,5"),
        "duplicated": changed(lambda book: book["Экспорт"].insert_rows(8) or _copy(book, 7, 8)),
        "future": changed(lambda _book: None, years=12),
        "negative": put("B7", -1.5),
        "unknown_code": put("B5", "Атлантида"),
    }


def _copy(book: Book, source: int, target: int) -> None:
    for cell in book["Экспорт"][source]:
        book["Экспорт"].cell(target, cell.column, cell.value)


def yearly(_folder: Path) -> Mutants:
    """Rosstat's annual workbook."""

    def swapped(made: object) -> None:
        """Let two partners change places in both blocks of a sheet."""
        sheet = made["2019"]  # type: ignore[index]
        for first, second in ((7, 8), (12, 13)):
            for column in "AB":
                one, other = sheet[f"{column}{first}"], sheet[f"{column}{second}"]
                one.value, other.value = other.value, one.value

    return {
        "good": annual.book(),
        "missing": annual.book(annual.put("B2", None)),
        "renamed": annual.book(annual.put("A4", "Вывоз")),
        "reordered": annual.book(swapped),
        "unit": annual.book(annual.put("B2", "(тыс. долларов США)")),
        "decimal_comma": annual.book(annual.put("B8", "1,5")),
        "duplicated": annual.book(annual.put("A8", "Армения")),
        "future": annual.book(years=(2019, 2031)),
        "negative": annual.book(annual.put("B8", -5)),
        "unknown_code": annual.book(annual.put("A8", "Атлантида")),
    }


def correlation(_folder: Path) -> Mutants:
    """A correlation table of the UN Statistics Division: codes only."""
    header, pairs = unsd.HEADER, unsd.PAIRS
    return {
        "good": unsd.book(header, *pairs),
        "missing": unsd.book(header[:1], *(pair[:1] for pair in pairs)),
        "renamed": unsd.book(("New", *header[1:]), *pairs),
        "duplicated": unsd.book(header, *pairs, pairs[0]),
        "unknown_code": unsd.book(header, *pairs, ("01012x", "010121", "1:1")),
    }


def figures(_folder: Path) -> Mutants:
    """A file of figures."""
    return _csv(manual.COLUMNS, figure(), "flow", "unit_mult", "partner")


def rates(_folder: Path) -> Mutants:
    """A file of rates."""
    return _csv(manual_rate.COLUMNS, RATE, "currency", "scale", "currency")


def _csv(columns: list[str], row: dict[str, str], name: str, unit: str, code: str) -> Mutants:
    number = "value" if "value" in row else "rate"

    def changed(**cells: str) -> bytes:
        return table_csv(columns, row | cells).encode()

    other = {one: f"{one}_new" if one == name else one for one in columns}
    renamed = {other[one]: value for one, value in row.items()}
    return {
        "good": changed(),
        "missing": table_csv([one for one in columns if one != name], row).encode(),
        "renamed": table_csv(list(other.values()), renamed).encode(),
        "reordered": table_csv(columns[::-1], row).encode(),
        "unit": changed(**{unit: "thousand"}),
        "decimal_comma": changed(**{number: "49,2"}),
        "duplicated": table_csv(columns, row, row).encode(),
        "future": changed(period="2031"),
        "negative": changed(**{number: "-49.2"}),
        "unknown_code": changed(**{code: "XXQ"}),
    }


FILES: dict[str, Callable[[Path], Mutants]] = {
    "rosstat": monthly,
    "rosstat_annual": yearly,
    "unsd": correlation,
    "manual": figures,
    "manual_rate": rates,
}
#: What a file does not suffer, and why not.
EXEMPT = {
    ("unsd", "reordered"): "the order of both editions is what the table says",
    ("unsd", "future"): "tables come out before the edition that they lead to is in force",
    ("unsd", "unit"): "no numbers",
    ("unsd", "decimal_comma"): "no numbers",
    ("unsd", "negative"): "no numbers",
}


def bodies(folder: Path, source: str) -> dict[str, bytes]:
    made = dict(FILES[source](folder))
    return made | dict(common(made["good"]))


@pytest.mark.parametrize("source", FILES)
def test_every_change_is_tried_on_every_file(tmp_path: Path, source: str) -> None:
    lacking = REQUIRED - set(bodies(tmp_path, source))
    assert {(source, change) for change in lacking} == {one for one in EXEMPT if one[0] == source}


def test_every_source_of_files_is_here() -> None:
    assert set(SOURCES) - set(LIVE) == set(FILES)


def changes() -> Iterator[object]:
    for source in FILES:
        for change in sorted(REQUIRED - {"reordered"}):
            if (source, change) not in EXEMPT:
                yield pytest.param(source, change, id=f"{source}-{change}")


@pytest.mark.parametrize(("source", "change"), changes())
def test_a_changed_file_is_noticed(tmp_path: Path, source: str, change: str) -> None:
    body = bodies(tmp_path, source)[change]
    result = loaded(tmp_path, source, answer(source, body, None))
    rows = result.quarantine.rows(named=True)
    assert rows, "nothing was noticed"
    assert {row["source"] for row in rows} == {source}
    assert all(row["check_name"] and row["locator"] for row in rows)
    assert result.report.rows_in == result.report.accepted + result.report.quarantined
    for error in result.report.errors:
        assert error.where
        assert error.seen
        assert error.expected
        assert error.action


@pytest.mark.parametrize("source", [one for one in FILES if (one, "reordered") not in EXEMPT])
def test_order_means_nothing(tmp_path: Path, source: str) -> None:
    made = bodies(tmp_path, source)
    found = []
    for name in ("good", "reordered"):
        result = loaded(tmp_path / name, source, answer(source, made[name], None))
        assert (result.report.errors, result.report.quarantined) == ([], 0)
        (frame,) = result.accepted.values()
        found.append(frame.drop("document_key", "locator"))
    columns = sorted(found[0].columns)
    assert found[0].height > 0
    assert found[0].select(columns).sort(columns).equals(found[1].select(columns).sort(columns))
