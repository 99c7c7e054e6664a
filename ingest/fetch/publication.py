"""When something was published, and how exactly that is known.

A day, month or year is read in the publisher's time zone and stands for its first moment; the
precision says how far the true time may lie behind it. Where the date is found in a document is
not the business of this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tradebooks.errors import UsageError

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Publication:
    """A moment in UTC with its precision: `second`, `day`, `month`, `year` or `unknown`."""

    at: datetime | None
    precision: str

    @property
    def text(self) -> str | None:
        """The moment as an ISO instant, or None."""
        return None if self.at is None else iso_instant(self.at)

    def day_in(self, time_zone: str) -> datetime | None:
        """The moment on the clock of a time zone, or None."""
        return None if self.at is None else self.at.astimezone(ZoneInfo(time_zone))


UNKNOWN = Publication(None, "unknown")


def iso_instant(moment: datetime) -> str:
    """Write an aware moment as UTC to the second: 2024-05-24T09:30:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: str) -> datetime:
    """Read an ISO instant; one without an offset is taken as UTC."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def parse_publication(text: str | None, time_zone: str = "UTC") -> Publication:
    """Read a publication time as people and pages write it.

    Args:
        text: `2024-05-24`, `2024-05`, `2024`, an ISO instant, or nothing.
        time_zone: The publisher's, for days and for instants without an offset.

    Returns:
        The first moment of what was given, in UTC, with its precision.

    Raises:
        UsageError: When the text is none of these.
    """
    cleaned = (text or "").strip()
    if not cleaned:
        return UNKNOWN
    try:
        return _parse(cleaned, ZoneInfo(time_zone))
    except (ValueError, OverflowError) as error:
        raise UsageError(
            "publication time",
            seen=repr(cleaned),
            expected="2024-05-24, 2024-05, 2024 or an instant such as 2024-05-24T09:30:00Z",
            action="write the date in one of these forms, or leave it out",
        ) from error


def _parse(text: str, zone: ZoneInfo) -> Publication:
    for pattern, precision in ((_DAY, "day"), (_MONTH, "month"), (_YEAR, "year")):
        found = pattern.fullmatch(text)
        if found:
            numbers = [int(part) for part in found.groups()] + [1, 1]
            first = datetime(numbers[0], numbers[1], numbers[2], tzinfo=zone)
            return Publication(first.astimezone(UTC), precision)
    moment = datetime.fromisoformat(text)
    if "T" not in text.upper() and " " not in text:
        raise ValueError(text)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return Publication(aware.astimezone(UTC).replace(microsecond=0), "second")
