"""What the other claims of an article tell of each of them: company, rivals, sums that come out.

The answers are signs (see `signs`); what they are worth is the business of `confidence`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from ingest.claims.identities import BROKEN, is_level, parts_of, slice_of, way
from ingest.claims.merge import agree
from ingest.claims.model import Claim
from ingest.claims.signs import counted

#: By how much a growth may miss that of two rounded levels: points, and a part of itself.
POINTS, PART = 2.0, 0.1
#: The same for a change in money, as a part of itself.
CHANGE = 0.15
#: The sign of one or two claims among many figures of something else.
ALONE = "alone=yes"
FEW = 2
OTHERS = 4
Place = tuple[int, int]


def with_company(claims: list[Claim], figures: int) -> list[Claim]:
    """Add to the signs of each claim what the others tell; `figures` are those of the article."""
    told = sum(claim.measure != "composition" for claim in claims)
    read = told / figures if figures else 1.0
    common = (
        f"claims={'1-2' if told <= 2 else '3-6' if told <= 6 else '7+'}",
        f"figures_read={'few' if read < 1 / 3 else 'some' if read < 2 / 3 else 'most'}",
        *([ALONE] if len(claims) <= FEW and figures >= OTHERS * len(claims) else []),
    )
    pairs = Counter(frozenset((c.reporter, c.partner)) for c in claims)
    periods = Counter((c.period_start, c.period_end) for c in claims)
    sums, changes = summed(claims), grown(claims)
    numbers: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        numbers[subject(claim)].append(claim)
    result = []
    for claim in claims:
        pair = pairs[frozenset((claim.reporter, claim.partner))]
        period = periods[claim.period_start, claim.period_end]
        rivals = (other for other in numbers[subject(claim)] if not agree(claim, other))
        signs = (
            f"status={claim.status}",
            f"same_pair={counted(pair - 1, 3)}",
            f"same_period={counted(period - 1, 3)}",
            f"sum={sums.get(place_of(claim), 'none')}",
            f"change={changes.get(place_of(claim), 'none')}",
            *(["rival=yes"] if claim.value is not None and any(rivals) else []),
        )
        result.append(replace(claim, signs=(*claim.signs, *common, *signs)))
    return result


def place_of(claim: Claim) -> Place:
    """Give where a number is printed."""
    return claim.anchor_start, claim.anchor_end


def subject(claim: Claim) -> tuple[object, ...]:
    """Give what a number is the number of: two numbers of one subject are rivals."""
    kind = (claim.measure, claim.unit, claim.bound, claim.status, claim.scope, claim.commodity)
    sides = (claim.flow, claim.reporter, claim.partner)
    return (*kind, *sides, claim.period_start, claim.period_end, claim.base_period_start)


def summed(claims: list[Claim]) -> dict[Place, str]:
    """Say of totals and their two parts whether the sum or the difference comes out."""
    known = parts_of(claims)
    found: dict[Place, str] = {}
    for total in claims:
        parts = known.get(slice_of(total)) if is_level(total) and total.flow in BROKEN else None
        if parts is not None:
            answer = "holds" if parts.agree(total) else "breaks"
            found |= dict.fromkeys(map(place_of, (total, parts.sent, parts.received)), answer)
    return found


def grown(claims: list[Claim]) -> dict[Place, str]:
    """Say of changes and the two levels that they lie between whether they fit."""
    found: dict[Place, str] = {}
    for change, later, earlier in changes_of(claims):
        old, new, said = earlier.value or 0.0, later.value or 0.0, change.value or 0.0
        if change.measure == "growth_pct":
            fits = abs((new / old - 1) * 100 - said) <= POINTS + abs(said) * PART
        else:
            fits = abs(new - old - said) <= abs(said) * CHANGE
        for place in map(place_of, (change, later, earlier)):
            found[place] = "holds" if fits or found.get(place) == "holds" else "breaks"
    return found


def changes_of(claims: list[Claim]) -> Iterator[tuple[Claim, Claim, Claim]]:
    """Give each change with the levels told of its period and of its base period."""
    levels: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if is_level(claim) and claim.value:
            levels[series(claim), claim.unit, claim.period_start, claim.period_end].append(claim)
    units = {key[1] for key in levels}
    for change in claims:
        if change.measure not in {"growth_pct", "change_abs"} or change.value is None:
            continue
        for unit in units if change.unit == "PCT" else {change.unit}:
            kind = (series(change), unit)
            for later in levels.get((*kind, change.period_start, change.period_end), ()):
                base = (change.base_period_start, change.base_period_end)
                for earlier in levels.get((*kind, *base), ()):
                    yield change, later, earlier


def series(claim: Claim) -> tuple[object, ...]:
    """Give what a change shares with its levels; an import is the export of the other side."""
    sides = way(claim)
    if claim.flow in BROKEN:
        sides = (min(sides, key=str), max(sides, key=str))
        return (claim.flow, *sides, claim.commodity)
    return (*sides, claim.commodity)
