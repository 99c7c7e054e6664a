"""Reference periods: the days a number covers, their kind and their label.

Arithmetic on periods lives here; which period a text means is the business of `ingest.claims`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, both ends included.

    Raises:
        ValueError: If the end lies before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends on {self.end}, before its start {self.start}")

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> Self:
        """Return the whole months from `first` to `last` of one year."""
        return cls(date(year, first, 1), _month_end(year, last))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025`, `2025-Q1`, `2025-H1`, `2025-11`, a day, or two of these joined by `..`.

        Raises:
            ValueError: If the text has none of these forms.
        """
        first, separator, last = text.strip().partition("..")
        start = cls._parse_one(first)
        return cls(start.start, cls._parse_one(last).end) if separator else start

    @classmethod
    def _parse_one(cls, text: str) -> Self:
        if match := _YEAR.fullmatch(text):
            return cls.of_months(int(match[1]), 1, 12)
        if match := _QUARTER.fullmatch(text):
            last = 3 * int(match[2])
            return cls.of_months(int(match[1]), last - 2, last)
        if match := _HALF.fullmatch(text):
            last = 6 * int(match[2])
            return cls.of_months(int(match[1]), last - 5, last)
        if match := _MONTH.fullmatch(text):
            return cls.of_months(int(match[1]), int(match[2]), int(match[2]))
        if match := _DAY.fullmatch(text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return cls(day, day)
        raise ValueError(
            f"{text!r} is no period: write 2025, 2025-Q1, 2025-H1, 2025-11, 2025-11-30 "
            "or two of these joined by '..'"
        )

    @property
    def months(self) -> int | None:
        """The number of whole months covered, or None where an end cuts a month."""
        if self.start.day != 1 or self.end != _month_end(self.end.year, self.end.month):
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def kind(self) -> str:
        """The kind of the period, a code of the list `period_kind`."""
        months, first = self.months, self.start.month
        if months is None:
            return "other"
        if months > 12:
            return "multi_year" if months % 12 == 0 else "other"
        if months == 12:
            return "year" if first == 1 else "rolling_12m"
        aligned = {1: "month", 3: "quarter", 6: "half"}
        if months in aligned and (first - 1) % months == 0:
            return aligned[months]
        return "ytd" if first == 1 else "other"

    @property
    def label(self) -> str:
        """The shortest text that `parse` reads back as this period."""
        year, first, last = self.start.year, self.start.month, self.end.month
        match self.kind:
            case "month":
                return f"{year}-{first:02d}"
            case "quarter":
                return f"{year}-Q{last // 3}"
            case "half":
                return f"{year}-H{last // 6}"
            case "year":
                return str(year)
            case "multi_year" if first == 1:
                return f"{year}..{self.end.year}"
        if self.months is None:
            return f"{self.start}..{self.end}"
        return f"{year}-{first:02d}..{self.end.year}-{last:02d}"

    def year_before(self) -> Period:
        """Return the same period one year earlier; a month's end stays a month's end."""
        return Period(_same_day(self.start), _same_day(self.end))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _same_day(day: date) -> date:
    if day == _month_end(day.year, day.month):
        return _month_end(day.year - 1, day.month)
    return day.replace(year=day.year - 1, day=min(day.day, _month_end(day.year - 1, day.month).day))
