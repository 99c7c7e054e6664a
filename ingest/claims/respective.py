"""Figures that a sentence matches with countries or flows, `respectively` or by their number."""

from __future__ import annotations

from itertools import pairwise

from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.tokens import Token

ASIDE = 3
FACING = {"to", "from", "with"}


def matched_lists(tokens: list[Token]) -> dict[int, str]:
    """Match `Italy, Türkiye and Russia, with $5 bn, $3 bn and $2 bn respectively`."""
    result: dict[int, str] = {}
    countries = runs(tokens, {"geo"})
    if not countries or len(countries[0]) < 2:
        return result
    names = max(countries, key=len)
    before = tokens[names[0] - 1] if names[0] else None
    faced = before is not None and before.kind == "prep" and before.value in FACING
    said = faced or any(t.kind == "respectively" for t in tokens)
    for kind in ("amount", "percent"):
        for run in runs(tokens, {kind}):
            if len(run) == len(names) and run[0] > names[-1] and (said or len(run) > 2):
                result.update({i: str(tokens[j].value) for i, j in zip(run, names, strict=True)})
    return result


def matched_flows(tokens: list[Token], frames: list[Frame]) -> dict[int, Frame]:
    """Match `exports and imports: $228 million and $102 million respectively`."""
    said = any(t.kind == "respectively" for t in tokens)
    result: dict[int, Frame] = {}
    for first, last in pairwise(frames):
        between = tokens[first.place + 1 : last.place]
        joined = any("and" in t.tags for t in between)
        other = any(t.kind in FIGURES | {"break", ";", "rise"} for t in between)
        if not joined or other or {first.flow, last.flow} != {"export", "import"}:
            continue
        if not said and (len(between) > 1 or first.verbal):
            continue
        for kind in ("amount", "percent"):
            for run in runs(tokens, {kind}):
                if len(run) == 2 and run[0] > last.place:
                    result.update(zip(run, (first, last), strict=True))
    return result


def matched_periods(tokens: list[Token], places: set[int]) -> dict[int, int]:
    """Match `in 2021 and 2022 ... $146 billion and $190 billion`: figure to period."""
    result: dict[int, int] = {}
    for i in sorted(places):
        j = next((j for j in sorted(places) if j > i), None)
        joined = j is not None and any("and" in t.tags for t in tokens[i + 1 : j])
        if j is None or j - i > ASIDE or not joined:
            continue
        for kind in ("amount", "percent"):
            for run in runs(tokens, {kind}):
                if len(run) == 2 and run[0] > j:
                    result.update(zip(run, (i, j), strict=True))
    return result


def runs(tokens: list[Token], kinds: set[str]) -> list[list[int]]:
    """Find lists of tokens of one kind, joined by commas and `and`."""
    found: list[list[int]] = []
    current: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind in kinds:
            current.append(i)
        elif token.kind in {",", "possessive", "hedge", "+", "plus"} or "list_join" in token.tags:
            continue
        elif current:
            found.append(current)
            current = []
    if current:
        found.append(current)
    return sorted((r for r in found if len(r) > 1), key=len, reverse=True)
