"""The Bank of Russia's own numbers of currencies; a run of days names nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple


class Valute(NamedTuple):
    """One entry: the currency and the days on which the entry was in use."""

    currency: str
    first: date = date(1992, 7, 1)
    last: date = date(9999, 12, 31)


VALUTES: Mapping[str, Valute] = MappingProxyType(
    {
        "R01235": Valute("USD"),
        "R01239": Valute("EUR", date(1999, 1, 1)),
        "R01375": Valute("CNY"),
        "R01335": Valute("KZT", date(1994, 5, 1)),
        "R01090": Valute("BYR", date(2000, 1, 1), date(2016, 6, 30)),
        "R01090B": Valute("BYN", date(2016, 7, 1)),
    }
)
# What a person who asks for a currency wants to have, older units included.
SUCCESSIONS = MappingProxyType({"BYN": ("BYR", "BYN")})


def entries_of(currency: str) -> list[tuple[str, Valute]]:
    """Return the entries of a currency and of the units before it, oldest first."""
    units = SUCCESSIONS.get(currency, (currency,))
    return [(code, one) for code, one in VALUTES.items() if one.currency in units]
