"""Sums an article tells in full: exports plus imports, and their difference.

A sum decides between two readings of a total where pair or period were only inferred, and one that
does not come out is reported as a flag. No number and nothing that the text states is changed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from ingest.claims.model import Claim

#: The sum of two countries' figures is told to be something else than it is.
BROKEN = {
    "turnover": "turnover_is_not_exports_plus_imports",
    "balance": "balance_is_not_exports_minus_imports",
}
#: Rounding of at most this part of a total: what is told more roughly fits too much.
SHARP = 0.05
PAIR = {"reporter", "partner"}
PERIOD = {"period_start", "period_end"}

Slice = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What went from one country to the other and back, each told once in one slice."""

    home: str | None
    away: str | None
    sent: Claim
    received: Claim

    def slack(self, total: Claim) -> float:
        """Tell how much rounding explains."""
        return sum(map(room, (self.sent, self.received, total)))

    def gap(self, total: Claim) -> float:
        """Tell by how much the sum or the difference misses the number that was told."""
        sent, received, told = (c.value or 0.0 for c in (self.sent, self.received, total))
        if total.flow == "turnover":
            return told - sent - received
        return told - (sent - received if total.reporter == self.home else received - sent)

    def agree(self, total: Claim) -> bool:
        """Say whether the sum comes out."""
        return abs(self.gap(total)) <= self.slack(total)


def settled(claims: list[Claim]) -> list[Claim]:
    """Give a total with an inferred pair or period those of the two parts that add up to it."""
    known = parts_of(claims)
    return [settle(claim, known) for claim in claims] if known else claims


def settle(total: Claim, known: dict[Slice, Parts]) -> Claim:
    """Move one total to the slice of the only two parts that prove it."""
    if not is_level(total) or total.flow != "turnover" or slice_of(total) in known:
        return total
    sharp = abs(total.value or 0.0) * SHARP
    fits = [
        parts
        for parts in known.values()
        if can_move(total, parts) and parts.agree(total) and parts.slack(total) <= sharp
    ]
    if len(fits) != 1:
        return total
    [parts] = fits
    sides = (parts.home, parts.away)
    reporter, partner = sides if total.reporter != parts.away else sides[::-1]
    return replace(
        total,
        reporter=reporter,
        partner=partner,
        period_start=parts.sent.period_start,
        period_end=parts.sent.period_end,
    )


def can_move(total: Claim, parts: Parts) -> bool:
    """Say whether all that would change was inferred."""
    inferred = set(total.inferred)
    moves_pair = {total.reporter, total.partner} != {parts.home, parts.away}
    moves_period = span(total) != span(parts.sent)
    return not (moves_pair and not inferred & PAIR) and not (moves_period and not inferred & PERIOD)


def conflicts(claims: list[Claim]) -> set[str]:
    """Name the sums that do not come out, each part being rounded and hedged as told."""
    known = parts_of(claims)
    return {
        BROKEN[total.flow]
        for total in claims
        if total.flow in BROKEN and is_level(total)
        if (parts := known.get(slice_of(total))) and not parts.agree(total)
    }


def parts_of(claims: list[Claim]) -> dict[Slice, Parts]:
    """Find the slices in which either direction is told with one number and no more."""
    told: defaultdict[Slice, defaultdict[tuple[str | None, str | None], dict[float, Claim]]]
    told = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        if is_level(claim) and claim.flow not in BROKEN:
            told[slice_of(claim)][way(claim)][claim.value or 0.0] = claim
    found = {}
    for key, ways in told.items():
        if len(ways) == 2 and all(len(numbers) == 1 for numbers in ways.values()):
            (home, away), _ = ways
            [sent], [received] = (numbers.values() for numbers in ways.values())
            found[key] = Parts(home, away, sent, received)
    return found


def way(claim: Claim) -> tuple[str | None, str | None]:
    """Say from where to where goods went."""
    if claim.flow == "export":
        return claim.reporter, claim.partner
    return claim.partner, claim.reporter


def slice_of(claim: Claim) -> Slice:
    """Give what the parts of one sum share."""
    sides = sorted((claim.reporter or "", claim.partner or ""))
    said = (claim.unit, claim.commodity, claim.scope, claim.basis, claim.status, *span(claim))
    return (*sides, *map(str, said))


def span(claim: Claim) -> tuple[object, object]:
    """Give first and last day."""
    return claim.period_start, claim.period_end


def is_level(claim: Claim) -> bool:
    """Say whether a claim is a plain number that can be summed: no mark, no range, no volume."""
    return (
        claim.measure == "value"
        and claim.basis != "volume"
        and claim.value is not None
        and claim.value_high is None
        and claim.bound in {"exact", "about", "nearly"}
        and claim.period_start is not None
    )


def room(claim: Claim) -> float:
    """Tell how far a number can be off: half its last digit, and a hedge's three hundredths."""
    hedge = abs(claim.value or 0.0) * 0.03 if claim.bound != "exact" else 0.0
    return ((claim.resolution or 0.0) / 2 + hedge) * (1 + 1e-9)
