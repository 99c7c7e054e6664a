"""What came out of all components, looked up by variable and by assertion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from warehouse.reconcile.components import Component
from warehouse.reconcile.repair import fits_by_factor
from warehouse.reconcile.rows import Row
from warehouse.reconcile.solve import Solution
from warehouse.reconcile.statements import Statements
from warehouse.reconcile.variables import Variable


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one variable.

    Attributes:
        low, high: Its tightest bounds.
        low_chain, high_chain: The assertions that imply them.
        component: Key of its component.
    """

    low: float
    high: float
    low_chain: tuple[str, ...]
    high_chain: tuple[str, ...]
    component: str


@dataclass
class Outcome:
    """Statements, components and their solutions, with look-ups.

    Attributes:
        said: The statements.
        components, solutions: Side by side.
        known: Bounds by variable; variables of unsolved components are missing.
        relaxed: Assertions that were set aside.
        cores: The reported set that an assertion belongs to.
        unsolved: Reason by variable, for components without a solution.
        levels: Rows that give a variable an interval, by assertion.
    """

    said: Statements
    components: Sequence[Component]
    solutions: Sequence[Solution]
    known: dict[Variable, Known] = field(default_factory=dict)
    relaxed: set[str] = field(default_factory=set)
    cores: dict[str, Solution] = field(default_factory=dict)
    unsolved: dict[Variable, str] = field(default_factory=dict)
    levels: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.levels = {
            row.assertion: row for row in self.said.rows if row.assertion and row.is_value
        }
        for component, solution in zip(self.components, self.solutions, strict=True):
            if solution.status == "unsolved":
                self.unsolved.update(dict.fromkeys(component.variables, solution.reason))
            else:
                self._take(component, solution)

    def _take(self, component: Component, solution: Solution) -> None:
        ends = zip(component.variables, solution.low, solution.high, solution.chains, strict=True)
        for variable, low, high, (by_low, by_high) in ends:
            self.known[variable] = Known(low, high, tuple(by_low), tuple(by_high), component.key)
        self.relaxed.update(solution.relaxed)
        for core in solution.cores:
            for name in core:
                self.cores.setdefault(name, solution)

    def why_unused(self, key: str) -> str | None:
        """Return why an assertion takes no part, or None where it does."""
        if key in self.said.refused:
            return self.said.refused[key]
        if key in self.relaxed:
            return "contradicted"
        if self.said.subject[key] in self.unsolved:
            return "unsolved"
        return None if self.said.weights[key] > 0 else "undated"

    def is_unit_slip(self, key: str) -> bool:
        """Tell whether a power of ten brings a set-aside level to what the others imply."""
        row = self.levels.get(key)
        known = self.known.get(row.terms[0][0]) if row else None
        return row is not None and known is not None and fits_by_factor(row, known.low, known.high)
