"""Bounds of what trade between countries can be: a number beyond them was misread or misprinted."""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.discourse import WORLD
from ingest.claims.model import Claim

LARGE_TRADERS = {
    "CHN",
    "USA",
    "DEU",
    "JPN",
    "EU27",
    "GBR",
    "FRA",
    "IND",
    "NLD",
    "KOR",
    "ITA",
    "HKG",
    "ASEAN",
}
DOLLARS = {"USD", "EUR", "GBP", "CHF"}
LARGEST_PAIR = 1.3e12
LARGEST_TOTAL = 1e13
LARGEST_OTHER = 5e16
LARGEST_TONNAGE = 2e10
LARGEST_GROWTH = 100_000.0
TOO_MUCH_MONEY = "more than these two can trade"
TOO_MUCH_TONNAGE = "more than all goods at sea"


def plausible(claim: Claim, printed: str) -> Claim:
    """Correct `$1,481 billion` where it can only be 1.481; mark what cannot be at all.

    Args:
        claim: A claim as read.
        printed: The printed number with its unit.

    Returns:
        The claim, corrected and marked as inferred if need be, or with the reason for doubt.
    """
    if claim.value is None:
        return claim
    if claim.measure == "share_pct" and not 0 <= claim.value <= 100:
        return replace(claim, doubt="a share outside 0 to 100")
    if claim.measure == "growth_pct" and not -100 <= claim.value <= LARGEST_GROWTH:
        return replace(claim, doubt="a fall below nothing or a thousandfold rise")
    if claim.measure not in {"value", "change_abs"}:
        return claim
    return bounded(claim, printed)


def bounded(claim: Claim, printed: str) -> Claim:
    """Hold an amount of money against the largest that there is."""
    size = abs(claim.value or 0.0)
    if claim.unit == "T":
        return claim if size <= LARGEST_TONNAGE else replace(claim, doubt=TOO_MUCH_TONNAGE)
    if claim.unit not in DOLLARS:
        return claim if size <= LARGEST_OTHER else replace(claim, doubt=TOO_MUCH_MONEY)
    total = claim.partner == WORLD and claim.reporter in LARGE_TRADERS
    if size <= (LARGEST_TOTAL if total else LARGEST_PAIR):
        return claim
    if "," in printed and size / 1000 <= LARGEST_PAIR:
        return replace(
            claim,
            value=(claim.value or 0.0) / 1000,
            value_high=claim.value_high / 1000 if claim.value_high is not None else None,
            resolution=(claim.resolution or 0.0) / 1000,
            inferred=tuple(sorted({*claim.inferred, "value"})),
        )
    return replace(claim, doubt=TOO_MUCH_MONEY)
