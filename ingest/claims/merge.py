"""Merge what an article says twice: one claim with the most precise wording."""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.model import Claim

PRECISION = {"exact": 0, "range": 1, "over": 2, "nearly": 2, "up_to": 2, "about": 3}


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
    """Say whether two numbers can be one, each rounded as printed."""
    if a.value is None or b.value is None:
        return a.commodity == b.commodity
    if (a.value_high is None) != (b.value_high is None):
        return False
    width = max(a.resolution or 0.0, b.resolution or 0.0) / 2
    width = min(width, abs(a.value) * 0.02)
    return abs(a.value - b.value) <= width * 1.0001


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
    return replace(
        best,
        is_record=best.is_record or other.is_record,
        speaker=best.speaker or other.speaker,
        cited_source=best.cited_source or other.cited_source,
        scope=best.scope if best.scope != "unspecified" else other.scope,
        inferred=tuple(sorted(set(best.inferred) & set(other.inferred))),
    )


def merge(claims: list[Claim]) -> list[Claim]:
    """Merge repetitions; the order of the text stays."""
    result: list[Claim] = []
    for claim in claims:
        for i, known in enumerate(result):
            if key(known) == key(claim) and agree(known, claim):
                result[i] = better(known, claim)
                break
            if repeats(known, claim):
                timed, other = (
                    (claim, known) if "period_start" in known.inferred else (known, claim)
                )
                result[i] = replace(timed, is_record=timed.is_record or other.is_record)
                break
        else:
            result.append(claim)
    return result
