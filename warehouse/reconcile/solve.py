"""One component, solved: bounds, or the contradiction and the bounds without what it sets aside.

Whatever goes wrong inside ends here as a component that is reported as unsolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from warehouse.reconcile.components import Component
from warehouse.reconcile.conflict import Conflict, Contradiction
from warehouse.reconcile.method import Method
from warehouse.reconcile.problem import LEAST, Problem, of_component
from warehouse.reconcile.program import SolverError
from warehouse.reconcile.repair import most_plausible
from warehouse.reconcile.tightening import Tight, tighten, touches

#: Share of its width by which an open end is moved inwards when statements are set against others.
_GAP = 1e-4
_DIGITS = 3


@dataclass
class Solution:
    """What is known of one component.

    Attributes:
        status: `solved`, `relaxed` (solved without some statements) or `unsolved`.
        reason: Why it is unsolved, else empty.
        low, high: Bounds by variable, in the order of the component.
        chains: Assertions that imply the lower and the upper bound, by variable.
        cores: Irreducible sets of statements that cannot all be true; the reported one first.
        relaxed: Statements set aside.
        suspects: Statements each of which would do, left out alone.
        identities: Names of the identities that the reported set breaks.
    """

    status: str
    reason: str = ""
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    chains: list[tuple[list[str], list[str]]] = field(default_factory=list)
    cores: list[list[str]] = field(default_factory=list)
    relaxed: list[str] = field(default_factory=list)
    suspects: list[str] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)


def solve(component: Component, method: Method) -> Solution:
    """Solve a component; never raises for what lies in its statements."""
    if len(component.assertions) > method.max_assertions:
        seen = len(component.assertions)
        return Solution(
            "unsolved", f"too_large: {seen} assertions, {method.max_assertions} allowed"
        )
    try:
        return _solve(component, method)
    except SolverError as error:
        return Solution("unsolved", f"solver: {error}")
    except (ArithmeticError, MemoryError, RuntimeError, ValueError) as error:
        return Solution("unsolved", f"failed: {type(error).__name__}: {error}")


def _solve(component: Component, method: Method) -> Solution:
    problem = of_component(component)
    tight = tighten(problem, method.seconds)
    if tight is not None and not touches(problem, tight):
        return _solved(tight)
    search = Contradiction(problem, component.weights, component.ranks, _GAP, method.seconds)
    conflict = search.resolve()
    if conflict is None:
        if tight is None:
            raise SolverError("neither consistent nor contradictory: at the limit of precision")
        return _solved(tight)
    return _relaxed(component, problem, conflict, method)


def _solved(tight: Tight) -> Solution:
    numbers = range(len(tight.low))
    return Solution(
        "solved",
        low=[_rounded(value) if value > LEAST else min(value, 0.0) for value in tight.low],
        high=[_rounded(value) for value in tight.high],
        chains=[(sorted(tight.chains[n, 0]), sorted(tight.chains[n, 1])) for n in numbers],
    )


def _relaxed(
    component: Component, problem: Problem, conflict: Conflict, method: Method
) -> Solution:
    dropped = most_plausible(component, problem, conflict, method.seconds)
    tight = tighten(problem.without(frozenset(dropped)), method.seconds)
    if tight is None:
        raise SolverError("still contradictory without what was set aside")
    solution = _solved(tight)
    solution.status = "relaxed"
    solution.cores = [sorted(core) for core in conflict.cores]
    solution.relaxed = sorted(dropped)
    solution.suspects = sorted(conflict.suspects)
    solution.identities = list(conflict.identities)
    return solution


def _rounded(value: float) -> float:
    """Round away what the solver's precision leaves behind the unit's last useful digit."""
    return value if value in (inf, -inf) else round(value, _DIGITS) + 0.0
