"""Rates of growth: stated, computed and implied side by side."""

from __future__ import annotations

import polars as pl
import pytest

from tests.unit.reconcile.made import grow, say, table
from warehouse.reconcile.run import reconcile


def _growth(*rows: dict) -> pl.DataFrame:
    return reconcile(table(*rows))["growth"]


def test_levels_give_a_computed_rate_beside_the_stated_one():
    found = _growth(
        say("base", "100", "2023"), say("level", "110", "2024"), grow("rate", "10", "2024")
    )
    rows = {row["kind"]: row for row in found.iter_rows(named=True)}
    assert set(rows) == {"stated", "computed"}
    assert (rows["stated"]["low"], rows["stated"]["high"]) == (9.5, 10.5)
    assert rows["computed"]["low"] == pytest.approx((109.5 / 100.5 - 1) * 100)
    assert rows["computed"]["is_like_for_like"]
    assert not rows["stated"]["is_contradicted"]


def test_a_rate_that_its_own_levels_exclude_is_marked():
    found = _growth(
        say("base", "107.76", "2020"), say("level", "146.88", "2021"), grow("rate", "35.8", "2021")
    )
    stated = found.filter(pl.col("kind") == "stated").row(0, named=True)
    assert stated["is_contradicted"]


def test_bounds_of_others_give_an_implied_rate():
    found = _growth(
        say("base", "100", "2023"),
        say("x", "60", "2024", "export"),
        say("m", "50", "2024", "import"),
    )
    implied = found.filter(pl.col("kind") == "implied").row(0, named=True)
    assert implied["low"] == pytest.approx((109 / 100.5 - 1) * 100)
    assert implied["high"] == pytest.approx((111 / 99.5 - 1) * 100)
