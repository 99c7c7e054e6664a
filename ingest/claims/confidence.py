"""How far a reading is to be trusted: what the signs that it rests on are worth together.

The confidence is a logistic sum of `confidence.csv`: one weight a sign, learned from labelled
articles by `python -m benchmarks.claims.confidence --write`. Below the threshold a reading is not
told. Which signs there are is the business of `signs` and `agreement`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path

from ingest.claims.agreement import ALONE
from ingest.claims.model import Claim

FILE = Path(__file__).with_name("confidence.csv")
#: The sign that every reading has.
ALWAYS = "always"
#: Below it a reading is not told. What other thresholds would cost is in `docs/press.md`.
THRESHOLD = 0.2
#: The same for a reading that stands alone among figures of something else than trade.
SURE = 0.7


@cache
def weights() -> dict[str, float]:
    """Read what each sign is worth."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {row["sign"]: float(row["weight"]) for row in csv.DictReader(handle)}


def confidence(signs: Iterable[str], worth: dict[str, float]) -> float:
    """Give the share of readings with these signs that is expected to be right."""
    total = worth[ALWAYS] + sum(worth.get(sign, 0.0) for sign in signs)
    return round(1 / (1 + exp(-total)), 2)


def rated(claim: Claim) -> Claim:
    """Give a claim its confidence."""
    return replace(claim, confidence=confidence(claim.signs, weights()))


def trusted(claim: Claim) -> bool:
    """Say whether a claim is told at all."""
    return claim.confidence >= (SURE if ALONE in claim.signs else THRESHOLD)
