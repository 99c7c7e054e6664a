"""From assertions to constraints: what each statement says about which variables.

A statement that cannot be used is kept with the reason; nothing is dropped in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite

from warehouse.reconcile import ladder
from warehouse.reconcile.changes import change_rows
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.ladder import Precedence
from warehouse.reconcile.method import Method
from warehouse.reconcile.rows import Row
from warehouse.reconcile.shares import share_rows
from warehouse.reconcile.units import UnitFinder
from warehouse.reconcile.variables import UNDATED, Variable, of_value, orientation

#: Measures that tie variables together.
MEASURES = frozenset({"value", "growth_pct", "multiple", "change_abs", "share_pct"})
_ORIGINS = ("observation", "curated", "claim")
#: Reasons of statements that are broken in themselves: they are reported as unsolved.
BROKEN = frozenset({"bad_interval", "circular"})


@dataclass
class Statements:
    """What the assertions say.

    Attributes:
        assertions: All of them by key, usable or not.
        rows: Constraints of the usable ones.
        subject: The variable that an assertion speaks of, where there is one.
        refused: Why an assertion is not used.
        weights: Weight by assertion.
        order: Which of equally heavy statements gives way first: the smaller.
    """

    assertions: dict[str, Assertion] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    subject: dict[str, Variable] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    order: dict[str, Precedence] = field(default_factory=dict)


class _RefusedError(Exception):
    """A statement cannot be used; its text is the code of the reason."""


def state(assertions: Iterable[Assertion], method: Method) -> Statements:
    """Turn assertions in canonical order into constraints."""
    said = Statements({assertion.assertion_key: assertion for assertion in assertions})
    units = UnitFinder(said.assertions.values(), method.unit)
    for key, assertion in said.assertions.items():
        said.weights[key] = ladder.weight(assertion, method)
        said.order[key] = ladder.precedence(assertion)
        try:
            said.subject[key] = _subject(assertion, units, said.weights[key])
            _require_usable(assertion)
            said.rows += _rows(assertion, said.subject[key], units)
        except _RefusedError as refusal:
            said.refused[key] = str(refusal)
    _merge_same_evidence(said)
    return said


def _subject(assertion: Assertion, units: UnitFinder, weight: float) -> Variable:
    if assertion.measure not in MEASURES:
        raise _RefusedError("not_numeric")
    unit = units.of(assertion)
    variable = of_value(assertion, unit or "?")
    if variable is None:
        raise _RefusedError("no_slice")
    if unit is None:
        raise _RefusedError("unknown_currency")
    return variable if weight > 0 else variable._replace(books=f"{UNDATED}:{assertion.evidence}")


def _require_usable(assertion: Assertion) -> None:
    low, high = assertion.low, assertion.high
    if assertion.value is None:
        raise _RefusedError("no_value")
    if low is None or high is None or not (isfinite(low) and isfinite(high)) or low > high:
        raise _RefusedError("bad_interval")
    if assertion.origin == "derived":
        raise _RefusedError("derived")
    if assertion.copy_of:
        raise _RefusedError("copy")


def _rows(assertion: Assertion, subject: Variable, units: UnitFinder) -> list[Row]:
    if assertion.measure == "value":
        return [_value_row(assertion, subject)]
    make = share_rows if assertion.measure == "share_pct" else change_rows
    rows = make(assertion, subject, units)
    if isinstance(rows, str):
        raise _RefusedError(rows)
    return rows


def _value_row(assertion: Assertion, subject: Variable) -> Row:
    low, high = limits(assertion)
    return Row(
        ((subject, 1.0),), low, high, "same_quantity", assertion.assertion_key, is_open=low < high
    )


def limits(assertion: Assertion) -> tuple[float, float]:
    """Return an assertion's interval, seen from the first country of its pair."""
    low, high = assertion.low or 0.0, assertion.high or 0.0
    if orientation(assertion) < 0 and assertion.measure in ("value", "change_abs"):
        return -high, -low
    return low, high


def _merge_same_evidence(said: Statements) -> None:
    """Keep one of the statements that read the same evidence in the same way."""
    groups = defaultdict[tuple[object, ...], list[str]](list)
    for key, subject in said.subject.items():
        assertion = said.assertions[key]
        if key not in said.refused and assertion.origin != "observation":
            groups[_reading(assertion, subject)].append(key)
    for group in groups.values():
        said.refused.update(dict.fromkeys(_repeated(group, said), "same_evidence"))
    said.rows = [row for row in said.rows if row.assertion not in said.refused]


def _reading(assertion: Assertion, subject: Variable) -> tuple[object, ...]:
    """What two readings of one number have in common, however much either of them says."""
    base = assertion.base_period_start, assertion.base_period_end, assertion.share_of
    plain = subject._replace(scope="", books="", valuation="")
    return assertion.evidence, assertion.measure, plain, *base


def _repeated(group: list[str], said: Statements) -> list[str]:
    """Return the keys of those that repeat one before them; what was read by hand comes first."""
    kept: list[str] = []
    repeated: list[str] = []
    for one in sorted(group, key=lambda key: _order(key, said)):
        is_known = any(_is_same(one, other, said) for other in kept)
        (repeated if is_known else kept).append(one)
    return repeated


def _order(key: str, said: Statements) -> tuple[object, ...]:
    origin, subject = said.assertions[key].origin or "claim", said.subject[key]
    return _ORIGINS.index(origin), _is_vague(subject.scope), _is_vague(subject.books), key


def _is_vague(word: str) -> bool:
    return word == "unspecified" or word.startswith("?")


def _is_same(one: str, other: str, said: Statements) -> bool:
    """Tell whether two readings of one document may be of the same number."""
    a, b = said.subject[one], said.subject[other]
    words = zip((a.scope, a.books, a.valuation), (b.scope, b.books, b.valuation), strict=True)
    is_open = all(x == y or _is_vague(x) or _is_vague(y) for x, y in words)
    return is_open and _overlap(said.assertions[one], said.assertions[other])


def _overlap(one: Assertion, other: Assertion) -> bool:
    (low, high), (other_low, other_high) = limits(one), limits(other)
    return (low < other_high and other_low < high) or (low, high) == (other_low, other_high)
