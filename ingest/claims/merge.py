"""Merge what an article says twice: one claim with the most precise wording, all its evidence."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from ingest.claims.model import Claim, Evidence

PRECISION = {"exact": 0, "range": 1, "over": 2, "nearly": 2, "up_to": 2, "about": 3}
# How far a rounded number reaches: the factors of `hedge_rules.csv`, version 1. What is said to be
# over a mark, or up to it, names the mark and is another statement.
REACH = {"about": (0.97, 1.03), "nearly": (0.97, 1.0)}
SLACK = 1e-9


def key(claim: Claim) -> tuple[object, ...]:
    """Give what two readings of one statement share besides the number."""
    sides: tuple[str | None, ...] = (claim.reporter, claim.partner)
    if claim.flow == "turnover" and claim.measure not in {"share_pct", "rank"}:
        sides = tuple(sorted(sides, key=str))
    return (
        claim.measure,
        claim.flow,
        sides,
        claim.unit,
        claim.period_start,
        claim.period_end,
        claim.base_period_start if claim.measure in {"growth_pct", "multiple"} else None,
        claim.basis,
        claim.commodity if claim.measure == "composition" else claim.commodity[:5],
    )


def agree(a: Claim, b: Claim) -> bool:
    """Say whether two numbers can be one, each rounded as printed and hedged as said."""
    if a.value is None or b.value is None:
        return a.commodity == b.commodity
    if a.status == b.status and (covers(a, b) or covers(b, a)):
        return True
    if (a.value_high is None) != (b.value_high is None):
        return False
    width = max(a.resolution or 0.0, b.resolution or 0.0) / 2
    width = min(width, abs(a.value) * 0.02)
    return abs(a.value - b.value) <= width * 1.0001


def covers(rough: Claim, precise: Claim) -> bool:
    """Say whether a hedged level or a range holds a plain number: `nearly 50` holds 49.2."""
    low, high = rough.value, rough.value_high
    if low is None or precise.value is None or precise.bound != "exact":
        return False
    if rough.measure != "value" or (rough.resolution or 0.0) < (precise.resolution or 0.0):
        return False
    if high is None:
        if rough.bound not in REACH:
            return False
        low, high = reach(abs(low), rough)
        return low <= abs(precise.value) <= high and (rough.value or 0.0) * precise.value >= 0
    slack = abs(high) * SLACK
    return low - slack <= precise.value <= high + slack


def reach(size: float, rough: Claim) -> tuple[float, float]:
    """Give the least and the most that a hedged number can mean; its last digit is a round one."""
    below, above = REACH[rough.bound]
    half = (rough.resolution or 0.0) / 2
    most = max(size * above, size + half) if above > 1 else size
    return min(size * below, size - half) * (1 - SLACK), most * (1 + SLACK)


def repeats(a: Claim, b: Claim) -> bool:
    """Say whether one of two equal numbers only lacks the period that the other has."""
    sides = {a.reporter, a.partner} == {b.reporter, b.partner}
    if (a.measure, a.flow, a.unit, a.value, a.value_high) != (
        b.measure,
        b.flow,
        b.unit,
        b.value,
        b.value_high,
    ):
        return False
    guessed = "period_start" in a.inferred or "period_start" in b.inferred
    return (
        sides
        and guessed
        and a.measure in {"value", "growth_pct"}
        and a.value is not None
        and a.status == b.status
    )


def better(a: Claim, b: Claim) -> Claim:
    """Give the more precise of two readings, with what only the other one says."""
    rank_a = (a.resolution or 0.0, PRECISION[a.bound], len(a.inferred))
    rank_b = (b.resolution or 0.0, PRECISION[b.bound], len(b.inferred))
    best, other = (a, b) if rank_a <= rank_b else (b, a)
    valuation = best.valuation if best.valuation != "unspecified" else other.valuation
    return replace(
        best,
        is_record=best.is_record or other.is_record,
        speaker=best.speaker or other.speaker,
        cited_source=best.cited_source or other.cited_source,
        scope=best.scope if best.scope != "unspecified" else other.scope,
        valuation=valuation,
        inferred=tuple(sorted(set(best.inferred) & set(other.inferred))),
    )


def merge(claims: list[Claim]) -> list[Claim]:
    """Merge repetitions, and keep where each of them stands; the order of the text stays."""
    result: list[Claim] = []
    places: list[list[Claim]] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for claim in claims:
        peers = alike.setdefault(
            (claim.measure, claim.flow, frozenset((claim.reporter, claim.partner)), claim.unit), []
        )
        for i in peers:
            merged = one_of(result[i], claim)
            if merged is not None:
                result[i] = merged
                places[i].append(claim)
                break
        else:
            peers.append(len(result))
            result.append(claim)
            places.append([claim])
    return [with_evidence(*pair) for pair in zip(result, places, strict=True)]


def one_of(known: Claim, claim: Claim) -> Claim | None:
    """Make one claim of two readings of one statement; None where they are two statements."""
    if agree(known, claim) and key(known) == key(claim):
        return better(known, claim)
    if repeats(known, claim):
        timed, other = (claim, known) if "period_start" in known.inferred else (known, claim)
        return replace(timed, is_record=timed.is_record or other.is_record)
    return None


def with_evidence(kept: Claim, said: list[Claim]) -> Claim:
    """Give a claim the further places where it was said."""
    if len(said) == 1:
        return kept
    places = {(c.anchor_start, c.anchor_end): c for c in said}
    places.pop((kept.anchor_start, kept.anchor_end), None)
    further = (
        Evidence(c.start, c.end, *anchor) for anchor, c in sorted(places.items(), key=itemgetter(0))
    )
    return replace(kept, further=tuple(further))
