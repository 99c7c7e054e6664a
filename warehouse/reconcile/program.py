"""HiGHS, the linear solver: one programme that is solved again and again with small changes.

Numbers are scaled so that the solver's tolerances fit; callers see none of that.
"""

from __future__ import annotations

import time
from math import inf
from typing import NamedTuple

import highspy
import numpy as np

from warehouse.reconcile.problem import Problem

_STATUS = highspy.HighsModelStatus
_ENDED = (
    _STATUS.kOptimal,
    _STATUS.kInfeasible,
    _STATUS.kUnbounded,
    _STATUS.kUnboundedOrInfeasible,
    _STATUS.kModelEmpty,
)
#: Options to try, one after another, where the solver comes to no end; and their usual values.
_OTHER_WAYS = (
    ("random_seed", 0, 0),
    ("presolve", "on", "off"),
    ("simplex_strategy", 4, 1),
    ("solver", "ipm", "simplex"),
)
_LARGEST = 1e2
_FEASIBLE = 1e-9
_LENIENT = 1e-7


#: Columns, their factors, lower and upper bound.
Constraint = tuple[tuple[int, ...], tuple[float, ...], float, float]


class SolverError(Exception):
    """The solver did not come to an answer; the text says why."""


class Optimum(NamedTuple):
    """The end of one solve.

    Attributes:
        value: Of the objective; infinite where nothing limits it.
        point: Values of all variables, or None where nothing limits the objective.
        columns, rows: Which variables and rows hold the objective back.
    """

    value: float
    point: np.ndarray | None
    columns: np.ndarray
    rows: np.ndarray


_NONE = np.empty(0, dtype=np.int64)


class Program:
    """Rows and bounds of a problem, ready to be solved for one variable after another.

    Args:
        low, high: Bounds of the columns.
        rows: Coefficients, lower and upper bounds of the rows.
        seconds: Time for all solves together.
    """

    def __init__(
        self,
        low: np.ndarray,
        high: np.ndarray,
        rows: list[Constraint],
        seconds: float,
    ) -> None:
        self._until = time.monotonic() + seconds
        self.largest = _largest(low, high, rows)
        self._scale = self.largest / _LARGEST
        self._bounds = [(below, above) for _, _, below, above in rows]
        self._solver = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("random_seed", 0),
        ):
            self._solver.setOptionValue(option, value)
        self._tolerate(_FEASIBLE)
        self._solver.passModel(self._model(low, high, rows))
        self._last = 0

    def _model(
        self,
        low: np.ndarray,
        high: np.ndarray,
        rows: list[Constraint],
    ) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(low), len(rows)
        model.col_cost_ = np.zeros(len(low))
        model.col_lower_, model.col_upper_ = low / self._scale, high / self._scale
        model.row_lower_ = np.array([row[2] for row in rows], dtype=float) / self._scale
        model.row_upper_ = np.array([row[3] for row in rows], dtype=float) / self._scale
        starts = np.cumsum([0, *(len(row[0]) for row in rows)])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts.astype(np.int32)
        model.a_matrix_.index_ = np.array([c for row in rows for c in row[0]], dtype=np.int32)
        model.a_matrix_.value_ = np.array([f for row in rows for f in row[1]], dtype=float)
        return model

    def is_feasible(self) -> bool:
        """Tell whether any point satisfies all rows that are switched on."""
        return self._run() != _STATUS.kInfeasible

    def ray(self) -> np.ndarray:
        """Return the rows of a proof of infeasibility, after `is_feasible` said no."""
        _, has_ray, ray = self._solver.getDualRay()
        return np.flatnonzero(np.abs(ray) > _FEASIBLE) if has_ray else _NONE

    def switch(self, rows: list[int], *, on: bool) -> None:
        """Make rows count, or not."""
        for row in rows:
            below, above = self._bounds[row] if on else (-inf, inf)
            self._solver.changeRowBounds(row, below / self._scale, above / self._scale)

    def extreme(self, column: int, sense: int) -> Optimum:
        """Return the least (`sense` 1) or greatest (-1) value of one variable."""
        self._solver.changeColCost(self._last, 0.0)
        self._solver.changeColCost(column, float(sense))
        self._last = column
        status = self._run()
        if status == _STATUS.kInfeasible:
            status = self._again()
        if status in (_STATUS.kUnbounded, _STATUS.kUnboundedOrInfeasible):
            return Optimum(-sense * inf, None, _NONE, _NONE)
        if status != _STATUS.kOptimal:
            raise SolverError("infeasible after it was feasible: at the limit of precision")
        solution = self._solver.getSolution()
        point = np.asarray(solution.col_value) * self._scale
        columns = np.flatnonzero(np.abs(np.asarray(solution.col_dual)) > _FEASIBLE)
        rows = np.flatnonzero(np.abs(np.asarray(solution.row_dual)) > _FEASIBLE)
        return Optimum(float(point[column]), point, columns, rows)

    def _again(self) -> highspy.HighsModelStatus:
        """Solve from scratch with more patience for rounding, where an answer must exist."""
        self._tolerate(_LENIENT)
        self._solver.clearSolver()
        status = self._run()
        self._tolerate(_FEASIBLE)
        return status

    def _tolerate(self, size: float) -> None:
        for side in ("primal", "dual"):
            self._solver.setOptionValue(f"{side}_feasibility_tolerance", size)

    def _run(self) -> highspy.HighsModelStatus:
        """Solve; what fails from a warm start is solved again from scratch, in other ways."""
        status = self._solve()
        for option, value, usual in _OTHER_WAYS:
            if status in _ENDED:
                return status
            if status == _STATUS.kTimeLimit:
                raise SolverError("time is up")
            self._solver.setOptionValue(option, value)
            self._solver.clearSolver()
            status = self._solve()
            self._solver.setOptionValue(option, usual)
        if status in _ENDED:
            return status
        raise SolverError(f"solver ended with {self._solver.modelStatusToString(status)}")

    def _solve(self) -> highspy.HighsModelStatus:
        left = self._until - time.monotonic()
        if left <= 0:
            raise SolverError("time is up")
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left)
        self._solver.run()
        status: highspy.HighsModelStatus = self._solver.getModelStatus()
        return status


def _largest(low: np.ndarray, high: np.ndarray, rows: list[Constraint]) -> float:
    """Return the largest finite bound; the solver likes it to be of a certain size."""
    ends = [*low, *high, *(end for row in rows for end in row[2:4])]
    finite = np.abs(np.array(ends, dtype=float))
    return float(finite[np.isfinite(finite)].max(initial=0.0)) or 1.0


def relaxed_rows(problem: Problem, gap: float) -> tuple[list[Constraint], list[str | None]]:
    """Return every constraint as a row, open ends moved inwards, with its assertion."""
    rows, names = list[Constraint](), list[str | None]()
    for column, low, high, is_open, assertion in problem.values:
        rows.append(((column,), (1.0,), low, high - gap * (high - low) * is_open))
        names.append(assertion)
    for line in problem.lines:
        rows.append((line.columns, line.factors, line.low, line.high))
        names.append(line.assertion)
    return rows, names
