"""Which of several equally cheap statements is the wrong one: the one with a known kind of slip.

Without the statement, the others imply an interval. If the stated number meets it once it is
multiplied by a power of ten, or if it is what the others say of another flow or period, the slip
explains itself, and that statement is set aside rather than its peers.
"""

from __future__ import annotations

from math import isfinite

from warehouse.reconcile.components import Component
from warehouse.reconcile.conflict import Conflict
from warehouse.reconcile.problem import Problem
from warehouse.reconcile.rows import Row
from warehouse.reconcile.tightening import Tight, tighten

_FACTORS = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001, 1e6, 1e-6)


def most_plausible(
    component: Component, problem: Problem, conflict: Conflict, seconds: float
) -> list[str]:
    """Return what to set aside, each statement the most plausible of its peers."""
    chosen = list(conflict.relaxed)
    for place, peers in enumerate(conflict.choices):
        if len(peers) > 1:
            others = frozenset(chosen[:place] + chosen[place + 1 :])
            chosen[place] = min(
                peers,
                key=lambda name: (
                    _rank(name, others, component, problem, seconds),
                    component.ranks[name],
                ),
            )
    return chosen


def _rank(
    name: str, others: frozenset[str], component: Component, problem: Problem, seconds: float
) -> int:
    """Return 0 for a slip of the unit, 1 for a swap, 2 for a number that fits nowhere."""
    row = next((row for row in component.rows if row.assertion == name), None)
    if row is None or not row.is_value:
        return 2
    tight = tighten(problem.without(others | {name}), seconds)
    if tight is None:
        return 3
    return slip(row, component, tight)


def slip(row: Row, component: Component, tight: Tight) -> int:
    """Say what kind of slip would explain a stated interval beside the implied ones."""
    subject = row.terms[0][0]
    implied = {
        variable: (tight.low[number], tight.high[number])
        for number, variable in enumerate(component.variables)
    }
    low, high = implied[subject]
    if fits_by_factor(row, low, high):
        return 0
    siblings = (
        ends
        for variable, ends in implied.items()
        if variable != subject
        and variable[:2] == subject[:2]
        and isfinite(ends[1])
        and (variable.start, variable.end, variable.flow)
        != (subject.start, subject.end, subject.flow)
        and ends[1] - ends[0] <= 4 * (row.high - row.low)
    )
    return 1 if any(_meet(row.low, row.high, *ends) for ends in siblings) else 2


def fits_by_factor(row: Row, low: float, high: float) -> bool:
    """Tell whether a stated interval meets an implied one once it is moved by powers of ten."""
    if not isfinite(high) or high <= 0 or _meet(row.low, row.high, low, high):
        return False
    return any(_meet(row.low * factor, row.high * factor, low, high) for factor in _FACTORS)


def _meet(low: float, high: float, other_low: float, other_high: float) -> bool:
    return low < other_high and other_low < high
