"""Statements about a change: growth, multiples and absolute differences against a base period."""

from __future__ import annotations

from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.rows import Row, between
from warehouse.reconcile.units import UnitFinder
from warehouse.reconcile.variables import Variable, orientation


def change_rows(assertion: Assertion, subject: Variable, units: UnitFinder) -> list[Row] | str:
    """Return the rows of a change, or the reason why there are none."""
    start, end = assertion.base_period_start, assertion.base_period_end
    if start is None or end is None:
        return "no_base_period"
    if (start, end) == (subject.start, subject.end):
        return "circular"
    base = subject._replace(start=start, end=end)
    low, high = assertion.low or 0.0, assertion.high or 0.0
    if assertion.measure == "change_abs":
        return [_difference(assertion, subject, base, low, high)]
    return _ratio(assertion, subject, base, units)


def _difference(
    assertion: Assertion, subject: Variable, base: Variable, low: float, high: float
) -> Row:
    if orientation(assertion) < 0:
        low, high = -high, -low
    terms = (subject, 1.0), (base, -1.0)
    return Row(terms, low, high, "difference", assertion.assertion_key, is_open=low < high)


def _ratio(
    assertion: Assertion, subject: Variable, base: Variable, units: UnitFinder
) -> list[Row] | str:
    """Value = base x (1 + growth), with growth an interval."""
    low, high = assertion.low or 0.0, assertion.high or 0.0
    if assertion.measure == "growth_pct":
        low, high = 1 + low / 100, 1 + high / 100
    if high < 0:
        return "impossible_rate"
    sign = units.sign(assertion) * orientation(assertion) if subject.is_free else 1
    if sign == 0:
        return "unknown_sign"
    if sign < 0:
        low, high = high, low
    return between(subject, max(low, 0.0), high, base, "growth", assertion.assertion_key)
