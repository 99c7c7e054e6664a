"""Periods as interfaces write them: 2020, 2020-A1, 2020-Q1, 2020-M01, 2020-01 or a day."""

from __future__ import annotations

import re

from tradebooks.periods import Period

_FORMS = (
    (re.compile(r"(\d{4})(?:-A1)?"), "{0}"),
    (re.compile(r"(\d{4})-?Q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})-?M(\d{2})"), "{0}-{1}"),
    (re.compile(r"(\d{4})-(\d{2})"), "{0}-{1}"),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), "{0}-{1}-{2}"),
)


def read_period(text: str) -> Period | None:
    """Return the period that a label names, or None when it names none."""
    for pattern, form in _FORMS:
        found = pattern.fullmatch(text.strip())
        if found:
            try:
                return Period.parse(form.format(*found.groups()))
            except ValueError:
                return None
    return None


def frequency(period: Period) -> str | None:
    """Return the SDMX code of a period's frequency: A, Q, M or D."""
    if period.start == period.end:
        return "D"
    return {"year": "A", "quarter": "Q", "month": "M"}.get(period.kind)
