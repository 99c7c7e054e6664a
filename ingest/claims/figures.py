"""What a figure measures: told by the words beside it, before it is bound to a flow.

Sides and periods are not decided here.
"""

from __future__ import annotations

from ingest.claims.flow_frame import COUNTRIES, FIGURES, HEADS
from ingest.claims.percents import Percentage
from ingest.claims.readings import CLOSING, Reading, compared, over_level, signed
from ingest.claims.tokens import Figure, Token

NEAR = 3
CLOSE = 8
TERMS = {"volume", "valueterms", ";"}
SMALLEST_TONNAGE = 50
VERBAL = (
    "ли",
    "ло",
    "ла",
    "ть",
    "но",
    "ет",
    "ит",
    "ют",
    "ят",
    "ало",
    "ило",
    "ось",
    "ась",
    "ался",
    "тся",
    "ется",
)
SMALLEST_AMOUNT = 1e5  # less money than that is a price or a fee, not trade between countries


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
        return Percentage(tokens, i, figure, bound, head, previous, percent).read()
    if token.kind in {"times", "fold"}:
        return read_multiple(tokens, i, figure, bound, head)
    return read_amount(tokens, i, figure, bound, head, previous)


def negated(tokens: list[Token], i: int) -> bool:
    """Say whether the nearest noun before a figure is something else than trade."""
    for j, token in enumerate(tokens[i + 1 : i + 6]):
        if token.kind in HEADS or token.kind in CLOSING or token.kind in FIGURES:
            break
        if "clause_as" in token.tags:
            break
        if token.kind == "prep" and (token.value == "with" or (j and "of" not in token.tags)):
            break
        if j >= NEAR and tokens[i + 1].kind != "prep":
            break
        if token.kind == "neg":
            return True
    if tokens[i].kind == "percent" and (of_currency(tokens, i) or of_market(tokens, i)):
        return True
    return negated_before(tokens, i)


def negated_before(tokens: list[Token], i: int) -> bool:
    """Say whether a noun before a figure is something else; a firm that trades is not."""
    for j in range(i - 1, max(-1, i - 12), -1):
        token = tokens[j]
        if token.kind in HEADS:
            return False
        if token.kind == "neg" and "doers" not in token.tags:
            return True
        if token.kind in {";", "break"} or (token.kind == "," and i - j > 2):
            break
    return False


def of_market(tokens: list[Token], i: int) -> bool:
    """Say whether a share is one of a market: `39 % рынка`, `the brand's share on the market`."""
    if any(t.kind == "market" for t in tokens[i + 1 : i + 3]):
        return True
    shares = [j for j in range(max(0, i - 12), i) if tokens[j].kind == "share"]
    told = tokens[shares[-1] : i] if shares else []
    return any(t.kind == "market" for t in told) and not any(
        t.kind in COUNTRIES | {"flow", "commodity"} for t in told
    )


def of_currency(tokens: list[Token], i: int) -> bool:
    """Say whether a share is that of a currency in payments: `Доля рубля в расчетах`."""
    shares = [j for j in range(max(0, i - 16), i) if tokens[j].kind == "share"]
    after = tokens[shares[-1] + 1 : shares[-1] + 4] if shares else []
    return any(t.kind == "currency" for t in after) and not any(t.kind == "geo" for t in after[:1])


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
    if up_to(tokens, i):
        return "up_to"
    for token in tokens[i + 1 : i + 3]:
        if token.kind == "hedge" and "after_bound" in token.tags:
            return str(token.value)
    return "exact"


def up_to(tokens: list[Token], i: int) -> bool:
    """Say whether a Russian `до` is a limit and not the level that a change leads to."""
    if i < 1 or tokens[i - 1].kind != "prep" or tokens[i - 1].value != "do":
        return False
    before = tokens[: i - 1]
    changed = any(t.kind in FIGURES | {"rise", "target"} for t in before)
    return not changed and not any("from_to" in t.tags for t in before[-4:])


def following_head(tokens: list[Token], i: int) -> int | None:
    """Find the flow word of `$20 billion in exports`, `18 % of its exports`."""
    start = i + 1
    if start + 2 < len(tokens) and tokens[start].kind == "(":
        closing = next(
            (k for k in range(start, min(len(tokens), start + 6)) if tokens[k].kind == ")"), None
        )
        start = closing + 1 if closing is not None else start
    if start + 1 < len(tokens) and tokens[start].kind == "rise" and tokens[start + 1].low == "in":
        start += 1
    if start < len(tokens) and "copula" in tokens[start].tags and parted(tokens, i):
        start += 1
    for j in range(start, min(len(tokens), start + 6)):
        token = tokens[j]
        if token.kind == "flow":
            return j
        if token.kind == "share" and tokens[i].kind == "amount":
            continue
        passed = token.kind in {
            "prep",
            "total",
            "home",
            "possessive",
            "'",
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
        if not (passed or "before_flow" in token.tags or qualifies(tokens, j)):
            return None
    return None


def parted(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is a part of the amount before: `of that, $210 million was exports`."""
    return any("of_which" in t.tags for t in tokens[max(0, i - 4) : i])


def qualifies(tokens: list[Token], j: int) -> bool:
    """Say whether a word only qualifies a head: `9 % of its agricultural exports`."""
    after = tokens[j + 1].kind if j + 1 < len(tokens) else ""
    before = tokens[j - 1].kind if j else ""
    plain = tokens[j].kind == "word" and not tokens[j].capital
    return (
        plain
        and after == "flow"
        and before in {"home", "total", "possessive", "geo", "scope", "count"}
    )


def read_multiple(
    tokens: list[Token], i: int, figure: Figure, bound: str, head: int | None
) -> Reading | None:
    """Read a fold: `2.3 times`, `halved`, `вдвое меньше`."""
    value = figure.value
    if any("resumes" in t.tags and t.kind == "share" for t in tokens[max(0, i - 4) : i]):
        return None
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
    if after is not None and after.kind == "post" and after.low == "head":
        return True
    if after is not None and after.kind == "commodity" and not bought_for(tokens, i):
        return True
    if after is not None and after.kind == "geo" and after.extra.startswith("adjective"):
        return not any(t.kind == "currency" for t in tokens[i + 2 : i + 3])
    if after is None or after.kind != "word" or after.capital:
        return False
    if after.low.endswith(VERBAL):
        return False
    return after.low.isalpha() and "after_amount" not in after.tags


def bought_for(tokens: list[Token], i: int) -> bool:
    """Say whether an amount is a price that goods follow: `на 300 млн мебели`, `worth 5 m`."""
    before = [t for t in tokens[max(0, i - 3) : i] if t.kind != "hedge"]
    led = bool(before) and before[-1].kind == "prep" and before[-1].value in {"na", "for"}
    return led or (bool(before) and "before_goods" in before[-1].tags)


def more_than(tokens: list[Token], i: int) -> int:
    """Find the sign of `$300 million more than a year before`."""
    after = tokens[i + 1 : i + 3]
    if len(after) < 2 or "comparative" not in after[0].tags or after[1].kind != "base":
        return 0
    return -1 if "smaller" in after[0].tags else 1


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
    between = tokens[previous.place + 1 : i]
    said = any("or" in t.tags for t in between) or worth_it(tokens, i, previous)
    level = any(t.kind == "amount" for t in tokens[i + 1 : i + 6])
    said = said or (len(between) == 1 and between[0].kind == "(" and level)
    return (1 if previous.value > 0 else -1) if said else 0


def worth_it(tokens: list[Token], i: int, growth: Reading) -> bool:
    """Say whether an amount is what a growth comes to: `$334 bn, up 3.5 % ($11.3 bn)`."""
    before = [float(t.value.value) for t in tokens[: growth.place] if t.kind == "amount"]
    if not before or tokens[i - 1].kind != "(":
        return False
    expected = abs(before[-1] * growth.value / (100 + growth.value))
    return bool(abs(tokens[i].value.value - expected) <= expected / CLOSE)


def weighed(tokens: list[Token], i: int) -> bool:
    """Say whether `Egypt - 96 thousand` stands in a list of tonnages, before or after one."""
    near = [t for j, t in enumerate(tokens) if t.kind == "amount" and j != i]
    return (
        bool(near)
        and all(t.value.unit in {None, "T"} for t in near)
        and any(t.value.unit == "T" for t in near)
    )


def signed_aside(tokens: list[Token], i: int, figure: Figure, previous: Reading | None) -> int:
    """Find the sign of `3.8 mln t (+1.3 mln t)`."""
    valued = previous is not None and previous.measure == "value" and i - previous.place <= 4
    aside = i > 1 and tokens[i - 2].kind == "(" and tokens[i - 1].kind in {"+", "-"}
    return figure.sign if valued and aside else 0


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
    told = next((t.value == "T" for t in reversed(tokens[:i]) if t.kind in TERMS), False)
    if unit is None and (told or (figure.value < SMALLEST_AMOUNT and weighed(tokens, i))):
        unit = "T"
    if (unit is None and (figure.value < 1e5 or counted_things(tokens, i))) or unit == "?":
        return None
    if unit is not None and figure.value < (SMALLEST_TONNAGE if unit == "T" else SMALLEST_AMOUNT):
        return None
    change = not over_level(tokens, i - 1) and (
        absolute_change(tokens, i)
        or signed_aside(tokens, i, figure, previous)
        or more_than(tokens, i)
        or change_before_percent(tokens, i)
        or worth_of_change(tokens, i, previous)
    )
    if change:
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
    if i + 1 < len(tokens) and tokens[i + 1].value == "against" and j >= 0 and tokens[j].low == ":":
        return 0
    while j >= 0 and tokens[j].kind in {"hedge", "article"}:
        j -= 1
    if j >= 0 and tokens[j].kind == "rise" and "adding" in tokens[j].tags:
        return int(tokens[j].value.rstrip("*"))
    if j >= 0 and tokens[j].kind == "rise" and "comparative" not in tokens[j].tags:
        return int(tokens[j].value.rstrip("*"))
    if j >= 1 and "equals" in tokens[j].tags:
        k = j - 1
        while k > 0 and tokens[k].kind in {"valueterms", "period"}:
            k -= 1
        if "change_noun" in tokens[k].tags:
            return int(tokens[k].value.rstrip("*"))
    if j < 1 or tokens[j].kind != "prep" or tokens[j].value not in {"by", "na"}:
        return 0
    k = j - 1
    while k > 0 and tokens[k].kind == "hedge":
        k -= 1
    before = tokens[k]
    if before.kind == "rise":
        return int(before.value.rstrip("*"))
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.kind == "rise" and tokens[j].value == "na":
        return int(after.value.rstrip("*"))
    return 0
