"""How a sentence says that its figures are valued: FOB, CIF, balance of payments; real or nominal.

The words are rows of `qualifiers.csv` in each language folder. Tonnes are told in `statement`.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.model import Claim
from ingest.claims.tokens import Token

VALUATION, CONSTANT = "valuation", "constant"
TERMS = {CONSTANT, "nominal", "valueterms", "volume"}
PARTS = {";", "break"}
CHANGES = {"growth_pct", "multiple"}
PRICED = {"value", "growth_pct", "change_abs", "multiple"}


def qualified(claims: list[Claim], tokens: list[Token]) -> list[Claim]:
    """Give the claims of one sentence the valuation and the price basis that it names."""
    kinds = {token.kind for token in tokens}
    if VALUATION in kinds:
        claims = valued(claims, tokens)
    if CONSTANT in kinds:
        claims = in_constant_prices(claims, tokens)
    return claims


def valued(claims: list[Claim], tokens: list[Token]) -> list[Claim]:
    """Give each claim the valuation that is said of its flow, or of the sentence."""
    chosen: dict[int, set[str]] = {}
    for i, token in enumerate(tokens):
        if token.kind == VALUATION:
            for k in valued_by(i, claims, tokens):
                chosen.setdefault(k, set()).add(str(token.value))
    return [
        replace(claim, valuation=chosen[k].pop() if len(chosen[k]) == 1 else "mixed")
        if k in chosen
        else claim
        for k, claim in enumerate(claims)
    ]


def valued_by(i: int, claims: list[Claim], tokens: list[Token]) -> list[int]:
    """Find the claims that a valuation is said of.

    The balance of payments is a way to count all figures; FOB and CIF go with the word of flow
    that they follow, else with the flow of the nearest figure.
    """
    priced = [k for k, claim in enumerate(claims) if claim.measure in PRICED | {"share_pct"}]
    if tokens[i].value == "bop" or not priced:
        return priced
    before = [t for t in tokens[max(0, i - 2) : i] if t.kind == "flow"]
    flow = str(before[-1].value) if before else claims[nearest(tokens[i], claims, priced)].flow
    return [k for k in priced if claims[k].flow == flow]


def nearest(cue: Token, claims: list[Claim], among: list[int]) -> int:
    """Find the claim whose figure stands nearest to a cue."""
    return min(among, key=lambda k: distance(cue, claims[k]))


def distance(cue: Token, claim: Claim) -> int:
    """Count the characters between a cue and a figure."""
    return max(claim.anchor_start - cue.end, cue.start - claim.anchor_end, 0)


def in_constant_prices(claims: list[Claim], tokens: list[Token]) -> list[Claim]:
    """Mark the claims that are said to be in constant prices."""
    marked: dict[int, str] = {}
    for cue in (token for token in tokens if token.kind in TERMS):
        for k in meant(cue, claims, tokens):
            marked[k] = cue.kind
    return [
        replace(claim, basis="constant_price")
        if marked.get(k) == CONSTANT and claim.basis == "value"
        else claim
        for k, claim in enumerate(claims)
    ]


def meant(cue: Token, claims: list[Claim], tokens: list[Token]) -> list[int]:
    """Find the claims that a cue speaks of.

    One that opens its part of the sentence speaks of the changes that follow up to the next cue,
    or of the levels where none changes; any other of the nearest figure.
    """
    breaks = [t.start for t in tokens if t.kind in PARTS]
    start = max((b for b in breaks if b < cue.start), default=-1)
    stop = min((b for b in breaks if b > cue.end), default=tokens[-1].end + 1)
    part = [
        k for k, c in enumerate(claims) if c.measure in PRICED and start < c.anchor_start < stop
    ]
    if not part:
        return []
    if any(claims[k].anchor_start < cue.start for k in part):
        return [nearest(cue, claims, part)]
    others = [t.start for t in tokens if t.kind in TERMS and t.start > cue.end]
    limit = min(others, default=stop)
    led = [k for k in part if claims[k].anchor_start < limit]
    return [k for k in led if claims[k].measure in CHANGES] or led
