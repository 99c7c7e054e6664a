"""A figure with its measure, and the questions that readers of figures share.

Which rule reads which figure is decided in `figures` and `percents`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.flow_frame import FIGURES, HEADS
from ingest.claims.periods import Span
from ingest.claims.tokens import Token

STOPS = {";", "break"}
CLOSING = {",", ";", "break", "(", ")", ".", ":", '"'}


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its measure.

    Attributes:
        place: Index of its token.
        measure: `value`, `growth_pct`, `change_abs`, `share_pct` or `multiple`.
        value, high: Signed, in base units.
        unit, resolution: As in the figure.
        bound: As in the project's vocabulary.
        is_base: Whether it is the level that something is compared with.
        index: Whether it was printed as an index (102.5 %).
        head: Index of a flow word that the figure is part of, or None.
    """

    place: int
    measure: str
    value: float
    high: float | None
    unit: str | None
    resolution: float
    bound: str
    is_base: bool = False
    index: bool = False
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """When a figure holds, against what, and whether that is said beside it."""

    span: Span | None
    base: Span | None
    stated: bool
    future: bool = False


def signed(value: float | None, sign: int) -> float | None:
    """Give a range's end the sign of its trend."""
    return None if value is None else value * sign


def compared(tokens: list[Token], i: int) -> bool:
    """Say whether an amount is the level that another is compared with."""
    j = i - 1
    if over_level(tokens, j):
        return True
    while j >= 0 and (tokens[j].kind in {"hedge", "article", "minus"} or "light" in tokens[j].tags):
        j -= 1
    if j < 0:
        return False
    token = tokens[j]
    if token.kind == "base":
        return True
    if token.kind == "times":
        return True
    if token.kind == "prep" and token.value == "from":
        return True
    if token.kind == "prep" and token.value in {"after", "posle"} and j:
        return tokens[j - 1].kind in FIGURES
    if token.kind == "prep" and token.value == "with" and "from_to" in token.tags:
        if j and tokens[j - 1].kind == "amount":
            return any(t.kind == "prep" and t.value == "do" for t in tokens[max(0, j - 4) : j])
        return any(t.kind == "prep" and t.value == "do" for t in tokens[i + 1 : i + 4])
    return False


def over_level(tokens: list[Token], j: int) -> bool:
    """Say whether a growth in per cent is told over a level: `a 4.6 % growth over $65.7 bn`."""
    told = tokens[max(0, j - 2) : j + 1]
    if len(told) < 3 or told[2].low not in {"over", "on", "from"}:
        return False
    return told[1].kind == "rise" and "change_noun" in told[1].tags and told[0].kind == "percent"


def trend(tokens: list[Token], i: int, previous: Reading | None) -> int:
    """Find whether a figure is said of a rise (1) or a fall (-1); 0 where of neither."""
    start = i + 1
    if start + 1 < len(tokens) and "and" in tokens[start].tags:
        start += 2 if tokens[start + 1].kind == tokens[i].kind else 0
    for j in range(start, min(len(tokens), start + 3)):
        token = tokens[j]
        if token.kind == "period" and token.value.kind == "shift":
            continue
        if token.kind == "rise" and ("particle" not in token.tags or compares(tokens, j + 1)):
            return int(token.value.rstrip("*"))
        if token.kind == "," and j + 1 < len(tokens) and "comparative" in tokens[j + 1].tags:
            continue
        if (
            token.kind in CLOSING
            or token.kind in FIGURES
            or token.kind in HEADS
            or token.kind == "period"
            or "and" in token.tags
        ):
            break
    floor = previous.place if previous is not None else -1
    for j in range(i - 1, max(floor, i - 14), -1):
        token = tokens[j]
        if token.kind == "rise":
            if "priced" in token.tags and not any(t.kind in HEADS for t in tokens[:j]):
                return 0
            return int(token.value.rstrip("*"))
        if token.kind in {"plus", "minus"} and i - j <= 3:
            return 1 if token.kind == "plus" else -1
        if (token.kind in STOPS and "adds_on" not in token.tags) or token.kind == "share":
            break
    led = i > 0 and tokens[i - 1].kind == "prep" and tokens[i - 1].value in {"na", "by"}
    return inverted_trend(tokens, i) if led else 0


def inverted_trend(tokens: list[Token], i: int) -> int:
    """Find the verb after a figure: `Почти на 10 %, до 23 млрд, поднялась торговля`."""
    for token in tokens[i + 1 : i + 14]:
        if token.kind == "rise":
            return int(token.value.rstrip("*"))
        if token.kind in STOPS | HEADS or token.kind == "share":
            return 0
    return 0


def compares(tokens: list[Token], j: int) -> bool:
    """Say whether a clause or a comparison begins at a place: `28 % down from December`."""
    if j >= len(tokens) or tokens[j].kind in {",", ".", ";", ")", "("}:
        return True
    token = tokens[j]
    return token.kind == "base" or (token.kind == "prep" and token.value in {"from", "on"})
