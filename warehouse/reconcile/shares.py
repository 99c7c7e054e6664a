"""Statements about a share: of the pair's trade, or of a country's trade with the world."""

from __future__ import annotations

from dataclasses import replace

from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.rows import Row, between
from warehouse.reconcile.units import UnitFinder
from warehouse.reconcile.variables import Variable, of_value

WORLD = "WLD"
TOTAL = "TOTAL"


def share_rows(
    assertion: Assertion,
    subject: Variable,
    units: UnitFinder,  # noqa: ARG001
) -> list[Row] | str:
    """Return the rows of share x total = part, or the reason why there are none."""
    low, high = (assertion.low or 0.0) / 100, (assertion.high or 0.0) / 100
    if high < 0 or low > 1 or subject.is_free:
        return "impossible_rate"
    total = _total(assertion, subject)
    if total is None:
        return "no_denominator"
    return between(subject, max(low, 0.0), min(high, 1.0), total, "share", assertion.assertion_key)


def _total(assertion: Assertion, subject: Variable) -> Variable | None:
    """Return what the share is taken of, where that is certain.

    A share of goods in "the total" may mean all goods or all partners, and a share in a
    country's turnover does not say which of the two countries: both stay open.
    """
    is_all_goods = subject.commodity == TOTAL
    if assertion.share_of == "bilateral" and not is_all_goods:
        return subject._replace(commodity=TOTAL)
    if assertion.share_of == "total" and is_all_goods and assertion.flow in ("export", "import"):
        world = replace(assertion, partner=WORLD, exporter=None, importer=None)
        return of_value(world, subject.unit)
    return None
