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
