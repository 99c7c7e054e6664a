"""Reconciliation in random worlds whose truth is known."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from polars.testing import assert_frame_equal

from tests.property.reconcile import worlds
from tests.unit.reconcile.made import table
from tradebooks.periods import Period
from warehouse.reconcile.contract import read
from warehouse.reconcile.method import Method
from warehouse.reconcile.run import components_of, reconcile
from warehouse.reconcile.solve import Solution, solve
from warehouse.reconcile.statements import state
from warehouse.reconcile.variables import Variable

_METHOD = Method()


def _solved(said: list[dict]) -> list[tuple[tuple[Variable, ...], list[str], Solution]]:
    components = components_of(state(read(table(*said)), _METHOD), _METHOD)
    return [(c.variables, c.assertions, solve(c, _METHOD)) for c in components]


def _require_truth(seed: int) -> None:
    rng = Random(seed)
    world, said = worlds.consistent(rng, rng.randint(4, 30))
    for variables, _, solution in _solved(said):
        assert solution.status == "solved", (seed, solution)
        for v, low, high in zip(variables, solution.low, solution.high, strict=True):
            true = world.true(v.books, v.flow, v.scope, Period(v.start, v.end)) * 1e9
            assert low - 100 <= true <= high + 100, (seed, v)


def test_consistent_worlds_have_no_conflict_and_hold_the_truth():
    for seed in range(150):
        _require_truth(seed)


@pytest.mark.slow
def test_ten_thousand_consistent_worlds():
    for seed in range(10_000):
        _require_truth(seed)


def test_no_verdict_of_conflict_in_a_consistent_world():
    for seed in range(25):
        _, said = worlds.consistent(Random(seed), 25)
        verdicts = reconcile(table(*said))["reconciliation"]["verdict"].to_list()
        assert "conflict" not in verdicts, seed


def _planted(count: int) -> Counter[str]:
    """Plant errors of every kind; count those that contradict the rest, are named, are single."""
    found = Counter[str]()
    for kind in worlds.PLANTS:
        for seed in range(count):
            rng = Random(f"{seed}{kind}")
            world, said = worlds.dense(rng)
            rows, key = worlds.plant(rng, world, said, kind) or (said, "")
            solution = next(s for _, keys, s in _solved(rows) if key in keys)
            assert solution.status != "unsolved", (kind, seed, solution.reason)
            if solution.status == "relaxed":
                found["infeasible"] += 1
                found["reported"] += key in solution.cores[0]
                found["single"] += solution.relaxed == [key]
    return found


def _require_shares(found: Counter[str]) -> None:
    assert found["infeasible"] > 0
    assert found["reported"] / found["infeasible"] >= 0.95
    assert found["single"] / found["infeasible"] >= 0.70


def test_planted_errors_are_found():
    _require_shares(_planted(12))


@pytest.mark.slow
def test_many_planted_errors_are_found():
    _require_shares(_planted(300))


@pytest.mark.parametrize("seed", range(5))
def test_order_and_duplicates_change_nothing(seed: int):
    rng = Random(seed)
    world, said = worlds.dense(rng)
    said, _ = worlds.plant(rng, world, said, "x10") or (said, "")
    first = reconcile(table(*said))
    again = [*said, *rng.sample(said, 5)]
    rng.shuffle(again)
    for name, other in reconcile(table(*again)).items():
        assert_frame_equal(first[name], other)


@pytest.mark.parametrize("seed", range(12))
def test_one_more_statement_never_widens_a_bound(seed: int):
    rng = Random(seed)
    _, said = worlds.consistent(rng, 18)
    before = _bounds(said[:-1])
    after = _bounds(said)
    # A stretch that nobody speaks of may be cut anew by the period that is added.
    for variable in before.keys() & after.keys():
        (low, high), (new_low, new_high) = before[variable], after[variable]
        slack = 1e-7 * max(1.0, abs(low), abs(high) if high < float("inf") else 1.0)
        assert new_low >= low - slack
        assert new_high <= high + slack


def _bounds(said: list[dict]) -> dict[Variable, tuple[float, float]]:
    return {
        variable: (low, high)
        for variables, _, solution in _solved(said)
        for variable, low, high in zip(variables, solution.low, solution.high, strict=True)
    }
