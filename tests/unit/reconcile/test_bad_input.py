"""What is broken is reported with its reason; the rest finishes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.unit.reconcile.made import answer, grow, say, table
from tradebooks.errors import UsageError
from warehouse.reconcile import solve as solving
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.groups import grouped
from warehouse.reconcile.history import reconcile_history
from warehouse.reconcile.method import Method
from warehouse.reconcile.program import SolverError
from warehouse.reconcile.run import Tables, reconcile, write

_GOOD = say("good", "49.2", "2025", books="BLR", pair=("KAZ", "CHN"), side_country="KAZ")


def _unsolved(result: Tables) -> list[tuple[str, str]]:
    rows = result["component"].filter(pl.col("status") == "unsolved")
    return list(rows.select("contradictory", "reason").iter_rows())


def _part(result: Tables, key: str) -> dict:
    parts = result["reconciliation_input"].filter(pl.col("assertion_key") == key)
    assert parts.height == 1
    return parts.row(0, named=True)


def test_an_interval_upside_down_is_reported_and_the_rest_finishes():
    bad = say("bad", "10", "2025") | {"low": 11e9, "high": 9e9}
    result = reconcile(table(bad, _GOOD))
    [(key, reason)] = _unsolved(result)
    assert key == "bad"
    assert reason.startswith("bad_interval")
    assert _part(result, "bad")["reason_unused"] == "bad_interval"
    assert answer(result, "turnover", "2025", reporter="CHN")["best"] == 49.2e9


@pytest.mark.parametrize("end", [float("nan"), None, float("inf")])
def test_an_interval_without_an_end_is_reported(end: float | None):
    result = reconcile(table(say("bad", "10", "2025") | {"high": end}, _GOOD))
    assert _part(result, "bad")["reason_unused"] == "bad_interval"


def test_growth_over_itself_is_circular():
    result = reconcile(table(grow("bad", "5", "2025", base="2025"), _GOOD))
    [(_, reason)] = _unsolved(result)
    assert reason.startswith("circular")


def test_rates_in_a_circle_contradict_each_other():
    rows = [
        grow("up", "10", "2025", base="2024"),
        grow("down", "10", "2024", base="2025"),
    ]
    result = reconcile(table(*rows, _GOOD))
    reports = result["component"].filter(pl.col("status") == "relaxed")
    assert reports["contradictory"].to_list() == ["down,up"]
    assert reports["broken_identities"].to_list() == ["growth"]


def test_derived_numbers_do_not_prove_themselves():
    result = reconcile(table(say("sum", "10", "2025", origin="derived"), _GOOD))
    assert _part(result, "sum")["reason_unused"] == "derived"


def test_twenty_thousand_assertions_are_too_many():
    rows = [say(f"a{n:05d}", "49.2", "2025", document=f"d{n}") for n in range(20_000)]
    result = reconcile(table(*rows, _GOOD))
    reports = result["component"].filter(pl.col("status") == "unsolved")
    assert reports["reason"].to_list() == ["too_large: 20000 assertions, 10000 allowed"]
    assert result["reconciliation_input"].height == 20_001
    found = answer(result, "turnover", "2025", reporter="BLR")
    assert (found["verdict"], found["main_reason"]) == ("no_data", "unsolved")
    assert answer(result, "turnover", "2025", reporter="CHN")["verdict"] == "single_source"


@pytest.mark.parametrize("error", [SolverError("time is up"), ValueError("broken")])
def test_a_solver_that_fails_leaves_the_others_alone(
    error: Exception, monkeypatch: pytest.MonkeyPatch
):
    real = solving.tighten

    def fail(problem: object, seconds: float) -> object:
        if len(problem.values) == 2:
            raise error
        return real(problem, seconds)

    monkeypatch.setattr(solving, "tighten", fail)
    rows = [say("a", "49.2", "2025"), say("b", "49", "2025", document="b")]
    result = reconcile(table(*rows, _GOOD))
    reports = result["component"].filter(pl.col("status") == "unsolved")
    assert str(error) in reports["reason"].item()
    assert _part(result, "a")["reason_unused"] == "unsolved"
    assert answer(result, "turnover", "2025", reporter="CHN")["verdict"] == "single_source"


def test_no_time_means_unsolved():
    rows = [
        say("t", "10.4", "2024-Q1"),
        say("x", "6.7", "2024-Q1", "export"),
        say("m", "5.7", "2024-Q1", "import"),
    ]
    result = reconcile(table(*rows), method=Method(seconds=0.0))
    assert result["component"]["reason"].to_list() == ["solver: time is up"]


def test_every_assertion_has_its_row():
    rows = [
        say("rank", "3", "2025", measure="rank", mult=1.0),
        say("listed", "1", "2025", measure="composition") | {"value": None},
        say("nowhere", "1", "2025") | {"partner": None},
        say("copy", "49", "2025", copy_of="root"),
        say("undated", "49", "2025", published_precision="unknown"),
        grow("no_base", "5", "2025") | {"base_period_start": None},
        _GOOD,
    ]
    result = reconcile(table(*rows))
    parts = result["reconciliation_input"]
    why = dict(parts.select("assertion_key", "reason_unused").iter_rows())
    assert why == {
        "rank": "not_numeric",
        "listed": "not_numeric",
        "nowhere": "no_slice",
        "copy": "copy",
        "undated": "undated",
        "no_base": "no_base_period",
        "good": None,
    }


def test_a_missing_column_is_an_error():
    with pytest.raises(UsageError, match="scope"):
        reconcile(table(_GOOD).drop("scope"))


def test_no_assertions_give_empty_tables():
    tables = reconcile(table())
    assert {name: found.height for name, found in tables.items()} == dict.fromkeys(tables, 0)


def _counted(file: Path, *rows: dict) -> tuple[Tables, tuple[int, int]]:
    solutions = Solutions(file)
    tables = reconcile(table(*rows), solutions=solutions)
    solutions.save()
    return tables, (solutions.solved, solutions.reused)


def test_unchanged_components_are_not_solved_again(tmp_path: Path):
    file = tmp_path / "cache" / "solutions.jsonl"
    rows = [say("a", "49.2", "2025"), _GOOD]
    first, counts = _counted(file, *rows)
    again, counts_again = _counted(file, *rows)
    assert (counts, counts_again) == ((2, 0), (0, 2))
    for name, found in first.items():
        assert_frame_equal(found, again[name])
    _, counts_changed = _counted(file, say("a", "49.3", "2025"), _GOOD)
    assert counts_changed == (1, 1)


def test_a_broken_cache_is_no_cache(tmp_path: Path):
    file = tmp_path / "solutions.jsonl"
    file.write_text("{not json")
    assert _counted(file, _GOOD)[1] == (1, 0)


def test_history_has_the_months_in_which_something_was_new(tmp_path: Path):
    newest = datetime(2024, 12, 15)  # noqa: DTZ001
    later = {"known_from": datetime(2024, 9, 3)}  # noqa: DTZ001
    rows = table(say("a", "49.2", "2024"), say("b", "60", "2024", document="b") | later, _GOOD)
    history = reconcile_history(rows, None, newest, solutions=Solutions(tmp_path / "cache.jsonl"))
    found = history["reconciliation"].sort("pair_group", "as_of")
    dates = [moment.date().isoformat() for moment in found["as_of"]]
    assert dates == ["2024-05-31", "2024-09-30", "2024-05-31"]
    assert found["verdict"].to_list() == ["single_source", "conflict", "single_source"]
    assert found["pair_group"].to_list() == ["BLR-RUS", "BLR-RUS", "CHN-KAZ"]
    assert found["is_newest"].to_list() == [False, True, True]


def test_a_share_of_the_world_ties_its_pairs_into_one_group():
    rows = table(
        say("world", "50", "2024", "export", pair=("BLR", "WLD"), books="BLR"),
        say("part", "25", "2024", "export", books="BLR"),
        say("share", "50", "2024", "export", books="BLR", measure="share_pct", share_of="total"),
        say("second", "5", "2024", "export", pair=("BLR", "POL"), books="BLR")
        | {"measure": "share_pct", "share_of": "total"},
        say("other", "1", "2024", "export", pair=("BLR", "CHN"), books="BLR"),
    )
    assert {name: part.height for name, part in grouped(rows).items()} == {
        "BLR-CHN": 1,
        "BLR-POL": 4,
    }


def test_a_later_statement_is_not_known_earlier():
    early = datetime(2024, 6, 1)  # noqa: DTZ001
    late = say("late", "60", "2025") | {"known_from": datetime(2026, 1, 1)}  # noqa: DTZ001
    result = reconcile(table(say("a", "49.2", "2025"), late), as_of=early)
    assert result["reconciliation_input"]["assertion_key"].to_list() == ["a"]
    assert result["reconciliation"]["as_of"].to_list() == [early]


def test_tables_are_written_as_parquet(tmp_path: Path):
    result = reconcile(table(_GOOD))
    write(result, tmp_path)
    for name, found in result.items():
        assert_frame_equal(pl.read_parquet(tmp_path / f"{name}.parquet"), found)
