"""The tightest bounds of every variable of a consistent component.

Propagation comes first. Where it may not be the whole truth, the linear programme is asked for
each bound that no point found so far attains.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isinf, log10

import numpy as np

from warehouse.reconcile.problem import Problem
from warehouse.reconcile.program import Optimum, Program
from warehouse.reconcile.propagation import TOLERANCE, Propagation, is_exact

_CLOSE = 1e-9
#: Digits of the largest number that every machine's solver agrees on.
_DIGITS = 9


@dataclass(frozen=True)
class Tight:
    """Bounds of all variables and what implies them.

    Attributes:
        low, high: The bounds.
        chains: Assertions that imply a bound, by column and side (0 lower, 1 upper).
        solves: How often the linear programme was asked.
    """

    low: list[float]
    high: list[float]
    chains: dict[tuple[int, int], frozenset[str]]
    solves: int


def tighten(problem: Problem, seconds: float) -> Tight | None:
    """Return the tightest bounds, or None where the constraints cannot all hold.

    Raises:
        SolverError: If the solver gives up.
    """
    propagation = Propagation(problem)
    if not propagation.is_feasible:
        return None
    if propagation.is_settled and is_exact(problem):
        return _without_circles(propagation)
    return _Search(problem, propagation, seconds).run()


def _without_circles(propagation: Propagation) -> Tight:
    low, high = propagation.bounds
    chains = {
        (column, side): frozenset(propagation.chain(column, side))
        for side in (0, 1)
        for column in range(len(low))
    }
    return Tight(low, high, chains, 0)


class _Search:
    """Ask for one bound after another; every answer is a point that settles others too."""

    def __init__(self, problem: Problem, propagation: Propagation, seconds: float) -> None:
        self._problem = problem
        self._propagation = propagation
        self._bounds = np.array(propagation.bounds, dtype=float)
        self._settled = np.isinf(self._bounds) & False
        self._chains: dict[tuple[int, int], frozenset[str]] = {}
        self._solves = 0
        rows = [(line.columns, line.factors, line.low, line.high) for line in problem.lines]
        self._program = Program(self._bounds[0], self._bounds[1], rows, seconds)
        self._digits = _DIGITS - floor(log10(self._program.largest))

    def run(self) -> Tight | None:
        if not self._program.is_feasible():
            return None
        for column in range(self._problem.size):
            for side in (0, 1):
                if not self._settled[side, column]:
                    self._ask(column, side)
        low, high = self._bounds.tolist()
        return Tight(low, high, self._all_chains(), self._solves)

    def _ask(self, column: int, side: int) -> None:
        best = self._program.extreme(column, 1 if side == 0 else -1)
        self._solves += 1
        self._settled[side, column] = True
        if best.point is not None:
            self._take(best.point)
        propagated = self._bounds[side, column]
        if isinf(best.value) or _is_close(best.value, propagated):
            return
        self._chains[column, side] = self._chain(best)
        self._bounds[side, column] = round(best.value, self._digits) + 0.0

    def _take(self, point: np.ndarray) -> None:
        """Note which bounds a feasible point attains: they need not be asked for."""
        with np.errstate(invalid="ignore"):
            near = np.abs(point - self._bounds) <= _CLOSE * np.maximum(1.0, np.abs(point))
        self._settled |= near

    def _chain(self, best: Optimum) -> frozenset[str]:
        """Return the assertions behind the rows and the bounds that hold a variable back."""
        lines = self._problem.lines
        found = {name for row in best.rows if (name := lines[row].assertion) is not None}
        point = best.point if best.point is not None else np.empty(0)
        for column in best.columns:
            for side in (0, 1):
                if _is_close(float(point[column]), self._propagation.bounds[side][column]):
                    found |= self._propagation.chain(int(column), side)
        return frozenset(found)

    def _all_chains(self) -> dict[tuple[int, int], frozenset[str]]:
        ends = ((column, side) for side in (0, 1) for column in range(self._problem.size))
        return {
            end: self._chains.get(end) or frozenset(self._propagation.chain(*end)) for end in ends
        }


def _is_close(one: float, other: float) -> bool:
    return one == other or abs(one - other) <= _CLOSE * max(1.0, abs(one), abs(other))


def touches(problem: Problem, tight: Tight) -> bool:
    """Tell whether some open end is the only value left: [53, 54) and [54, 55) do not meet."""
    return any(
        is_open and tight.low[column] >= high - TOLERANCE * max(1.0, abs(high))
        for column, _, high, is_open, _ in problem.values
    )
