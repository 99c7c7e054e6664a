"""Why two numbers differ: the reasons of the design, each a test, in their order.

A test looks at two numbers that do not meet and says how much of the difference it explains, and
whether that closes the gap. The first that closes it is the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log10

from warehouse.reconcile import ladder
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.method import Method
from warehouse.reconcile.variables import Variable

UNEXPLAINED = "unexplained"
#: How far two publishers of the same books may be apart and still print the same, revised.
REPRINT = 0.01
_SLIPS = frozenset({1, 2, 3, 6})


@dataclass(frozen=True, slots=True)
class Number:
    """A stated number as it is compared: in the unit of the answer.

    Attributes:
        assertion: Who states it.
        variable: Of what, in whose books.
        value, low, high: The number and its interval.
        resolution: Worth of its last printed digit.
        is_rate: Whether it is a rate of growth, in per cent.
        unit: In which it is compared; numbers in different units are not.
    """

    assertion: Assertion
    variable: Variable
    value: float
    low: float
    high: float
    resolution: float
    is_rate: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers that do not meet, the smaller first.

    Attributes:
        small, large: The numbers.
        method: For the CIF/FOB band.
        services: Bounds of the services of the same pair, flow and period, if anybody tells.
    """

    small: Number
    large: Number
    method: Method
    services: tuple[float, float] | None

    @property
    def gap(self) -> float:
        """How far the intervals lie apart."""
        return max(self.large.low - self.small.high, 0.0)

    @property
    def difference(self) -> float:
        """How far the printed numbers lie apart."""
        return self.large.value - self.small.value

    def differ(self, field: str) -> bool:
        """Tell whether a field of the two variables differs."""
        return bool(getattr(self.small.variable, field) != getattr(self.large.variable, field))

    def guessed(self, field: str) -> bool:
        """Tell whether a field of either was inferred."""
        guesses = self.small.assertion.guesses | self.large.assertion.guesses
        return field in guesses


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a reason does for a pair: how much it explains, and whether that closes the gap."""

    explained: float | None
    closes: bool


_Test = Callable[[Pair], Explanation | None]


def _all(pair: Pair, applies: bool) -> Explanation | None:
    """Explain the whole difference by something whose amount nobody can know."""
    return Explanation(pair.difference, closes=True) if applies else None


def _rounding(pair: Pair) -> Explanation | None:
    coarse = max(pair.small.resolution, pair.large.resolution)
    if coarse <= 0:
        return None
    is_same = round(pair.small.value / coarse) == round(pair.large.value / coarse)
    return _all(pair, is_same)


def _copy(pair: Pair) -> Explanation | None:
    one, other = pair.small.assertion, pair.large.assertion
    keys = {one.assertion_key, other.assertion_key}
    return _all(pair, bool({one.copy_of, other.copy_of} & keys))


def _scope(pair: Pair) -> Explanation | None:
    """Goods are less than goods with services; unsaid, a scope may be either."""
    if not pair.differ("scope") or pair.small.variable.scope == "goods_and_services":
        return None
    if pair.services is None or pair.large.variable.scope != "goods_and_services":
        return _all(pair, pair.large.variable.scope != "goods" and not pair.small.is_rate)
    low, high = pair.services
    explained = min((low + high) / 2, pair.difference)
    closes = pair.small.low + low < pair.large.high and pair.large.low < pair.small.high + high
    return Explanation(explained, closes)


def _period(pair: Pair) -> Explanation | None:
    return _all(pair, pair.guessed("period_start") or pair.guessed("period_end"))


def _flow(pair: Pair) -> Explanation | None:
    return _all(pair, pair.guessed("flow"))


def _side(pair: Pair) -> Explanation | None:
    return _band(pair) if pair.differ("books") else None


def _fx(pair: Pair) -> Explanation | None:
    return _all(pair, pair.differ("unit") and pair.small.is_rate)


def _valuation(pair: Pair) -> Explanation | None:
    return _band(pair) if pair.differ("valuation") else None


def _band(pair: Pair) -> Explanation | None:
    """Freight and insurance: what one side counts may exceed the other's by the band."""
    variable = pair.small.variable
    if variable.is_free:
        return None
    _, most = pair.method.band(variable.exporter, variable.importer)
    level = 100 + pair.small.high if pair.small.is_rate else pair.small.high
    reach = level * (most - 1)
    return Explanation(min(reach, pair.difference), closes=reach > pair.gap)


def _status(pair: Pair) -> Explanation | None:
    return _all(pair, pair.differ("status"))


def _revision(pair: Pair) -> Explanation | None:
    one, other = pair.small.assertion, pair.large.assertion
    is_same_voice = ladder.root(one) == ladder.root(other) and not pair.differ("books")
    if one.origin == other.origin == "observation" and not pair.differ("books"):
        # Two publishers of the same books round and revise; what is further apart is no revision.
        ends = max(abs(pair.small.high), abs(pair.large.high))
        return _all(pair, one.source != other.source and pair.gap <= REPRINT * ends)
    is_later = one.published_at != other.published_at and one.evidence != other.evidence
    return _all(pair, is_same_voice and is_later)


def _confidentiality(pair: Pair) -> Explanation | None:
    hidden = {pair.small.assertion.conf_status or "F", pair.large.assertion.conf_status or "F"}
    return _all(pair, hidden != {"F"})


def _timing(pair: Pair) -> Explanation | None:
    early = {pair.small.assertion.status, pair.large.assertion.status}
    return _all(pair, len(early) == 2 and bool(early & {"preliminary", "estimate"}))


def _arithmetic(pair: Pair) -> Explanation | None:
    is_one_document = pair.small.assertion.evidence == pair.large.assertion.evidence
    return _all(pair, is_one_document and pair.small.variable == pair.large.variable)


def _unit(pair: Pair) -> Explanation | None:
    if pair.small.value <= 0 or pair.small.is_rate:
        return None
    power = round(log10(pair.large.value / pair.small.value))
    if power not in _SLIPS:
        return None
    low, high = pair.small.low * 10.0**power, pair.small.high * 10.0**power
    return _all(pair, low < pair.large.high and pair.large.low < high)


#: The reasons in the order in which they are tested.
TESTS: tuple[tuple[str, _Test], ...] = (
    ("rounding", _rounding),
    ("copy", _copy),
    ("scope", _scope),
    ("period", _period),
    ("flow", _flow),
    ("side", _side),
    ("fx", _fx),
    ("valuation", _valuation),
    ("status", _status),
    ("revision", _revision),
    ("confidentiality", _confidentiality),
    ("timing", _timing),
    ("arithmetic", _arithmetic),
    ("unit", _unit),
)


def explain(pair: Pair) -> tuple[str, Explanation, str | None]:
    """Return the first reason that closes the gap, what it explains, and what helps in part."""
    partly: tuple[str | None, float] = (None, 0.0)
    for name, test in TESTS:
        found = test(pair)
        if found is not None and found.closes:
            return name, found, partly[0]
        if found is not None and (found.explained or 0.0) > partly[1]:
            partly = name, found.explained or 0.0
    return UNEXPLAINED, Explanation(partly[1], closes=False), partly[0]
