"""What kind of side a code is, for words such as `the kingdom`, `the region` or `the bloc`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def members() -> dict[str, frozenset[str]]:
    """Read the table of classes."""
    with (Path(__file__).parent / "classes.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="|")
        return {row["class"]: frozenset(row["codes"].split(",")) for row in rows}


def fits(code: str, kind: str) -> bool:
    """Say whether a side can be called so: `the region`, `the republic`, `the kingdom`."""
    region = "-" in code
    if kind == "region":
        return region
    if kind == "republic":
        groups = members()["union"] | members()["large"]
        return region or (len(code) == 3 and code not in groups and code != "WLD")
    return code in members().get(kind, frozenset())


REGION_OF = {
    "RU": "RUS",
    "BY": "BLR",
    "CN": "CHN",
    "US": "USA",
    "KZ": "KAZ",
    "UA": "UKR",
    "DE": "DEU",
    "IN": "IND",
    "CA": "CAN",
    "JP": "JPN",
    "AU": "AUS",
    "BR": "BRA",
    "CH": "CHE",
}


def same_country(a: str | None, b: str | None) -> bool:
    """Say whether one code is a region of the other, or both are regions of one country."""
    if a is None or b is None or ("-" not in a and "-" not in b):
        return False
    return (
        REGION_OF.get(a[:2], a) == REGION_OF.get(b[:2], b)
        or REGION_OF.get(a[:2]) == b
        or REGION_OF.get(b[:2]) == a
    )
