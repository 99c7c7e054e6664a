"""The generations of a currency: `Cur_ID` changes when a currency's scale or entry changes.

All of them changed on 9 July 2021; some on 1 July 2016, when 10 000 old roubles became one.
Runs of days (`dynamics`) name neither currency nor scale: both are in this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

REQUIRED = ("Cur_ID", "Cur_Abbreviation", "Cur_Scale", "Cur_DateStart", "Cur_DateEnd")
DAILY = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """One entry of the list of currencies.

    Attributes:
        cur_id: Number under which its rates are asked for.
        currency: ISO 4217 letters.
        scale: How many units a rate is for.
        first: First day of the entry.
        last: Last day of the entry.
        is_daily: Whether a rate is set every day, not once a month.
    """

    cur_id: int
    currency: str
    scale: int
    first: date
    last: date
    is_daily: bool


def generations(listed: list[dict[str, Any]], currency: str) -> list[Generation]:
    """Return the daily generations of a currency, oldest first.

    Raises:
        KeyError, ValueError: When an entry lacks a field or has another form.
    """
    found = [
        Generation(
            cur_id=int(entry["Cur_ID"]),
            currency=str(entry["Cur_Abbreviation"]),
            scale=int(entry["Cur_Scale"]),
            first=day_of(entry["Cur_DateStart"]),
            last=day_of(entry["Cur_DateEnd"]),
            is_daily=int(entry.get("Cur_Periodicity", DAILY)) == DAILY,
        )
        for entry in listed
        if entry["Cur_Abbreviation"] == currency
    ]
    return sorted((one for one in found if one.is_daily), key=lambda one: one.first)


def day_of(text: str) -> date:
    """Read `2021-07-09T00:00:00`."""
    return date.fromisoformat(str(text)[:10])
