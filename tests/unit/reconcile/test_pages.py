"""What a load does not change is not made again, and comes out as if it were."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from tests.unit.reconcile.made import say, table
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.history import reconcile_history
from warehouse.reconcile.pages import Pages
from warehouse.reconcile.run import Tables

_NEWEST = datetime(2024, 12, 15)  # noqa: DTZ001
_LATER = {"known_from": datetime(2024, 9, 3)}  # noqa: DTZ001
_ROWS = [
    say("a", "49.2", "2024"),
    say("b", "60", "2024", document="b") | _LATER,
    say("c", "7", "2024", pair=("KAZ", "CHN"), books="KAZ"),
]
_NEW = say("d", "8.25", "2024", pair=("KAZ", "CHN"), books="CHN", document="d") | _LATER


def _history(folder: Path | None, rows: list[dict]) -> tuple[Tables, Pages, Solutions]:
    pages = Pages(folder)
    solutions = Solutions(folder / "solutions.jsonl" if folder else None)
    found = reconcile_history(table(*rows), None, _NEWEST, solutions=solutions, pages=pages)
    return found, pages, solutions


def _assert_same(one: Tables, other: Tables) -> None:
    for name, found in one.items():
        assert_frame_equal(found, other[name])


def test_a_second_run_makes_nothing(tmp_path: Path):
    first, pages, _ = _history(tmp_path, _ROWS)
    assert (pages.made, pages.reused) == (3, 0)
    second, pages, solutions = _history(tmp_path, _ROWS)
    assert (pages.made, pages.reused, solutions.solved) == (0, 3, 0)
    _assert_same(second, first)


def test_only_what_is_new_is_made_anew(tmp_path: Path):
    _history(tmp_path, _ROWS)
    found, pages, _ = _history(tmp_path, [*_ROWS, _NEW])
    assert (pages.made, pages.reused) == (1, 3)
    fresh, _, _ = _history(None, [*_ROWS, _NEW])
    _assert_same(found, fresh)
    newest = found["reconciliation"].filter(pl.col("is_newest"))
    assert newest["pair_group"].to_list() == ["BLR-RUS", "CHN-KAZ"]


def test_solutions_outlive_a_run_in_which_their_page_was_known(tmp_path: Path):
    _history(tmp_path, _ROWS)
    _history(tmp_path, _ROWS)
    (tmp_path / "pages.json").unlink()
    _, pages, solutions = _history(tmp_path, _ROWS)
    assert (pages.made, solutions.solved) == (3, 0)


def test_broken_pages_are_no_pages(tmp_path: Path):
    first, _, _ = _history(tmp_path, _ROWS)
    (tmp_path / "book.parquet").write_bytes(b"no table")
    found, pages, _ = _history(tmp_path, _ROWS)
    assert (pages.made, pages.reused) == (3, 0)
    _assert_same(found, first)


def _rates(currency: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "currency": ["USD"],
            "quote_currency": [currency],
            "period_start": [date(2024, 1, 1)],
            "period_end": [date(2024, 12, 31)],
            "rate_type": ["average_arithmetic"],
            "rate": [92.5],
            "source": ["cbr"],
        }
    )


def test_only_a_rate_of_use_makes_a_page_anew(tmp_path: Path):
    roubles = [*_ROWS, say("r", "4", "2024", "export", mult=1e12) | {"unit": "RUB"}]
    _history(tmp_path, roubles)
    for currency, made in (("CNY", 0), ("RUB", 2)):
        pages = Pages(tmp_path)
        reconcile_history(table(*roubles), _rates(currency), _NEWEST, pages=pages)
        assert pages.made == made
