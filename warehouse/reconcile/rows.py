"""Constraints: one row of the linear programme each, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from warehouse.reconcile.variables import Variable


@dataclass(frozen=True, slots=True)
class Row:
    """`low <= sum of coefficient x variable <= high`.

    Attributes:
        terms: Variables with their coefficients.
        low, high: Bounds; infinite where there is none.
        identity: Name of the identity: `same_quantity`, `growth`, `turnover`, …
        assertion: Key of the assertion that states it; None for what always holds.
        is_open: Whether `high` itself is excluded.
    """

    terms: tuple[tuple[Variable, float], ...]
    low: float
    high: float
    identity: str
    assertion: str | None = None
    is_open: bool = False

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables that the row ties together."""
        return tuple(variable for variable, _ in self.terms)

    @property
    def is_value(self) -> bool:
        """Whether an assertion gives one variable an interval."""
        return self.assertion is not None and len(self.terms) == 1


def equation(identity: str, total: Variable, *parts: tuple[Variable, float]) -> Row:
    """Return the row that says that a total is the sum of its parts."""
    terms = ((total, 1.0), *((part, -factor) for part, factor in parts))
    return Row(tuple(terms), 0.0, 0.0, identity)


def between(
    variable: Variable, low: float, high: float, base: Variable, identity: str, key: str
) -> list[Row]:
    """Return the rows of `low x base <= variable <= high x base`, both sides as one statement."""
    return [
        Row(((variable, 1.0), (base, -low)), 0.0, inf, identity, key),
        Row(((variable, 1.0), (base, -high)), -inf, 0.0, identity, key),
    ]
