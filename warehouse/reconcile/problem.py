"""A component in numbers: variables by index, intervals and rows as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from warehouse.reconcile.components import Component
from warehouse.reconcile.rows import Row
from warehouse.reconcile.variables import Variable

#: What has a rate of growth is not nothing: one unit of its currency at least. Without this,
#: rates that contradict each other would all be true of zero.
LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A row over indices; rows of one assertion share a node.

    Attributes:
        columns, factors: The terms.
        low, high: Bounds of their sum.
        node: Which statement or identity it belongs to.
        assertion: Key of the assertion, or None for an identity.
        identity: Its name.
    """

    columns: tuple[int, ...]
    factors: tuple[float, ...]
    low: float
    high: float
    node: int
    assertion: str | None
    identity: str


@dataclass(frozen=True)
class Problem:
    """Intervals of single variables, and the lines that tie several.

    Attributes:
        low, high: Limits of each variable by its sign alone.
        values: Statements on one variable: column, low, high, whether open, assertion.
        lines: Everything that ties two or more variables.
    """

    low: list[float]
    high: list[float]
    values: list[tuple[int, float, float, bool, str]]
    lines: list[Line]

    @property
    def size(self) -> int:
        """The number of variables."""
        return len(self.low)

    def without(self, dropped: frozenset[str]) -> Problem:
        """Return the same problem without some of its assertions."""
        values = [value for value in self.values if value[4] not in dropped]
        lines = [line for line in self.lines if line.assertion not in dropped]
        return Problem(self.low, self.high, values, lines)


def of_component(component: Component) -> Problem:
    """Number the variables of a component and write its constraints over the numbers."""
    index = {variable: number for number, variable in enumerate(component.variables)}
    low = [-inf if variable.is_free else 0.0 for variable in component.variables]
    for row in component.rows:
        if row.identity == "growth" and not row.terms[1][0].is_free:
            low[index[row.terms[1][0]]] = LEAST
    values = list[tuple[int, float, float, bool, str]]()
    lines, nodes = list[Line](), dict[str, int]()
    for row in component.rows:
        if row.is_value:
            column = index[row.terms[0][0]]
            values.append((column, row.low, row.high, row.is_open, row.assertion or ""))
        else:
            lines.append(_line(row, index, nodes, len(lines)))
    return Problem(low, [inf] * len(low), values, lines)


def _line(row: Row, index: dict[Variable, int], nodes: dict[str, int], number: int) -> Line:
    node = nodes.setdefault(row.assertion, number) if row.assertion else number
    columns = tuple(index[variable] for variable in row.variables)
    factors = tuple(factor for _, factor in row.terms)
    return Line(columns, factors, row.low, row.high, node, row.assertion, row.identity)
