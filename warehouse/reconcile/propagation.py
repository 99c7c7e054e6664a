"""Bound propagation: what the rows say one at a time, repeated until nothing moves.

It is quick and always valid, and remembers which statements moved a bound. On a component
without cycles its bounds are the tightest there are; elsewhere the linear programme goes on.
"""

from __future__ import annotations

from collections import defaultdict, deque
from math import inf, isfinite

from warehouse.reconcile.problem import Line, Problem

#: Relative size of a movement that is too small to matter.
TOLERANCE = 1e-10
_LOW, _HIGH = 0, 1
Bound = tuple[int, int]


class Propagation:
    """Bounds of all variables of a problem, with the statements that give them.

    Args:
        problem: The problem.
        steps: Movements after which propagation stops, as rows in a circle move for ever.

    Attributes:
        bounds: Lower and upper bounds.
        is_feasible: False once some variable has no value left.
        is_settled: Whether nothing moves any more.
    """

    def __init__(self, problem: Problem, steps: int = 0) -> None:
        self.problem = problem
        self.bounds = [list(problem.low), list(problem.high)]
        self.is_feasible = True
        self.is_settled = False
        self._steps = steps or 40 * problem.size + 200
        self._causes: dict[Bound, int] = {}
        self._events: list[tuple[str | None, tuple[int, ...]]] = []
        self._touching = defaultdict[int, list[int]](list)
        for number, line in enumerate(problem.lines):
            for column in line.columns:
                self._touching[column].append(number)
        self._run()

    def chain(self, column: int, side: int) -> set[str]:
        """Return the assertions that imply a bound; side 0 is the lower, 1 the upper."""
        seen, found, waiting = set[int](), set[str](), [self._causes.get((column, side), -1)]
        while waiting:
            event = waiting.pop()
            if event >= 0 and event not in seen:
                seen.add(event)
                assertion, parents = self._events[event]
                waiting += parents
                found |= {assertion} if assertion else set()
        return found

    def _run(self) -> None:
        for column, low, high, _, assertion in self.problem.values:
            for side, to in ((_LOW, low), (_HIGH, high)):
                if self._moves(column, side, to):
                    self._move(column, side, to, assertion, ())
        waiting = deque(range(len(self.problem.lines)))
        queued = set(waiting)
        while waiting and self.is_feasible and len(self._events) < self._steps:
            number = waiting.popleft()
            queued.discard(number)
            for column in self._tighten(self.problem.lines[number]):
                fresh = [other for other in self._touching[column] if other not in queued]
                waiting.extend(fresh)
                queued.update(fresh)
        self.is_settled = not waiting

    def _tighten(self, line: Line) -> list[int]:
        """Tighten the variables of one row by the others; return those that moved."""
        moved = []
        for place, column in enumerate(line.columns):
            factor = line.factors[place]
            if factor == 0:
                continue
            least, most = self._others(line, place)
            ends = (line.low - most) / factor, (line.high - least) / factor
            low, high = ends if factor > 0 else ends[::-1]
            moves = self._moves(column, _LOW, low), self._moves(column, _HIGH, high)
            if moves[_LOW]:
                parents = self._parents(line, place, _LOW if factor > 0 else _HIGH)
                self._move(column, _LOW, low, line.assertion, parents)
            if moves[_HIGH]:
                parents = self._parents(line, place, _HIGH if factor > 0 else _LOW)
                self._move(column, _HIGH, high, line.assertion, parents)
            if any(moves):
                moved.append(column)
        return moved

    def _others(self, line: Line, place: int) -> tuple[float, float]:
        """Return the least and the greatest sum of a row's other terms."""
        least = most = 0.0
        low, high = self.bounds
        for other, (column, factor) in enumerate(zip(line.columns, line.factors, strict=True)):
            if other != place:
                if factor > 0:
                    least += factor * low[column]
                    most += factor * high[column]
                elif factor < 0:
                    least += factor * high[column]
                    most += factor * low[column]
        return least, most

    def _parents(self, line: Line, place: int, side: int) -> tuple[tuple[int, int], ...]:
        """Name the bounds that limit one side of a term: the opposite ends of the others."""
        return tuple(
            (column, 1 - side if factor > 0 else side)
            for other, (column, factor) in enumerate(zip(line.columns, line.factors, strict=True))
            if other != place
        )

    def _moves(self, column: int, side: int, to: float) -> bool:
        """Tell whether a bound would move inwards by more than rounding."""
        now = self.bounds[side][column]
        ahead = to - now if side == _LOW else now - to
        return isfinite(to) and ahead > TOLERANCE * max(1.0, abs(to))

    def _move(
        self, column: int, side: int, to: float, assertion: str | None, parents: tuple[Bound, ...]
    ) -> None:
        """Move a bound and keep the cause."""
        self.bounds[side][column] = to
        causes = (self._causes.get(parent, -1) for parent in parents)
        self._events.append((assertion, tuple(event for event in causes if event >= 0)))
        self._causes[column, side] = len(self._events) - 1
        low, high = self.bounds[_LOW][column], self.bounds[_HIGH][column]
        if low > high + TOLERANCE * max(1.0, abs(high)):
            self.is_feasible = False


def is_exact(problem: Problem) -> bool:
    """Tell whether propagation alone finds the tightest bounds: the rows form no circle.

    A row that defines a variable that nothing else speaks of, such as the turnover of a stated
    export and import, is set aside first; it asks nothing of its other variables, which must
    then not depend on each other.
    """
    kept, defining = _set_aside(problem)
    nodes = max((line.node for line in problem.lines), default=0) + 1
    trees = _Trees(problem.size + nodes)
    links = {(problem.size + line.node, column) for line in kept for column in line.columns}
    if not all(trees.join(node, column) for node, column in sorted(links)):
        return False
    return all(trees.are_apart(columns) for columns in defining)


class _Trees:
    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> bool:
        one, other = self.find(one), self.find(other)
        self._parent[one] = other
        return one != other

    def are_apart(self, columns: list[int]) -> bool:
        return len({self.find(column) for column in columns}) == len(columns)


def _set_aside(problem: Problem) -> tuple[list[Line], list[list[int]]]:
    """Split off the rows that only define a variable; return the rest, and what defines them."""
    uses = defaultdict[int, int](int)
    for line in problem.lines:
        for column in line.columns:
            uses[column] += 1
    stated = {value[0] for value in problem.values}
    kept, defining = list[Line](), list[list[int]]()
    for line in problem.lines:
        total = line.columns[0]
        is_defined = uses[total] == 1 and total not in stated and line.low == line.high == 0.0
        is_bound = problem.low[total] > -inf and any(factor > 0 for factor in line.factors[1:])
        if is_defined and not is_bound:
            defining.append(list(line.columns[1:]))
        else:
            kept.append(line)
    return kept, defining
