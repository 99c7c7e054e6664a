"""Pairs of comparable numbers that do not meet, each with its reason.

Comparable are two numbers for the same pair of countries, flow, goods and period, whatever their
scope, books, valuation, currency or status. Numbers that meet are no rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.keys import short_hash
from warehouse.reconcile.method import Method
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.rates import Rates
from warehouse.reconcile.reasons import Number, Pair, explain
from warehouse.reconcile.statements import limits
from warehouse.reconcile.variables import Variable, orientation

_Group = tuple[object, ...]


def disagreements(outcome: Outcome, rates: Rates, method: Method) -> Iterator[dict[str, Any]]:
    """Return one row per pair that does not overlap, in canonical order."""
    groups = defaultdict[_Group, list[Number]](list)
    services = _services(outcome, rates, method)
    for number in _numbers(outcome, rates, method):
        groups[_group(number)].append(number)
    for group in groups.values():
        chosen = _representatives(group)
        pairs = ((a, b) for a, b in combinations(chosen, 2) if a.high <= b.low or b.high <= a.low)
        for count, (a, b) in enumerate(pairs):
            if count >= method.max_pairs:
                break
            small, large = sorted((a, b), key=lambda n: (n.low, n.high, n.assertion.assertion_key))
            about = services.get(_services_key(small.variable))
            yield _row(Pair(small, large, method, None if small.is_rate else about))


def _numbers(outcome: Outcome, rates: Rates, method: Method) -> Iterator[Number]:
    """Give what can be compared, what counts in the answer before what repeats it."""
    refusals = outcome.said.refused
    for key, variable in sorted(
        outcome.said.subject.items(), key=lambda said: (said[0] in refusals, said[0])
    ):
        assertion = outcome.said.assertions[key]
        refused = refusals.get(key)
        if refused in (None, "same_evidence", "copy", "undated"):
            number = _number(assertion, variable, rates, method)
            if number is not None:
                yield number


def _number(
    assertion: Assertion, variable: Variable, rates: Rates, method: Method
) -> Number | None:
    low, high = limits(assertion)
    value = (assertion.value or 0.0) * orientation(assertion)
    resolution = assertion.resolution or 0.0
    if assertion.measure == "growth_pct":
        return Number(
            assertion, variable, assertion.value or 0.0, low, high, resolution, is_rate=True
        )
    if assertion.measure != "value":
        return None
    factor = rates.find(variable.unit, method.unit, variable.start, variable.end)
    scale = factor.value if factor else 1.0
    ends = value * scale, low * scale, high * scale
    unit = method.unit if factor else variable.unit
    return Number(assertion, variable, *ends, resolution * scale, unit=unit)


def _group(number: Number) -> _Group:
    """What two numbers must share to be compared: here, all but scope, books and valuation."""
    v, a = number.variable, number.assertion
    base = (a.base_period_start, a.base_period_end) if number.is_rate else None
    place = v.first, v.second, v.flow, v.basis, v.commodity, v.start, v.end
    return *place, number.is_rate, number.unit, base


def _representatives(group: list[Number]) -> list[Number]:
    """Keep the first of the numbers that say the same of the same quantity."""
    kept = dict[tuple[object, ...], Number]()
    for number in group:
        kept.setdefault((number.variable, number.low, number.high), number)
    return list(kept.values())


def _services_key(variable: Variable) -> _Group:
    return variable.first, variable.second, variable.flow, variable.start, variable.end


def _services(outcome: Outcome, rates: Rates, method: Method) -> dict[_Group, tuple[float, float]]:
    """Return what is said of services, forecasts included, by pair, flow and period."""
    found = dict[_Group, tuple[float, float]]()
    for number in _numbers(outcome, rates, method):
        if number.variable.scope == "services" and not number.is_rate:
            key = _services_key(number.variable)
            low, high = found.get(key, (number.low, number.high))
            found[key] = min(low, number.low), max(high, number.high)
    return found


def _row(pair: Pair) -> dict[str, Any]:
    small, large = pair.small, pair.large
    reason, explanation, partly = explain(pair)
    explained = min(explanation.explained or 0.0, pair.difference)
    a, b = small.assertion.assertion_key, large.assertion.assertion_key
    return {
        "disagreement_key": short_hash(a, b),
        "assertion_key_low": a,
        "assertion_key_high": b,
        "slice_key_low": small.variable.slice_key,
        "slice_key_high": large.variable.slice_key,
        "measure": "growth_pct" if small.is_rate else "value",
        "reporter": small.variable.exporter,
        "partner": small.variable.importer,
        "flow": small.variable.shown_flow,
        "basis": small.variable.basis,
        "commodity_key": small.variable.commodity,
        "period_key": small.variable.period_key,
        "period_start": small.variable.start,
        "period_end": small.variable.end,
        "unit": "PCT" if small.is_rate else small.unit,
        "value_low": small.value,
        "value_high": large.value,
        "difference": pair.difference,
        "gap": pair.gap,
        "reason": reason,
        "partly_explained_by": partly,
        "explained": explained,
        "rest": pair.difference - explained,
        "is_closed": explanation.closes,
    }
