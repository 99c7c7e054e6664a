"""The generations of a currency: `Cur_ID` changes when a currency's scale or entry changes.

All of them changed on 9 July 2021; some on 1 July 2016, when 10 000 old roubles became one.
Runs of days (`dynamics`) name neither currency nor scale: both are in this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.types import Fetched

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


def generations(fetched: Fetched) -> list[Generation]:
    """Return every entry of a list of currencies, oldest first.

    Raises:
        AnswerError: When it is no list, or an entry lacks a field or has another form.
    """
    expected = (
        f"a list of currencies with the fields {', '.join(REQUIRED)}: whole numbers above 0, "
        "letters, days; each Cur_ID for one entry"
    )
    listed = json_of(fetched, expected)
    if not isinstance(listed, list) or not listed:
        raise bad_answer(fetched, expected, seen="no list" if listed else "an empty list")
    found = set()
    for number, entry in enumerate(listed):
        try:
            found.add(_generation(entry))
        except (KeyError, TypeError, ValueError) as error:
            seen = f"[{number}] with {type(error).__name__}: {str(error)[:80]}"
            raise bad_answer(fetched, expected, seen=seen) from error
    if len({one.cur_id for one in found}) < len(found):
        raise bad_answer(fetched, expected, seen="two entries of one Cur_ID that differ")
    return sorted(found, key=lambda one: (one.first, one.cur_id))


def _generation(entry: dict[str, Any]) -> Generation:
    return Generation(
        cur_id=_whole(entry, "Cur_ID"),
        currency=_text(entry, "Cur_Abbreviation"),
        scale=_whole(entry, "Cur_Scale"),
        first=day_of(entry["Cur_DateStart"]),
        last=day_of(entry["Cur_DateEnd"]),
        is_daily=entry.get("Cur_Periodicity", DAILY) == DAILY,
    )


def _whole(entry: dict[str, Any], name: str) -> int:
    value = entry[name]
    if type(value) is not int or value < 1:
        raise ValueError(f"{name} {value!r}")
    return value


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} {value!r}")
    return value


def day_of(text: str) -> date:
    """Read `2021-07-09T00:00:00`."""
    return date.fromisoformat(str(text)[:10])
