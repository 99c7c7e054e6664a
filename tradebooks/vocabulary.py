"""The words of the house: code lists, read from the seeds of the dbt project.

The CSV files under `dbt_project/seeds` are the one home of every code list; this module only
reads them. What a code means is said there, in the column `name_en` or `note`.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from tradebooks.paths import SEEDS, files_hash

_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@cache
def seed(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one seed file, every value as text."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def fingerprint() -> str:
    """Return a hash over all seeds: another one when a code was mapped."""
    return files_hash(SEEDS)


@cache
def codes(list_name: str) -> frozenset[str]:
    """Return the codes of one list of `code_lists.csv`, such as `measure` or `status`.

    Raises:
        KeyError: If there is no such list.
    """
    found = frozenset(row["code"] for row in seed("code_lists") if row["list"] == list_name)
    if not found:
        raise KeyError(f"no code list named {list_name!r} in code_lists.csv")
    return found


@cache
def flow_codes() -> frozenset[str]:
    """Return the flows: export, import, turnover and balance."""
    return frozenset(row["flow"] for row in seed("flows"))


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-3 codes."""
    return frozenset(row["code"] for row in seed("countries"))


@cache
def geo_codes() -> frozenset[str]:
    """Return the codes of countries and of areas such as `WLD` and `EAEU`."""
    return country_codes() | frozenset(row["code"] for row in seed("areas"))


def is_geo(code: str) -> bool:
    """Tell whether a code names a country, an area, or has the form of an ISO 3166-2 region."""
    return code in geo_codes() or bool(_SUBDIVISION.fullmatch(code))


@cache
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of the currencies in use here, old ones included."""
    return frozenset(row["code"] for row in seed("currencies"))


@cache
def unit_codes() -> frozenset[str]:
    """Return the codes of all units: currencies, per cent, points, multiples, ranks, tonnes."""
    return currency_codes() | frozenset(row["unit"] for row in seed("units"))


@cache
def source_codes() -> frozenset[str]:
    """Return the codes of all publishers."""
    return frozenset(row["source"] for row in seed("sources"))
