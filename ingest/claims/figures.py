"""What a figure measures: told by the words beside it, before it is bound to a flow.

Sides and periods are not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.frames import FIGURES, HEADS
from ingest.claims.tokens import Figure, Token

SMALLEST_AMOUNT = 1e5  # less money than that is a price or a fee, not trade between countries
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


def read_figure(
    tokens: list[Token], i: int, previous: Reading | None, percent: Reading | None
) -> Reading | None:
    """Tell what the figure at a token measures; None where it is no trade figure."""
    token = tokens[i]
    figure = token.value
    if not isinstance(figure, Figure) or negated(tokens, i):
        return None
    bound = "range" if figure.high is not None else find_bound(tokens, i)
    head = following_head(tokens, i)
    if token.kind in {"percent", "fraction"}:
        return read_percent(tokens, i, figure, bound, head, previous, percent)
    if token.kind in {"times", "fold"}:
        return read_multiple(tokens, i, figure, bound, head)
    return read_amount(tokens, i, figure, bound, head, previous)


def negated(tokens: list[Token], i: int) -> bool:
    """Say whether the nearest noun before a figure is something else than trade."""
    for token in tokens[i + 1 : i + 4]:
        if token.kind in HEADS or token.kind in CLOSING or token.kind in FIGURES:
            break
        if token.kind == "neg":
            return True
    for j in range(i - 1, max(-1, i - 12), -1):
        token = tokens[j]
        if token.kind in HEADS:
            return False
        if token.kind == "neg":
            return True
        if token.kind in {";", "break"} or (token.kind == "," and i - j > 2):
            break
    return False


def find_bound(tokens: list[Token], i: int) -> str:
    """Find `about`, `nearly`, `over` beside a figure."""
    for j in range(i - 1, max(-1, i - 4), -1):
        token = tokens[j]
        if token.kind == "hedge":
            return str(token.value).rstrip("*")
        if (
            token.kind not in {"prep", "article", "word", "minus", "plus", "rise", "record"}
            or token.capital
        ):
            break
    for token in tokens[i + 1 : i + 3]:
        if token.kind == "hedge" and "after_bound" in token.tags:
            return str(token.value)
    return "exact"


def following_head(tokens: list[Token], i: int) -> int | None:
    """Find the flow word of `$20 billion in exports`, `18 % of its exports`, `166 млн - закупки`."""
    start = i + 1
    if start + 2 < len(tokens) and tokens[start].kind == "(":
        closing = next(
            (k for k in range(start, min(len(tokens), start + 6)) if tokens[k].kind == ")"), None
        )
        start = closing + 1 if closing is not None else start
    if start + 1 < len(tokens) and tokens[start].kind == "rise" and tokens[start + 1].low == "in":
        start += 1
    for j in range(start, min(len(tokens), start + 6)):
        token = tokens[j]
        if token.kind == "flow":
            return j
        passed = token.kind in {
            "prep",
            "total",
            "home",
            "possessive",
            "scope",
            "article",
            "-",
            "count",
            "geo",
            "largest",
            "commodity",
            "neighbour",
            "valueterms",
            "record",
        }
        if (
            token.kind == "prep"
            and token.value in {"with", "to", "from", "between", "and", "by"}
            and "into" not in token.tags
        ):
            return None
        if not (passed or (token.kind == "word" and "before_flow" in token.tags)):
            return None
    return None


def trend(tokens: list[Token], i: int, previous: Reading | None) -> int:
    """Find whether a figure is said of a rise (1) or a fall (-1); 0 where of neither."""
    for j in range(i + 1, min(len(tokens), i + 4)):
        token = tokens[j]
        if token.kind == "rise" and ("particle" not in token.tags or compares(tokens, j + 1)):
            return int(token.value.rstrip("*"))
        if token.kind == "," and j + 1 < len(tokens) and "comparative" in tokens[j + 1].tags:
            continue
        if (
            token.kind in CLOSING
            or token.kind in FIGURES
            or token.kind in HEADS
            or token.kind == "period"
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
        if token.kind in STOPS or token.kind == "share":
            break
    return 0


def compares(tokens: list[Token], j: int) -> bool:
    """Say whether a comparison begins at a place: `28 % down from December`."""
    if j >= len(tokens):
        return False
    token = tokens[j]
    return token.kind == "base" or (token.kind == "prep" and token.value in {"from", "on"})


def read_percent(
    tokens: list[Token],
    i: int,
    figure: Figure,
    bound: str,
    head: int | None,
    previous: Reading | None,
    percent: Reading | None,
) -> Reading | None:
    """Read a percentage as growth, index or share."""

    def make(
        measure: str, value: float, high: float | None = None, *, index: bool = False
    ) -> Reading:
        unit = "PCT" if figure.unit == "PCT" or measure != "change_abs" else "PP"
        base = measure == "share_pct" and compared(tokens, i)
        return Reading(i, measure, value, high, unit, figure.resolution, bound, base, index, head)

    fraction = tokens[i].kind == "fraction"
    if figure.unit == "PP" and share_said(tokens, i):
        sign = trend(tokens, i, previous) or 1
        return Reading(i, "change_abs", sign * figure.value, None, "PP", figure.resolution, bound)
    if level_of_share(tokens, i):
        return make("share_pct", figure.value, figure.high) if share_said(tokens, i) else None
    if figure.sign and not fraction:
        return make("growth_pct", figure.sign * figure.value, signed(figure.high, figure.sign))
    if part_of(tokens, i) or (head is not None and share_before(tokens, i)):
        return make("share_pct", figure.value, figure.high)
    if not figure.sign and i + 1 < len(tokens) and tokens[i + 1].kind == "share":
        return make("share_pct", figure.value, figure.high)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.kind == "rise" and "comparative" in following.tags:
        sign = -1 if "smaller" in following.tags else 1
        return make("growth_pct", sign * figure.value, signed(figure.high, sign))
    changed = following is not None and following.kind == "rise"
    if (
        head is not None
        and not figure.sign
        and not changed
        and not risen(tokens, i)
        and tokens[i + 1].low != "-"
    ):
        return make("share_pct", figure.value, figure.high)
    if compared(tokens, i) and share_said(tokens, i):
        return make("share_pct", figure.value, figure.high)
    if is_index(tokens, i, figure):
        return make("growth_pct", round(figure.value - 100, 6), index=True)
    if aimed(tokens, i):
        return make("growth_pct", figure.value, figure.high)
    sign = trend(tokens, i, previous)
    if sign and not share_before(tokens, i):
        return make("growth_pct", sign * figure.value, signed(figure.high, sign))
    if share_before(tokens, i) or taken(tokens, i) or (head is not None and not fraction):
        return make("share_pct", figure.value, figure.high)
    if fraction:
        led = i > 0 and tokens[i - 1].kind == "prep" and tokens[i - 1].value in {"by", "na"}
        if percent is None or percent.measure != "growth_pct" or not led:
            return None
    if percent is not None and percent.index and tokens[i - 1].kind == "(" and figure.value > 50:
        return make("growth_pct", round(figure.value - 100, 6), index=True)
    if i >= 2 and tokens[i - 1].kind == "(" and tokens[i - 2].kind == "geo":
        return make("share_pct", figure.value, figure.high)
    if previous is not None and previous.measure == "value" and tokens[i - 1].kind == "(":
        return make("share_pct", figure.value, figure.high)
    if percent is not None:
        sign = -1 if percent.measure == "growth_pct" and percent.value < 0 else 1
        return make(percent.measure, sign * figure.value, signed(figure.high, sign))
    return None


def signed(value: float | None, sign: int) -> float | None:
    """Give a range's end the sign of its trend."""
    return None if value is None else value * sign


def part_of(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is said to be a part of a flow: `40 % of its imports`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if after.kind == "count":
        return True
    return (
        after.kind == "prep"
        and after.value == "of"
        and any(
            t.kind in {"flow", "home", "geo", "total", "count", "commodity"}
            for t in tokens[i + 2 : i + 5]
        )
    )


def level_of_share(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is a level that is reached: `fell to 39 %`."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"hedge", "article"}:
        j -= 1
    reached = j >= 0 and tokens[j].kind == "prep" and "reached" in tokens[j].tags
    if reached and j and "amounted" in tokens[j - 1].tags:
        return False
    return reached and any(
        t.kind in {"rise", "points"} or t.kind == "percent" for t in tokens[max(0, j - 8) : j]
    )


def share_said(tokens: list[Token], i: int) -> bool:
    """Say whether a share is spoken of anywhere before in the sentence."""
    return any(t.kind == "share" for t in tokens[max(0, i - 20) : i])


def share_before(tokens: list[Token], i: int) -> bool:
    """Say whether a word such as `share` governs a figure."""
    for j in range(i - 1, max(-1, i - 14), -1):
        token = tokens[j]
        if token.kind == "share":
            return True
        if token.kind in {";", "rise"} or (token.kind == "break" and "goes_on" not in token.tags):
            return False
    return False


def risen(tokens: list[Token], i: int) -> bool:
    """Say whether a word of change stands directly before a figure."""
    near = [t for t in tokens[max(0, i - 4) : i] if t.kind not in {"hedge", "prep", "article"}]
    return bool(near) and near[-1].kind == "rise"


def aimed(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is the size of a target: `the target of 5 %`."""
    near = [
        t for t in tokens[max(0, i - 4) : i] if t.kind not in {"hedge", "prep", "article", "plus"}
    ]
    return bool(near) and near[-1].kind == "target"


def taken(tokens: list[Token], i: int) -> bool:
    """Say whether a verb of buying or selling stands just before: `Japan took 7.2 %`."""
    near = [t for t in tokens[max(0, i - 3) : i] if t.kind not in {"hedge", "prep", "article"}]
    return bool(near) and near[-1].kind == "verb"


def is_index(tokens: list[Token], i: int, figure: Figure) -> bool:
    """Say whether a percentage is an index: `118.2 % к тому же периоду`."""
    if not 40 <= figure.value <= 400:
        return False
    if any(t.kind == "index" for t in tokens[max(0, i - 4) : i]):
        return True
    after = tokens[i + 1 : i + 3]
    opened = any(
        (t.kind == "prep" and t.value in {"k", "ot"})
        or (t.kind == "base" and "against_level" in t.tags)
        or (t.kind == "shift" and "against_level" in t.tags)
        for t in after[:1]
    )
    of_level = (
        len(after) > 1 and after[0].low == "of" and after[1].kind in {"samep", "shift", "period"}
    )
    return opened or of_level or (figure.value > 100 and not trend_near(tokens, i))


def trend_near(tokens: list[Token], i: int) -> bool:
    """Say whether a word of change stands close to a figure."""
    near = tokens[max(0, i - 5) : i] + tokens[i + 1 : i + 4]
    return any(t.kind == "rise" for t in near)


def read_multiple(
    tokens: list[Token], i: int, figure: Figure, bound: str, head: int | None
) -> Reading | None:
    """Read a fold: `2.3 times`, `halved`, `вдвое меньше`."""
    value = figure.value
    falling = False
    for j in range(max(0, i - 4), min(len(tokens), i + 3)):
        token = tokens[j]
        if token.kind == "rise" and token.value.startswith("-1") and abs(j - i) <= 3:
            falling = True
    if value <= 0 or (tokens[i].kind == "times" and value == 1):
        return None
    if falling and value > 1:
        value = round(1 / value, 4)
    return Reading(i, "multiple", value, figure.high, "X", figure.resolution, bound, head=head)


def counted_things(tokens: list[Token], i: int) -> bool:
    """Say whether an amount without a currency counts something: `7.1 million bottles`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.kind != "word" or after.capital:
        return False
    return after.low.isalpha() and "after_amount" not in after.tags


def change_before_percent(tokens: list[Token], i: int) -> int:
    """Find the sign of `$15.3 million, or 14.5 %, more than a year ago`."""
    after = tokens[i + 1 : i + 8]
    place = next((k for k, t in enumerate(after) if t.kind == "percent"), None)
    if place is None or not any("or" in t.tags for t in after[:place]):
        return 0
    rest = after[place + 1 : place + 3]
    if len(rest) < 2 or rest[0].kind != "," or "comparative" not in rest[1].tags:
        return 0
    return -1 if "smaller" in rest[1].tags else 1


def worth_of_change(tokens: list[Token], i: int, previous: Reading | None) -> int:
    """Find the sign of `up 4.3 %, or $5.3 billion`."""
    if previous is None or previous.measure != "growth_pct" or i - previous.place > 4:
        return 0
    said = any("or" in t.tags for t in tokens[previous.place + 1 : i])
    return (1 if previous.value > 0 else -1) if said else 0


def read_amount(
    tokens: list[Token],
    i: int,
    figure: Figure,
    bound: str,
    head: int | None,
    previous: Reading | None,
) -> Reading | None:
    """Read an amount as a level, a level of comparison or an absolute change."""
    unit = figure.unit
    if (unit is None and (figure.value < 1e5 or counted_things(tokens, i))) or unit == "?":
        return None
    if unit not in {None, "T"} and figure.value < SMALLEST_AMOUNT:
        return None
    change = (
        absolute_change(tokens, i)
        or change_before_percent(tokens, i)
        or worth_of_change(tokens, i, previous)
    )
    if change and unit != "T":
        high = signed(figure.high, change)
        return Reading(
            i, "change_abs", change * figure.value, high, unit, figure.resolution, bound, head=head
        )
    base = compared(tokens, i)
    sign = -1 if figure.sign < 0 else 1
    return Reading(
        i,
        "value",
        sign * figure.value,
        figure.high,
        unit,
        figure.resolution,
        bound,
        base,
        head=head,
    )


def absolute_change(tokens: list[Token], i: int) -> int:
    """Find the sign of `grew by $5 billion`; 0 where the amount is a level."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"hedge", "article"}:
        j -= 1
    if j < 1 or tokens[j].kind != "prep" or tokens[j].value not in {"by", "na"}:
        return 0
    before = tokens[j - 1]
    if before.kind == "rise":
        return int(before.value.rstrip("*"))
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.kind == "rise" and tokens[j].value == "na":
        return int(after.value.rstrip("*"))
    return 0


def compared(tokens: list[Token], i: int) -> bool:
    """Say whether an amount is the level that another is compared with."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"hedge", "article", "minus"}:
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
    if token.kind == "prep" and token.value == "with" and "from_to" in token.tags:
        return any(t.kind == "prep" and t.value == "do" for t in tokens[i + 1 : i + 4])
    return False
