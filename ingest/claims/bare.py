"""Numbers printed without their unit: an article that has said billions goes on with `3.3`.

Only tokens are retyped here; what a figure measures is decided in `figures` and `percents`.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.amounts import scaled
from ingest.claims.discourse import Discourse
from ingest.claims.numbers import read_digits, read_words
from ingest.claims.tokens import Figure, Token

CLOSING = {",", ".", ";", ")", '"', "break", "prep", ":"}
LIGHT = {"hedge", "-", "article"}
LEADING = {"to", "at", "до"}
LEVELS = {"flow", "period", "index", "base", "geo", "verb"}
BOUNDING = {"as_over", "as_nearly"}
WORDS = {"numword", "andhalf"}
FIRST_WITH_TENTHS = 10
STEPS = {"by", "na"}
MULTIPLIERS = (1e12, 1e9, 1e6)
MOST_COUNTED = 1e6
ALIKE = 50  # how far apart two weights that go on with each other may be
FULL_DIGITS = 4  # so long a number is printed in full, without its thousands


def complete_units(tokens: list[Token], state: Discourse, *, decimal_comma: bool) -> None:
    """Retype the numbers of a sentence whose unit was said before."""
    carry_weight(tokens, state)
    i = 0
    while i < len(tokens):
        words = spelt_at(tokens, i)
        if words:
            tokens[i : i + len(words)] = [joined(words)]
        unit = unit_of(tokens, i, state) if tokens[i].kind in {"number", "spelt"} else None
        if unit is not None:
            put(tokens, i, *unit, decimal_comma=decimal_comma)
            mark_bound(tokens, i)
        elif words:
            tokens[i : i + 1] = words
            i += len(words) - 1
        i += 1


def carry_weight(tokens: list[Token], state: Discourse) -> None:
    """Give an amount without a unit the tonnes told last: `Годом раньше было 2,5 тысячи`."""
    weight = state.weight
    for i, token in enumerate(tokens):
        if token.kind != "amount" or weight is None:
            continue
        if token.value.unit is not None:
            return
        led = tokens[i - 1] if i else token
        paid = led.kind == "prep" and led.value in {"na", "for"}
        if not paid and weight / ALIKE <= token.value.value <= weight * ALIKE:
            token.value = replace(token.value, unit="T")


def mark_bound(tokens: list[Token], i: int) -> None:
    """Read `больше` before a number as its bound."""
    before = tokens[i - 1] if i else None
    if before is not None and before.kind != "hedge" and before.tags & BOUNDING:
        before.kind, before.value = "hedge", "over" if "as_over" in before.tags else "nearly"


def unit_of(tokens: list[Token], i: int, state: Discourse) -> tuple[str, float, str | None] | None:
    """Give the kind, the worth and the unit that a bare number takes over, or None."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    parted = after is not None and "of" in after.tags
    if tokens[i].kind == "spelt" and (parted or tokens[i].value.value == 1):
        return None
    if follows_amount(tokens, i):
        return "amount", size_before(tokens, i), None
    last = next((t for t in reversed(tokens[:i]) if t.kind in {"percent", "amount"}), None)
    if last is not None and last.kind == "amount" and against(tokens, i):
        size = next((m for m in (*MULTIPLIERS, 1e3) if last.value.value >= m), 1.0)
        size = 1.0 if sum(map(str.isdigit, tokens[i].low)) >= FULL_DIGITS else size
        return "amount", size, "T" if last.value.unit == "T" else None
    if follows_times(tokens, i):
        return "times", 1.0, "X"
    if is_index(tokens, i):
        return "percent", 1.0, "PCT"
    if is_step(tokens, i) or against_percent(tokens, i) or shared(tokens, i):
        return "percent", 1.0, "PCT"
    decimal = bool({",", "."} & set(tokens[i].low)) and tokens[i].kind == "number"
    dashed = i > 0 and tokens[i - 1].kind in {"-", "hedge"}
    if (decimal or dashed) and lists_percent(tokens, i):
        return "percent", 1.0, "PCT"
    if state.multiplier is None or not state.claimed:
        return None
    bare = stands_bare(tokens, i) and (decimal or traded(tokens, i))
    if levelled(tokens, i) or bare:
        figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
        if any("change_noun" in t.tags for t in tokens[max(0, i - 4) : i]):
            return "percent", 1.0, "PCT"
        near = near_before(tokens, i, 4)
        listed = bool(near) and near[-1].kind in {"geo", "flow", "commodity"}
        if figures[-1:] == ["percent"] and (listed or any(t.kind == "share" for t in tokens[:i])):
            return "percent", 1.0, "PCT"
        return "amount", size_beside(tokens, i) or state.multiplier, None
    return None


def spelt_at(tokens: list[Token], i: int) -> list[Token]:
    """Give the words of a number in words that begins at a place."""
    stop = i
    while stop < len(tokens) and tokens[stop].kind in WORDS:
        stop += 1
    if stop == i or tokens[i].kind != "numword":
        return []
    tenths = tokens[i].value != "1" and spoken_tenths(tokens, i, stop)
    return tokens[i : stop + 2] if tenths else tokens[i:stop]


def joined(words: list[Token]) -> Token:
    """Make one token of a number in words: `двадцать шесть с половиной`, `двадцать и восемь`."""
    tenths = len(words) > 2 and "and" in words[-2].tags
    printed = read_words(words[:-2] if tenths else words)
    value, resolution = printed.value, printed.resolution
    if tenths:
        value, resolution = value + float(words[-1].value) / 10, 0.1
    low = " ".join(t.low for t in words)
    figure = Figure(value, None, None, resolution)
    return Token("spelt", figure, words[0].start, words[-1].end, low)


def spoken_tenths(tokens: list[Token], i: int, stop: int) -> bool:
    """Say whether `and eight` after a number are its tenths."""
    said = tokens[stop : stop + 2]
    if len(said) < 2 or "and" not in said[0].tags or said[1].kind != "numword":
        return False
    whole = read_words(tokens[i:stop]).value
    small = float(said[1].value) in range(1, 10)
    return small and whole >= FIRST_WITH_TENTHS and closed(tokens, stop + 1)


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
    printed = token.value if token.kind == "spelt" else read_digits(token.low, decimal_comma)
    if printed is not None and 0 < printed.value < (1000 if worth > 1 else MOST_COUNTED):
        value, resolution = scaled(printed.value, worth), scaled(printed.resolution, worth)
        figure = Figure(value, None, unit, resolution)
        tokens[i] = Token(kind, figure, token.start, token.end, token.low)


def closed(tokens: list[Token], i: int) -> bool:
    """Say whether nothing is counted after a number."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.kind == "hedge" and "after_bound" in after.tags:
        after = tokens[i + 2] if i + 2 < len(tokens) else None
    return after is None or after.kind in CLOSING


def near_before(tokens: list[Token], i: int, count: int) -> list[Token]:
    """Give the words before a number, hedges and small words left out."""
    near = tokens[max(0, i - count) : i]
    return [t for t in near if t.kind not in LIGHT and "light" not in t.tags]


def size_before(tokens: list[Token], i: int) -> float:
    """Give the multiplier of the amount before a number in its sentence; 0 where there is none."""
    amounts = [t.value for t in tokens[:i] if t.kind == "amount" and sized(t)]
    return next((m for m in MULTIPLIERS if amounts and amounts[-1].value >= m), 0.0)


def sized(token: Token) -> bool:
    """Say whether an amount of money prints its multiplier: `0.7` after billions does not."""
    return token.value.unit != "T" and any(char.isalpha() for char in token.low)


def size_beside(tokens: list[Token], i: int) -> float:
    """Give the multiplier of the amount before a number, else of the next: `на два, на пять млрд`.

    0 where the sentence has none.
    """
    return size_before(tokens, i) or next(
        (m for t in tokens[i:] if t.kind == "amount" for m in MULTIPLIERS if t.value.value >= m),
        0.0,
    )


def follows_amount(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with millions: `sold for 300 million and bought for 900`."""
    before = near_before(tokens, i, 6)
    led = len(before) > 1 and before[-1].kind == "prep" and before[-1].value in {"for", "na"}
    passed = [t for t in before[:-1] if t.kind not in {"neighbour", "home", "geo", "scope", "prep"}]
    sold = led and bool(passed) and passed[-1].kind == "verb"
    return sold and closed(tokens, i) and size_before(tokens, i) > 0


def follows_times(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with times: `вырос в 2,3 раза, импорт - в полтора`."""
    before = near_before(tokens, i, 3)
    if not before or "into" not in before[-1].tags or not closed(tokens, i):
        return False
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount", "times"}]
    return figures[-1:] == ["times"]


def is_index(tokens: list[Token], i: int) -> bool:
    """Say whether a number is an index: `(index 103.1)`, `the index being 97.8`."""
    before = near_before(tokens, i, 4)
    decimal = {",", "."} & set(tokens[i].low)
    return bool(before and decimal) and before[-1].kind == "index" and closed(tokens, i)


def is_step(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with per cent: `exports fell by 1.9 percent, imports by 3.9`."""
    before = near_before(tokens, i, 5)
    if len(before) < 2 or before[-1].kind != "prep" or before[-1].value not in STEPS:
        return False
    if not closed(tokens, i) or before[-2].kind not in {"flow", "rise", "geo", "commodity"}:
        return False
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount", "times"}]
    return bool(figures) and figures[-1] == "percent"


def against(tokens: list[Token], i: int) -> bool:
    """Say whether a number is what the figure before is compared with: `933 млн против 955`."""
    before = near_before(tokens, i, 4)
    dated = i + 1 < len(tokens) and tokens[i + 1].kind == "period"
    if not before or not (dated or closed(tokens, i)):
        return False
    led = "from_level" in before[-1].tags and len(before) > 1 and before[-2].kind == "amount"
    return before[-1].value == "against" or led


def against_percent(tokens: list[Token], i: int) -> bool:
    """Say whether a number is what a percentage is compared with: `12 % против 8,4`."""
    before = near_before(tokens, i, 4)
    if not before or before[-1].kind != "base" or not closed(tokens, i):
        return False
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
    return bool(figures) and figures[-1] == "percent"


def lists_percent(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with percentages: `Russia took 91.5 %, Belarus 3.0`."""
    before = near_before(tokens, i, 4)
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
    listed = bool(before) and before[-1].kind in {"geo", "commodity"}
    return listed and closed(tokens, i) and bool(figures) and figures[-1] == "percent"


def shared(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with shares: `61 % of trade, 66 in exports`."""
    after = tokens[i + 1 : i + 3]
    led = len(after) == 2 and after[0].kind == "prep" and after[1].kind == "flow"
    before = tokens[i - 1] if i else None
    joined = before is not None and (before.kind == "," or "and" in before.tags)
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
    return led and joined and figures[-1:] == ["percent"]


def levelled(tokens: list[Token], i: int) -> bool:
    """Say whether a word of level or a bound leads to a number: `it was 28`, `вышли на 13`."""
    if not closed(tokens, i):
        return False
    before = tokens[max(0, i - 4) : i]
    if before and (before[-1].kind == "hedge" or before[-1].tags & BOUNDING):
        return True
    near = near_before(tokens, i, 4)
    dated = len(before) > 1 and before[-1].kind == "-" and before[-2].kind == "period"
    if dated and tokens[i].kind == "spelt":
        return True
    if near and near[-1].kind == "prep" and near[-1].value in {"na", "to", "at"}:
        near = near[:-1]
        if near and "amounted" in near[-1].tags:
            return True
    expected = bool(near) and near[-1].kind in {"forecast", "target"}
    return bool(near) and (expected or "states_level" in near[-1].tags)


def traded(tokens: list[Token], i: int) -> bool:
    """Say whether a number goes on with an amount: `sent it 12.6 bn and took 16`.

    Another country does so as well: `с Грузией - 130`, `that with Georgia to 130`.
    """
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
    before = tokens[max(0, i - 2) : i]
    if len(before) < 2 or figures[-1:] != ["amount"]:
        return False
    joined = before[1].kind == "-" or before[1].low in LEADING
    told = joined and before[0].kind in {"geo", "flow", "period"}
    dated = before[1].kind == "period" and before[0].kind != "base"
    timed = i + 1 < len(tokens) and tokens[i + 1].kind == ":"
    return before[1].kind == "verb" or (dated and not timed) or told


def stands_bare(tokens: list[Token], i: int) -> bool:
    """Say whether a number stands where an amount would, with nothing counted after it."""
    before = near_before(tokens, i, 4)
    if not before or not closed(tokens, i):
        return False
    led = before[-1].kind == "prep" and before[-1].low in LEADING and len(before) > 1
    figures = [t.kind for t in tokens[:i] if t.kind in {"percent", "amount"}]
    if led and before[-2].kind in {"rise", "flow"}:
        return not figures or figures[-1] == "amount"
    if led and before[-2].kind == "geo" and figures[-1:] == ["amount"]:
        return True
    had = before[-1].tags & {"states_level", "had"}
    return before[-1].kind in LEVELS or bool(had)
