"""Periods: what an expression of time means, given when the article appeared.

Recognising the expressions in a text is the business of `period_lexer`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PeriodExpression:
    """An expression of time, not yet resolved.

    Attributes:
        kind: `year`, `years`, `months`, `dates`, `fiscal`, `shift`, `same`, `spell`, `day`,
            `to_date`, `last_month`, `until` or `rolling`.
        year: Calendar year said, or None.
        relative: `this`, `last`, `prev`, `next`, `before_last` or empty.
        first, last: Months from 1 to 12, or years of a range.
        shift: Unit and number of a shift, such as `y-1`, `m-1`.
        count: Number of years of a spell.
        span: Days, where they are said.
    """

    kind: str
    year: int | None = None
    relative: str = ""
    first: int = 1
    last: int = 12
    shift: str = ""
    count: int = 0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative expressions refer to: the article's day, and the period spoken of last."""

    day: date | None
    current: Span | None = None
    fiscal_start: int = 4


def month_span(year: int, first: int, last: int) -> Span:
    """Give the days of a run of months of one year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def shift_years(span: Span, years: int) -> Span:
    """Move a period by whole years, keeping ends of months."""
    return _move(span[0], years), _move(span[1], years)


def _move(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), 9999)
    last = monthrange(day.year, day.month)[1]
    end = monthrange(year, day.month)[1]
    return date(year, day.month, end if day.day == last else min(day.day, end))


def shift_months(span: Span, months: int) -> Span:
    """Move a period of whole months."""
    start = span[0].year * 12 + span[0].month - 1 + months
    stop = span[1].year * 12 + span[1].month - 1 + months
    first = date(start // 12, start % 12 + 1, 1)
    year, month = stop // 12, stop % 12 + 1
    return first, date(year, month, monthrange(year, month)[1])


def months_in(span: Span) -> int:
    """Count the months that a period touches."""
    return (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1


def relative_year(relative: str, clock: Clock) -> int | None:
    """Resolve `last year` and the like."""
    if relative == "prev" and clock.current is not None:
        return clock.current[1].year - 1
    if relative == "same":
        return clock.current[1].year if clock.current is not None else None
    if clock.day is None:
        return None
    steps = {"this": 0, "last": -1, "prev": -1, "next": 1, "before_last": -2}
    if relative.startswith("ago"):
        return clock.day.year - int(relative[3:])
    return clock.day.year + steps.get(relative, 0)


def resolve(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give the days that an expression means, or None where that cannot be told."""
    span = days_of(expression, clock)
    return span if span is not None and span[0] <= span[1] else None


def days_of(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give the days of an expression by its kind."""
    if expression.span is not None:
        return expression.span
    if expression.kind == "years":
        return date(expression.first, 1, 1), date(expression.last, 12, 31)
    if expression.kind == "shift":
        return resolve_shift(expression.shift, clock)
    if expression.kind == "same":
        return resolve_same(expression, clock)
    if expression.kind == "spell":
        return resolve_spell(expression.count, clock)
    if expression.kind == "until":
        return resolve_until(expression, clock)
    if expression.kind in {"to_date", "last_month"}:
        return resolve_recent(expression, clock)
    told = expression.relative and expression.kind != "run"
    year = expression.year or (relative_year(expression.relative, clock) if told else None)
    if expression.kind == "fiscal":
        return resolve_fiscal(expression, clock)
    if expression.kind == "run":
        return resolve_run(expression, clock)
    if expression.kind == "year":
        return month_span(year, 1, 12) if year else None
    if expression.kind == "months":
        return resolve_months(expression, year, clock)
    return None


def resolve_run(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give a run of days of one month, the latest before the article's day."""
    first, last = map(int, expression.relative.split("-"))
    year = expression.year or (clock.day.year if clock.day is not None else None)
    if year is None:
        return None
    if expression.year is None and clock.day and date(year, expression.first, last) > clock.day:
        year -= 1
    return date(year, expression.first, first), date(year, expression.first, last)


FISCAL_STARTS = {
    "IND": 4,
    "JPN": 4,
    "MMR": 4,
    "GBR": 4,
    "CAN": 4,
    "PAK": 7,
    "BGD": 7,
    "NPL": 7,
    "EGY": 7,
    "AUS": 7,
    "KEN": 7,
    "UGA": 7,
    "TZA": 7,
    "ETH": 7,
    "USA": 10,
    "THA": 10,
    "LAO": 1,
}


def resolve_months(expression: PeriodExpression, year: int | None, clock: Clock) -> Span | None:
    """Give a run of months.

    Without a year it is the latest that had ended when the article appeared.
    """
    first, last = expression.first, expression.last
    if year is None and clock.day is not None:
        year = clock.day.year
        ended = month_span(year, 1, last)[1] - timedelta(days=12)
        if ended > clock.day:
            year -= 1
    elif year is None and clock.current is not None:
        year = clock.current[1].year
    if year is None:
        return None
    early = clock.day is not None and month_span(year, last, last)[0] > clock.day
    if expression.relative == "this" and early:
        year -= 1
    if first > last:
        return date(year - 1, first, 1), month_span(year, last, last)[1]
    return month_span(year, first, last)


def resolve_shift(shift: str, clock: Clock) -> Span | None:
    """Give the current period moved by years, months or quarters."""
    unit, steps = shift[0], int(shift[1:])
    if clock.current is None and clock.day is not None and unit == "y":
        return month_span(clock.day.year + steps, 1, 12)
    if clock.current is None:
        return None
    if unit == "y":
        return shift_years(clock.current, steps)
    return shift_months(clock.current, steps * (3 if unit == "q" else 1))


def resolve_same(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give the same months in another year."""
    if clock.current is None:
        return None
    year = expression.year
    if year is None and expression.relative:
        year = relative_year(expression.relative, clock)
    if year is None:
        return shift_years(clock.current, -1)
    return shift_years(clock.current, year - clock.current[1].year)


def resolve_recent(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give the month before the article's day, alone or with those of its year before it."""
    kind, first, known = expression.kind, expression.first, clock.current
    if kind == "to_date" and known is not None and first <= known[1].month:
        begun = known[0].month == 1 and months_in(known) < 12
        if months_in(known) == 1 or (begun and clock.day and known[1] < clock.day):
            return month_span(known[1].year, first, known[1].month)
    if clock.day is None:
        return None
    year, month = (
        (clock.day.year, clock.day.month - 1) if clock.day.month > 1 else (clock.day.year - 1, 12)
    )
    return month_span(year, month if kind == "last_month" else min(first, month), month)


def resolve_until(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give the months up to the latest such month that had ended when the article appeared."""
    day = clock.day
    if day is None:
        return None
    year = day.year - (expression.last >= day.month)
    start = year * 12 + expression.last - expression.count
    first = date(start // 12, start % 12 + 1, 1)
    return first, month_span(year, expression.last, expression.last)[1]


def resolve_spell(count: int, clock: Clock) -> Span | None:
    """Give the last N full years."""
    if clock.day is None or not 1 <= count <= 60:
        return None
    year = clock.day.year - (0 if clock.day.month >= 12 else 1)
    return date(year - count + 1, 1, 1), date(year, 12, 31)


def resolve_fiscal(expression: PeriodExpression, clock: Clock) -> Span | None:
    """Give a year that starts in April; `year` is the calendar year in which it ends."""
    year = expression.year
    if year is None and clock.day is not None:
        running = clock.day.year + (1 if clock.day.month >= clock.fiscal_start else 0)
        if expression.relative == "prev" and clock.current is not None:
            return shift_years(clock.current, -1)
        if expression.last < 12 and expression.relative == "word":
            return latest_fiscal(expression, running, clock)
        year = running + {"this": 0, "last": -1, "prev": -1, "next": 1}.get(expression.relative, -1)
    if year is None:
        return None
    return fiscal_part(year, clock.fiscal_start, expression.first, expression.last)


def latest_fiscal(expression: PeriodExpression, running: int, clock: Clock) -> Span:
    """Give the latest months of a fiscal year that had ended when the article appeared."""
    span = fiscal_part(running, clock.fiscal_start, expression.first, expression.last)
    if clock.day is not None and span[1] - timedelta(days=12) > clock.day:
        return fiscal_part(running - 1, clock.fiscal_start, expression.first, expression.last)
    return span


def fiscal_part(year: int, start: int, first: int, last: int) -> Span:
    """Give a run of months of a fiscal year, counted from its first month."""
    begin = (year - 1) * 12 + start - 1 + first - 1
    stop = (year - 1) * 12 + start - 1 + last - 1
    end = (stop // 12, stop % 12 + 1)
    return date(begin // 12, begin % 12 + 1, 1), date(*end, monthrange(*end)[1])
