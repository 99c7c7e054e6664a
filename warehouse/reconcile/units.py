"""In which currency a rate of growth or a share is meant.

A rate names no currency. It is taken to be that of the level in the same document, and that of
the answers where the document gives no level; a document with two currencies leaves it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from warehouse.reconcile.contract import Assertion

_Place = tuple[object, ...]


class UnitFinder:
    """The units of the levels of all documents.

    Args:
        assertions: All assertions.
        default: The unit where nothing tells.
    """

    def __init__(self, assertions: Iterable[Assertion], default: str) -> None:
        self._default = default
        self._units = defaultdict[_Place, set[str]](set)
        self._levels = defaultdict[_Place, list[Assertion]](list)
        for assertion in assertions:
            if assertion.measure == "value" and assertion.unit:
                for place in _places(assertion):
                    self._units[place].add(assertion.unit)
                self._levels[_slice(assertion)].append(assertion)

    def of(self, assertion: Assertion) -> str | None:
        """Return the unit of the quantity that an assertion speaks of; None where it is open."""
        if assertion.measure in ("value", "change_abs"):
            return assertion.unit
        for place in _places(assertion):
            if found := self._units.get(place):
                return next(iter(found)) if len(found) == 1 else None
        return self._default

    def sign(self, assertion: Assertion) -> int:
        """Return the sign of the balance that a change is about; 0 where nothing tells."""
        signs = {_sign(level) for level in self._levels.get(_slice(assertion), ())}
        return signs.pop() if len(signs) == 1 else 0


def _places(assertion: Assertion) -> tuple[_Place, ...]:
    """Where a level of the same document may stand, nearest first."""
    home = assertion.evidence, assertion.basis
    pair = *home, *sorted((assertion.reporter or "", assertion.partner or ""))
    period = assertion.period_start, assertion.period_end
    return (*pair, assertion.flow, assertion.commodity_key, *period), (*pair, *period), pair


def _slice(assertion: Assertion) -> _Place:
    return assertion.reporter, assertion.partner, assertion.flow, assertion.commodity_key


def _sign(level: Assertion) -> int:
    if level.low is not None and level.low >= 0:
        return 1
    return -1 if level.high is not None and level.high <= 0 else 0
