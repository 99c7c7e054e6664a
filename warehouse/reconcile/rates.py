"""Exchange rates: the mean of a period turns its flows from one currency into another.

The rate of a day never does. Where no mean rate of exactly that period is known, nothing is
converted and the reason says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import polars as pl

from warehouse.reconcile.contract import RATE_COLUMNS

#: Kinds of mean rates, the best first.
MEANS = ("average_weighted", "average_arithmetic", "average_geometric", "average_unspecified")


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit of a currency is worth in another over a period, and by which rate."""

    value: float
    rate_type: str
    source: str


class Rates:
    """Mean rates by currencies and period.

    Args:
        frame: With the columns of `RATE_COLUMNS`; None for no rates at all.
    """

    def __init__(self, frame: pl.DataFrame | None) -> None:
        self._factors = defaultdict[tuple[str, str, date, date], list[Factor]](list)
        if frame is None:
            return
        rows = frame.select(pl.col(name).cast(kind) for name, kind in RATE_COLUMNS.items())
        for currency, quote, start, end, kind, rate, source in rows.unique().iter_rows():
            if kind in MEANS and rate is not None and rate > 0:
                name = source or ""
                self._factors[currency, quote, start, end].append(Factor(rate, kind, name))
                self._factors[quote, currency, start, end].append(Factor(1 / rate, kind, name))

    def find(self, unit: str, target: str, start: date, end: date) -> Factor | None:
        """Return the best factor from one currency to another, or None where there is none."""
        if unit == target:
            return Factor(1.0, "", "")
        found = self._factors.get((unit, target, start, end), [])
        return min(
            found, key=lambda one: (MEANS.index(one.rate_type), one.source, one.value), default=None
        )
