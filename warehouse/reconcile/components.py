"""Components: what hangs together through constraints, each with the hash of all it says."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from warehouse.reconcile.ladder import Precedence
from warehouse.reconcile.rows import Row
from warehouse.reconcile.variables import Variable


@dataclass(frozen=True)
class Component:
    """Variables that no constraint ties to any other, in canonical order.

    Attributes:
        variables: The variables.
        rows: All constraints on them.
        weights: Weight of every assertion among the rows.
        ranks: Place of every assertion in the order in which equals give way.
        key: Hash of all this and of the method.
    """

    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    weights: dict[str, float]
    ranks: dict[str, int]
    key: str

    @property
    def name(self) -> str:
        """Pair and first variable, for reports."""
        first = self.variables[0]
        return f"{first.first}-{first.second} {first.flow} {first.period_key}"

    @cached_property
    def assertions(self) -> list[str]:
        """The assertions, by key."""
        return sorted({row.assertion for row in self.rows if row.assertion is not None})


class _Groups:
    """Union-find over variables."""

    def __init__(self) -> None:
        self._parent: dict[Variable, Variable] = {}

    def find(self, one: Variable) -> Variable:
        parent = self._parent.setdefault(one, one)
        while parent != one:
            self._parent[one] = self._parent.setdefault(parent, parent)
            one, parent = parent, self._parent[parent]
        return one

    def join(self, members: Sequence[Variable]) -> None:
        root = self.find(members[0])
        for member in members[1:]:
            self._parent[self.find(member)] = root


def split(
    variables: Iterable[Variable],
    rows: Iterable[Row],
    weights: dict[str, float],
    order: dict[str, Precedence],
    method_key: str,
) -> list[Component]:
    """Cut the constraints into components, in canonical order."""
    listed, groups = sorted(rows, key=_order), _Groups()
    for row in listed:
        groups.join(row.variables)
    members = defaultdict[Variable, list[Variable]](list)
    for variable in sorted(variables):
        members[groups.find(variable)].append(variable)
    tied = defaultdict[Variable, list[Row]](list)
    for row in listed:
        tied[groups.find(row.terms[0][0])].append(row)
    found = (_component(members[root], tied[root], weights, order, method_key) for root in members)
    return sorted(found, key=lambda component: component.variables[0])


def _order(row: Row) -> tuple[object, ...]:
    return row.identity, row.assertion or "", row.terms, row.low, row.high


def _component(
    variables: list[Variable],
    rows: list[Row],
    weights: dict[str, float],
    order: dict[str, Precedence],
    method_key: str,
) -> Component:
    names = {row.assertion for row in rows if row.assertion is not None}
    ranks = {name: place for place, name in enumerate(sorted(names, key=lambda n: order[n]))}
    own = {name: weights[name] for name in ranks}
    digest = hashlib.sha256(method_key.encode())
    for part in (*variables, *rows, *own.items()):
        digest.update(repr(part).encode())
    return Component(tuple(variables), tuple(rows), own, ranks, digest.hexdigest()[:32])
