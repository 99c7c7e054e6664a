"""Ranks told beside another rank, a share or a heading, whose sides they have."""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.discourse import Direction, Discourse
from ingest.claims.flow_frame import Frame
from ingest.claims.rank_sides import outdone
from ingest.claims.rank_words import (
    FLOWS,
    Rank,
    closed,
    elliptic,
    flow_told,
    led_from,
    places,
    placing,
)
from ingest.claims.readings import Reading
from ingest.claims.tokens import Token

LONGEST = 30
REACH = 14


def numbered_rank(tokens: list[Token], state: Discourse) -> list[Rank]:
    """Read `1. China - $4.42bn` under a heading such as `TOP-5 partners by turnover:`."""
    start = tokens[:3]
    if len(start) == 3 and start[0].kind == "number" and start[1].kind in {".", ")"}:
        value = int(start[0].low) if start[0].low.isdecimal() else 0
        if state.ranking and state.home and start[2].kind == "geo" and 0 < value <= LONGEST:
            direction = Direction(state.home, str(start[2].value), ("reporter",))
            return [Rank(0, value, direction, state.ranking, False, False)]
        return []
    state.ranking = None
    partner = next((t for t in tokens if t.kind == "partner"), None)
    if partner is not None and tokens[-1].kind == ":" and partner.value in FLOWS:
        flows = [str(t.value) for t in tokens if t.kind == "flow" and t.value in FLOWS]
        state.ranking = flows[-1] if flows else str(partner.value)
    return []


def further_ranks(tokens: list[Token], found: list[Rank]) -> list[Rank]:
    """Read `the second is Korea, Japan - the third`: what follows a rank in its sentence."""
    if not found:
        return []
    first, result = found[-1], []
    for i in range(first.place + 1, len(tokens)):
        if not placing(tokens[i]) or led_from(tokens, i):
            continue
        value = int(tokens[i].value)
        partner = next((t for t in tokens[i + 1 : i + 7] if t.kind == "partner"), None)
        if partner is not None and "among" in tokens[i + 1].tags:
            flow = str(partner.value)
            result.append(Rank(i, value, first.direction, flow, False, first.generic))
            continue
        if elliptic(tokens, i):
            result.append(replace(first, place=i, value=value, inferred=False))
            continue
        holder = holder_beside(tokens, i)
        if holder is not None and holder not in {first.direction.partner, first.direction.reporter}:
            direction = Direction(first.direction.reporter, holder, ())
            result.append(Rank(i, value, direction, first.flow, False, first.generic))
    return result


def shared_ranks(
    tokens: list[Token], found: list[Rank], told: list[tuple[Reading, Frame, Direction]]
) -> list[Rank]:
    """Read `its share is 5 %, number four after China`: a place has the sides of its figure."""
    result = []
    for i, token in enumerate(tokens):
        before = [figure for figure in told if figure[0].place < i]
        leads = token.kind == "leads" and token.value == "1"
        if not before or not (leads or placing(token)) or any(r.place == i for r in found):
            continue
        reading, frame, direction = before[-1]
        sure = leads or places(tokens, i)
        loose = reading.measure == "share_pct" and closed(tokens, i)
        if led_from(tokens, i) or direction.partner == "WLD" or not (sure or loose):
            continue
        between = range(reading.place + 1, i)
        if not any(strange(tokens, j, frame.flow, direction) for j in between):
            present = any("is_present" in tokens[j].tags for j in between)
            rank = Rank(i, int(token.value), direction, frame.flow, False, present)
            result.append(replace(rank, goods=goods_told(frame)))
    return result


def goods_told(frame: Frame) -> Token | None:
    """Give the goods of a figure as the name that a rank takes over."""
    return Token("commodity", frame.hs, 0, 0, frame.commodity) if frame.commodity else None


def strange(tokens: list[Token], j: int, flow: str, direction: Direction) -> bool:
    """Say whether a word leads away from a figure's sides: another country, flow or clause."""
    token = tokens[j]
    if token.kind == "geo":
        sides = {direction.reporter, direction.partner}
        return j not in outdone(tokens) and str(token.value) not in sides
    if token.kind == "flow":
        return flow_told(str(token.value)) != flow
    return token.kind in {";", "partner"}


def earlier_ranks(tokens: list[Token], found: list[Rank]) -> list[Rank]:
    """Read the places held before: `from the sixth to the second place`, `up from 28th`."""
    result = []
    for i, token in enumerate(tokens):
        if not placing(token) or not led_from(tokens, i) or any(r.place == i for r in found):
            continue
        near = [r for r in found if abs(r.place - i) <= REACH and not parted(tokens, r.place, i)]
        if near:
            now = min(near, key=lambda r: abs(r.place - i))
            value = int(token.value)
            result.append(replace(now, place=i, value=value, inferred=False, earlier=True))
    return result


def parted(tokens: list[Token], i: int, j: int) -> bool:
    """Say whether a clause border or an amount stands between two places."""
    between = tokens[min(i, j) + 1 : max(i, j)]
    return any(t.kind in {";", "amount"} for t in between)


def holder_beside(tokens: list[Token], i: int) -> str | None:
    """Give the country of `the second is Korea`, `на втором Россия` or `Japan - the third`."""
    after = tokens[i + 1 : i + 3]
    led = i > 0 and tokens[i - 1].kind == "prep" and tokens[i - 1].value == "na"
    if after and after[0].kind == "geo" and led:
        return str(after[0].value)
    linked = len(after) == 2 and ("linking" in after[0].tags or after[0].kind == "-")
    if linked and after[1].kind == "geo":
        return str(after[1].value)
    before = tokens[max(0, i - 2) : i]
    joined = len(before) == 2 and (before[1].kind == "-" or "linking" in before[1].tags)
    return str(before[0].value) if joined and before[0].kind == "geo" else None
