"""One place is a slice and period: all books that count it, in one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from tradebooks.periods import Period
from warehouse.reconcile.method import Method
from warehouse.reconcile.outcome import Known, Outcome
from warehouse.reconcile.rates import Factor, Rates
from warehouse.reconcile.variables import OUTTURN, Variable, orientation

PlaceKey = tuple[str, date, date]


@dataclass
class Level:
    """What one set of books says of a place, in the unit of the answer.

    Attributes:
        variable, known: The quantity and its bounds in its own unit.
        keys: Accepted assertions of its value, the heaviest first.
        weight: Of the heaviest.
        factor: How its unit becomes that of the answer; None where no rate is known.
    """

    variable: Variable
    known: Known
    keys: list[str]
    weight: float
    factor: Factor | None
    best: float

    @property
    def low(self) -> float:
        """Lower bound in the unit of the answer."""
        return self.known.low * (self.factor.value if self.factor else 1.0)

    @property
    def high(self) -> float:
        """Upper bound in the unit of the answer."""
        return self.known.high * (self.factor.value if self.factor else 1.0)


@dataclass
class Place:
    """A slice and period.

    Attributes:
        key: Slice, first and last day.
        example: Some variable of it, for its dimensions.
        unit: Of the answer.
        levels: Books that state or imply the quantity and can be written in that unit.
        unconverted: Books without a rate.
        subjects: All assertions that speak of it, used or not.
        reason: Why there is nothing to say, for a place in an unsolved component.
    """

    key: PlaceKey
    example: Variable
    unit: str
    levels: list[Level] = field(default_factory=list)
    unconverted: list[Level] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def period(self) -> Period:
        """The period."""
        return self.example.period


def key_of(variable: Variable) -> PlaceKey:
    """Return the place of a variable."""
    return variable.slice_key, variable.start, variable.end


def places(outcome: Outcome, rates: Rates, method: Method) -> Iterator[Place]:
    """Return every place that something is said or implied of, in canonical order."""
    variables = defaultdict[PlaceKey, list[Variable]](list)
    subjects = defaultdict[PlaceKey, list[str]](list)
    for variable in sorted({*outcome.known, *outcome.unsolved, *outcome.said.subject.values()}):
        variables[key_of(variable)].append(variable)
    for assertion, variable in sorted(outcome.said.subject.items()):
        subjects[key_of(variable)].append(assertion)
    values = _values(outcome)
    for key, members in variables.items():
        place = _place(key, members, values, outcome, rates, method)
        place.subjects = subjects[key]
        place.levels = [level for level in place.levels if _tells(level, outcome, method)]
        if place.levels or place.unconverted or place.subjects:
            yield place


def _tells(level: Level, outcome: Outcome, method: Method) -> bool:
    """Tell whether a level is stated, or implied so narrowly that it is an answer."""
    known, size = level.known, (level.known.low + level.known.high) / 2
    turnover = outcome.known.get(level.variable._replace(flow="turnover"))
    if level.variable.is_free:
        size = (turnover.low + turnover.high) / 2 if turnover else max(abs(known.low), known.high)
    return bool(level.keys) or known.high - known.low <= method.widest * size


def _values(outcome: Outcome) -> dict[Variable, list[str]]:
    """Return the accepted assertions of each variable's value, the heaviest first."""
    found = defaultdict[Variable, list[str]](list)
    for key, row in outcome.levels.items():
        if key not in outcome.relaxed:
            found[row.terms[0][0]].append(key)
    weights = outcome.said.weights
    for keys in found.values():
        keys.sort(key=lambda name: (-weights[name], _width(outcome, name), name))
    return found


def _width(outcome: Outcome, name: str) -> float:
    return outcome.levels[name].high - outcome.levels[name].low


def _place(
    key: PlaceKey,
    members: list[Variable],
    values: dict[Variable, list[str]],
    outcome: Outcome,
    rates: Rates,
    method: Method,
) -> Place:
    known = [v for v in members if v.status == OUTTURN and _is_known(v, values, outcome)]
    unit = _unit(known, values, outcome, rates, method) if known else members[0].unit
    place = Place(key, members[0], unit)
    place.reason = next((outcome.unsolved[v] for v in members if v in outcome.unsolved), "")
    for variable in known:
        level = _level(variable, unit, values.get(variable, []), outcome, rates)
        (place.levels if level.factor else place.unconverted).append(level)
    return place


def _is_known(variable: Variable, values: dict[Variable, list[str]], outcome: Outcome) -> bool:
    """Tell whether something bounds a variable from both sides."""
    known = outcome.known.get(variable)
    if known is None:
        return False
    return bool(values.get(variable)) or (isfinite(known.low) and isfinite(known.high))


def _unit(
    known: list[Variable],
    values: dict[Variable, list[str]],
    outcome: Outcome,
    rates: Rates,
    method: Method,
) -> str:
    """Return the unit of the answer: the method's, else that of the heaviest books."""
    weights = outcome.said.weights
    heaviest = min(
        known, key=lambda v: (-max((weights[k] for k in values.get(v, [])), default=0.0), v)
    )
    if any(v.unit == method.unit for v in known):
        return method.unit
    span = heaviest.start, heaviest.end
    return method.unit if rates.find(heaviest.unit, method.unit, *span) else heaviest.unit


def _level(variable: Variable, unit: str, keys: list[str], outcome: Outcome, rates: Rates) -> Level:
    known = outcome.known[variable]
    factor = rates.find(variable.unit, unit, variable.start, variable.end)
    weight = max((outcome.said.weights[key] for key in keys), default=0.0)
    best = _best(known, keys, outcome) * (factor.value if factor else 1.0)
    return Level(variable, known, keys, weight, factor, best)


def _best(known: Known, keys: list[str], outcome: Outcome) -> float:
    """Return the heaviest statement's own number if it can be true, else the middle."""
    for key in keys:
        assertion = outcome.said.assertions[key]
        value = (assertion.value or 0.0) * orientation(assertion)
        if assertion.bound == "exact" and known.low <= value <= known.high:
            return value
    return round((known.low + known.high) / 2, 3)
