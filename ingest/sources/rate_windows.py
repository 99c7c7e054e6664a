"""Which days of a daily rate are asked for together, so that past days are asked for once.

Half-years that are over come whole; the half-year that runs is asked for by months, the last of
them up to today. No window is longer than the 365 days that the strictest service allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tradebooks.periods import Period


def windows(first: date, today: date, span: Period | None = None) -> Iterator[Period]:
    """List the windows from a first day to today, the newest first.

    Args:
        first: First day that is wanted at all.
        today: Last day for which a rate can be asked.
        span: Only windows that touch these days; None for all.
    """
    for whole in reversed(list(_calendar(first, today))):
        cut = Period(max(whole.start, first), min(whole.end, today))
        if span is None or (cut.start <= span.end and cut.end >= span.start):
            yield cut


def _calendar(first: date, today: date) -> Iterator[Period]:
    """List half-years before the one of today, then its months."""
    running = date(today.year, 1 if today.month <= 6 else 7, 1)
    start = date(first.year, 1 if first.month <= 6 else 7, 1)
    while start <= today:
        months = 6 if start < running else 1
        period = Period.of_months(start.year, start.month, start.month + months - 1)
        if period.end >= first:
            yield period
        start = period.end + timedelta(days=1)


def parts_within(window: Period, first: date, last: date) -> Period | None:
    """Cut a window to the days from `first` to `last`; None when nothing is left."""
    start, end = max(window.start, first), min(window.end, last)
    return Period(start, end) if start <= end else None
