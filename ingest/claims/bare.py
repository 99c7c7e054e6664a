"""Numbers printed without their unit: an article that has said billions goes on with `3.3`.

Only tokens are retyped here; what a figure measures is decided in `figures` and `percents`.
"""

from __future__ import annotations

from ingest.claims.amounts import scaled
from ingest.claims.discourse import Discourse
from ingest.claims.numbers import read_digits
from ingest.claims.tokens import Figure, Token

CLOSING = {",", ".", ";", ")", '"', "break", "prep", ":"}
LIGHT = {"hedge", "-", "article"}
LEVELS = {"flow", "period", "index"}
STEPS = {"by", "na"}
MULTIPLIERS = (1e12, 1e9, 1e6)


def complete_units(tokens: list[Token], state: Discourse, *, decimal_comma: bool) -> None:
    """Retype the numbers of a sentence whose unit was said before."""
    for i, token in enumerate(tokens):
        if token.kind != "number":
            continue
        if follows_amount(tokens, i):
            put(tokens, i, "amount", size_before(tokens, i), None, decimal_comma=decimal_comma)
        elif is_index(tokens, i):
            put(tokens, i, "percent", 1.0, "PCT", decimal_comma=decimal_comma)
        elif not {",", "."} & set(token.low):
            continue
        elif is_step(tokens, i):
            put(tokens, i, "percent", 1.0, "PCT", decimal_comma=decimal_comma)
        elif state.multiplier is not None and state.claimed and stands_bare(tokens, i):
            put(tokens, i, "amount", state.multiplier, None, decimal_comma=decimal_comma)


def put(
    tokens: list[Token],
    i: int,
    kind: str,
    worth: float,
    unit: str | None,
    *,
    decimal_comma: bool,
) -> None:
    """Make a number a figure."""
    token = tokens[i]
    printed = read_digits(token.low, decimal_comma)
    if printed is not None and 0 < printed.value < 1000:
        value, resolution = scaled(printed.value, worth), scaled(printed.resolution, worth)
        figure = Figure(value, None, unit, resolution)
        tokens[i] = Token(kind, figure, token.start, token.end, token.low)


def closed(tokens: list[Token], i: int) -> bool:
    """Say whether nothing is counted after a number."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.kind in CLOSING


def near_before(tokens: list[Token], i: int, count: int) -> list[Token]:
    """Give the words before a number, hedges and small words left out."""
    near = tokens[max(0, i - count) : i]
    return [t for t in near if t.kind not in LIGHT and "light" not in t.tags]


def size_before(tokens: list[Token], i: int) -> float:
    """Give the multiplier of the amount before a number in its sentence; 0 where there is none."""
    amounts = [t.value for t in tokens[:i] if t.kind == "amount" and t.value.unit != "T"]
    return next((m for m in MULTIPLIERS if amounts and amounts[-1].value >= m), 0.0)


def follows_amount(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with millions: `sold for 300 million and bought for 900`."""
    before = near_before(tokens, i, 3)
    led = len(before) > 1 and before[-1].kind == "prep" and before[-1].value in {"for", "na"}
    sold = led and before[-2].kind == "verb"
    return sold and closed(tokens, i) and size_before(tokens, i) > 0


def is_index(tokens: list[Token], i: int) -> bool:
    """Say whether a number is an index: `(index 103.1)`, `the index being 97.8`."""
    before = near_before(tokens, i, 4)
    decimal = {",", "."} & set(tokens[i].low)
    return bool(before and decimal) and before[-1].kind == "index" and closed(tokens, i)


def is_step(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with per cent: `exports fell by 1.9 percent, imports by 3.9`."""
    before = near_before(tokens, i, 3)
    if len(before) < 2 or before[-1].kind != "prep" or before[-1].value not in STEPS:
        return False
    if not closed(tokens, i) or before[-2].kind not in {"flow", "rise", "geo", "commodity"}:
        return False
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount", "times"}]
    return bool(figures) and figures[-1] == "percent"


def stands_bare(tokens: list[Token], i: int) -> bool:
    """Say whether a number stands where an amount would, with nothing counted after it."""
    before = near_before(tokens, i, 4)
    if not before or not closed(tokens, i):
        return False
    return before[-1].kind in LEVELS or "states_level" in before[-1].tags
