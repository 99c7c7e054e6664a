"""Periods: kinds, labels that read back, and the year before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradebooks.periods import Period

CASES = {
    "2025": "year",
    "2025-Q1": "quarter",
    "2025-H2": "half",
    "2025-11": "month",
    "2025-01..2025-11": "ytd",
    "2025-01..2025-02": "ytd",
    "2025-02..2025-04": "other",
    "2024-12..2025-11": "rolling_12m",
    "2022-04..2023-03": "rolling_12m",
    "2015..2019": "multi_year",
    "2024-01..2025-06": "other",
    "2025-03-21..2025-06-20": "other",
}


@pytest.mark.parametrize(("text", "kind"), CASES.items())
def test_kind_and_label(text: str, kind: str) -> None:
    period = Period.parse(text)
    assert (period.kind, period.label) == (kind, text)


@pytest.mark.parametrize("text", ["", "25", "2025-13", "2025-Q5", "2025..2024", "January 2025"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Period.parse(text)


def test_the_year_before_keeps_month_ends() -> None:
    assert Period.parse("2024-02").year_before() == Period.parse("2023-02")
    assert Period.parse("2025-02").year_before() == Period.parse("2024-02")
    assert Period.parse("2025-01..2025-11").year_before().label == "2024-01..2024-11"


@given(
    start=st.dates(date(1991, 1, 1), date(2040, 1, 1)), days=st.integers(min_value=0, max_value=900)
)
def test_every_label_reads_back(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    assert Period.parse(period.label) == period
