"""What to do with statements that cannot all be true.

An irreducible set is found by deletion: leave out one statement after another and keep out each
without which the rest still fails. Which statements to set aside is the set of least total weight
that leaves none of the irreducible sets whole; it is exact, as sets are added until the rest is
consistent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.reconcile.hitting import least_hitting_set
from warehouse.reconcile.problem import Problem
from warehouse.reconcile.program import Program, SolverError, relaxed_rows

_ROUNDS = 200


@dataclass(frozen=True)
class Conflict:
    """Statements that contradict each other, and the way out.

    Attributes:
        cores: Irreducible sets that were found; the one that is reported comes first.
        relaxed: The statements that are set aside.
        choices: For each of them, every statement that would do as well at the same weight.
        suspects: Statements each of which, left out alone, makes the rest consistent.
        identities: Names of the identities that the reported set breaks.
    """

    cores: tuple[frozenset[str], ...]
    relaxed: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    suspects: frozenset[str]
    identities: tuple[str, ...]


class Contradiction:
    """Search for the conflict of one problem.

    Args:
        problem: Its constraints.
        weights: Weight by assertion.
        ranks: Order in which statements of equal weight give way.
        gap: Share of its width by which an open end is moved inwards.
        seconds: Time for all of the search.
    """

    def __init__(
        self,
        problem: Problem,
        weights: dict[str, float],
        ranks: dict[str, int],
        gap: float,
        seconds: float,
    ) -> None:
        rows, names = relaxed_rows(problem, gap)
        self._weights = weights
        self._ranks = ranks
        self._rows: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            if name is not None:
                self._rows.setdefault(name, []).append(number)
        self._names = names
        self._identities = [line.identity for line in problem.lines]
        self._first_line = len(rows) - len(problem.lines)
        self._on = set(self._rows)
        self._program = Program(np.array(problem.low), np.array(problem.high), rows, seconds)

    def resolve(self) -> Conflict | None:
        """Return the conflict, or None where all statements can be true after all.

        Raises:
            SolverError: If time is up, or the identities alone cannot hold.
        """
        cores, relaxed = list[frozenset[str]](), frozenset[str]()
        for _ in range(_ROUNDS):
            found = self._disjoint_cores(set(self._rows) - relaxed)
            if not found:
                break
            cores += found
            relaxed = least_hitting_set(cores, self._weights, self._ranks)
        else:
            raise SolverError(f"still contradictory after {_ROUNDS} rounds")
        if not cores:
            return None
        reported = sorted(set(cores), key=self._size)
        choices = tuple(self._choices(one, relaxed, reported) for one in sorted(relaxed))
        suspects = self._suspects(relaxed, reported)
        broken = self._broken(reported[0])
        return Conflict(tuple(reported), tuple(sorted(relaxed)), choices, suspects, broken)

    def _disjoint_cores(self, wanted: set[str]) -> list[frozenset[str]]:
        """Return irreducible sets that share no statement, until the rest is consistent."""
        found, left = list[frozenset[str]](), set(wanted)
        while not self._holds(left):
            found.append(self._core(left))
            left -= found[-1]
        return found

    def _holds(self, wanted: set[str]) -> bool:
        """Tell whether a set of statements can be true."""
        self._switch(self._on - wanted, on=False)
        self._switch(wanted - self._on, on=True)
        self._on = set(wanted)
        return self._program.is_feasible()

    def _switch(self, names: Iterable[str], *, on: bool) -> None:
        for name in sorted(names):
            self._program.switch(self._rows[name], on=on)

    def _core(self, contradictory: set[str]) -> frozenset[str]:
        """Return the smallest irreducible set that a few orders of deletion lead to."""
        start = self._support(contradictory)
        heavy = sorted(start, key=lambda name: (-self._weights[name], -self._ranks[name]))
        if len(start) > 60:
            return self._deleted(heavy)
        found = {
            self._deleted(order)
            for order in (heavy, heavy[::-1], sorted(start, key=self._ranks.__getitem__))
        }
        return min(found, key=self._size)

    def _support(self, contradictory: set[str]) -> set[str]:
        """Return the statements in the solver's proof, if they contradict each other alone."""
        if self._holds(contradictory):
            raise SolverError("consistent after it was not: at the limit of precision")
        proof = {name for row in self._program.ray() if (name := self._names[row]) is not None}
        proof &= contradictory
        if proof and not self._holds(proof):
            return proof
        return contradictory

    def _deleted(self, order: Sequence[str]) -> frozenset[str]:
        kept = set(order)
        for name in order:
            if not self._holds(kept - {name}):
                kept.discard(name)
        if not kept:
            raise SolverError("the identities contradict each other without any statement")
        return frozenset(kept)

    def _size(self, core: frozenset[str]) -> tuple[object, ...]:
        return (
            len(core),
            sum(self._weights[name] for name in sorted(core)),
            sorted(self._ranks[name] for name in core),
        )

    def _choices(
        self, one: str, relaxed: frozenset[str], cores: list[frozenset[str]]
    ) -> tuple[str, ...]:
        """Return what could be set aside in place of one statement at no more weight."""
        others = relaxed - {one}
        left = [core for core in cores if not core & others]
        names = frozenset.intersection(*left) if left else frozenset({one})
        weight = self._weights[one]
        same = [name for name in sorted(names) if abs(self._weights[name] - weight) < 1e-9]
        free = set(self._rows) - others
        return tuple(name for name in same if name == one or self._holds(free - {name}))

    def _suspects(self, relaxed: frozenset[str], cores: list[frozenset[str]]) -> frozenset[str]:
        if len(relaxed) > 1:
            return frozenset()
        shared = sorted(frozenset.intersection(*cores))
        return frozenset(name for name in shared if self._holds(set(self._rows) - {name}))

    def _broken(self, core: frozenset[str]) -> tuple[str, ...]:
        """Name the identities without which a set of statements could be true."""
        self._holds(set(core))
        proof = [int(row) for row in self._program.ray() if self._names[row] is None]
        rows = [row for row, name in enumerate(self._names) if name is None]
        if proof:
            self._program.switch([row for row in rows if row not in proof], on=False)
            if self._program.is_feasible():
                self._program.switch(rows, on=True)
                proof = rows
        needed = [row for row in proof or rows if self._is_needed(row)]
        self._program.switch(rows, on=True)
        numbers = (*needed, *(row for name in core for row in self._rows[name]))
        lines = (row - self._first_line for row in numbers if row >= self._first_line)
        return tuple(sorted({self._identities[line] for line in lines})) or ("same_quantity",)

    def _is_needed(self, row: int) -> bool:
        """Leave an identity out for good, unless the contradiction would go with it."""
        self._program.switch([row], on=False)
        if self._program.is_feasible():
            self._program.switch([row], on=True)
            return True
        return False
