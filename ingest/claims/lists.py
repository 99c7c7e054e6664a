"""Composition: the goods that an article names as a flow's main items, without numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.discourse import Direction, Discourse, complete
from ingest.claims.flow_frame import FIGURES, FLOW_OF, Frame
from ingest.claims.tokens import Token

OTHER = {"flow", "verb", "home", "neighbour"}
ENDS = {".", ";", ":", "break", '"', "(", ")", "period", "prep", "geo"}


@dataclass(frozen=True, slots=True)
class Item:
    """One listed item: the words of its phrase, its order and its flow."""

    start: int
    end: int
    phrase: str
    hs: str
    order: int
    flow: str
    direction: Direction


def find_items(tokens: list[Token], frames: list[Frame], state: Discourse, text: str) -> list[Item]:
    """Find the listed goods of one sentence."""
    found: list[Item] = []
    for frame in frames:
        found.extend(traded_goods(tokens, frame, state, text))
    found = found or after_colon(tokens, frames, state, text)
    found = found or goods_alone(tokens, frames, state, text)
    for i in range(len(tokens)):
        if not cues(tokens, i) or any(listed_after(item, tokens, i) for item in found):
            continue
        groups = cued_groups(tokens, i)
        if groups:
            found.extend(cued_goods(tokens, i, groups, frames, state, text))
    return found


def goods_alone(
    tokens: list[Token], frames: list[Frame], state: Discourse, text: str
) -> list[Item]:
    """Find the goods of `But also oil, timber and metals.`, which goes on with the flow before."""
    plain = {"commodity", ",", "prep", ".", '"', "word", "break", "composition", "-"}
    start = next((i + 1 for i, t in enumerate(tokens[:5]) if t.kind == ":"), 0)
    rest = tokens[start:]
    goods = [t for t in rest if t.kind == "commodity"]
    words = [t for t in rest if t.kind == "word" and not t.tags & {"filler", "mostly", "light"}]
    turned = any(t.kind == "composition" and t.value != "same" for t in rest)
    told = state.flow in {"export", "import"} and state.claimed and not frames and not turned
    if (
        not told
        or len(goods) < 2
        or len(words) > len(goods)
        or any(t.kind not in plain for t in rest)
    ):
        return []
    first = next(i for i, t in enumerate(tokens) if t.kind == "commodity")
    groups = goods_only(split(tokens, first, len(tokens)))
    if state.reporter is None or state.partner in {None, "WLD"} or len(groups) < 2:
        return []
    direction = Direction(state.reporter, state.partner, ("reporter", "partner"))
    return [make(g, k, state.flow or "", direction, text) for k, g in enumerate(groups, 1)]


def listed_after(item: Item, tokens: list[Token], i: int) -> bool:
    """Say whether goods after a cue, in its own clause, were listed already."""
    between = [t for t in tokens[i:] if t.start < item.start]
    return item.end > tokens[i].start and not any(t.kind in {";", "break"} for t in between)


def cued_groups(tokens: list[Token], i: int) -> list[list[Token]]:
    """Give the items around a cue."""
    if heads(tokens, i):
        first = goods_only(before_cue(tokens, i))
        joined = next((j for j in range(i, len(tokens)) if "alongside" in tokens[j].tags), None)
        rest = goods_only(split(tokens, joined + 1, len(tokens))) if joined is not None else []
        return [*first, *rest] if first else []
    if "mostly" in tokens[i].tags:
        after = i + 2 if i + 1 < len(tokens) and "of" in tokens[i + 1].tags else i + 1
        return goods_only(split(tokens, after, len(tokens)))
    if what_is_sold(tokens, i):
        return goods_only(before_cue(tokens, i))
    if told_by_goods(tokens, i):
        groups = goods_only(split(tokens, i + 1, len(tokens)))
        return groups if all(g[0].kind == "commodity" for g in groups) else []
    groups = goods_only(after_cue(tokens, i + 1))
    if groups or "identity" in tokens[i].tags:
        return groups
    groups = goods_only(before_cue(tokens, i))
    valued = any(t.kind in FIGURES for t in tokens[i + 1 : i + 6])
    return [] if len(groups) == 1 and valued else groups


def heads(tokens: list[Token], i: int) -> bool:
    """Say whether a verb puts goods at the head of a flow: `oil topped the export list`."""
    if "heads" not in tokens[i].tags or tokens[i].kind == "composition":
        return False
    for token in tokens[i + 1 : i + 6]:
        if token.kind == "flow":
            return FLOW_OF[token.value] in {"export", "import"}
        if token.kind not in {"geo", "home", "possessive", "'", "word", "prep", "article"}:
            return False
    return False


def mostly(tokens: list[Token], i: int) -> bool:
    """Say whether goods follow `mostly` at once, after a flow in the sentence."""
    after = next((t for t in tokens[i + 1 : i + 3] if "of" not in t.tags), None)
    named = after is not None and after.kind == "commodity"
    return "mostly" in tokens[i].tags and named and last_flow(tokens, i) is not None


def what_is_sold(tokens: list[Token], i: int) -> bool:
    """Say whether goods before a verb are what is traded: `Apples and tea are what it ships`."""
    after = tokens[i + 1 : i + 6]
    led = "are" in tokens[i].tags and bool(after) and "what" in after[0].tags
    return led and any(t.kind == "verb" for t in after)


def told_by_goods(tokens: list[Token], i: int) -> bool:
    """Say whether a flow is told by what it consists of: `our purchases are lifts and milk`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if "are" not in tokens[i].tags or after is None or after.kind != "commodity":
        return False
    flow = last_flow(tokens, i)
    if flow is None:
        return False
    between = tokens[flow + 1 : i]
    return not any(t.kind in {"rise", "verb", "said", "neg", "percent"} for t in between)


def last_flow(tokens: list[Token], i: int) -> int | None:
    """Find the flow of exports or imports before a place, in its clause."""
    for j in range(i - 1, -1, -1):
        if tokens[j].kind in {";", "break"}:
            return None
        if tokens[j].kind in {"flow", "verb"}:
            return j if FLOW_OF.get(str(tokens[j].value)) in {"export", "import"} else None
    return None


def after_colon(
    tokens: list[Token], frames: list[Frame], state: Discourse, text: str
) -> list[Item]:
    """Find the goods of `To Russia, $1.74 billion went: milk, meat, gas stoves`."""
    colon = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].kind == ":"), None)
    if colon is None or any(t.kind == "composition" for t in tokens):
        return []
    before = [f for f in frames if f.place < colon]
    frame = before[-1] if before else None
    flow = frame.flow if frame is not None else state.flow
    stop = next((j for j in range(colon, len(tokens)) if tokens[j].kind == ";"), len(tokens))
    after = tokens[colon + 1 : stop]
    ended = all(t.kind in {".", '"', "!"} or t.kind not in ENDS - {"prep"} for t in after)
    if flow not in {"export", "import"} or not ended or (frame is not None and frame.void):
        return []
    groups = split(tokens, colon + 1, stop)
    if len(groups) < 2 or len(goods_only(groups)) < 2:
        return []
    told = state.reporter, state.partner
    direction = complete(frame, state) if frame is not None else Direction(*told, ())
    if direction.reporter is None or direction.partner in {None, "WLD"}:
        return []
    return [make(group, k, flow, direction, text) for k, group in enumerate(groups, 1)]


def cues(tokens: list[Token], i: int) -> bool:
    """Say whether a token announces a list: `main items`, or `, это` after a figure."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and "cause" in after.tags:
        return False
    led = i > 0 and tokens[i - 1].kind in {",", "-"}
    identity = "identity" in tokens[i].tags and led
    told = heads(tokens, i) or mostly(tokens, i) or told_by_goods(tokens, i)
    told = told or what_is_sold(tokens, i)
    return tokens[i].kind == "composition" or identity or told or main_flow(tokens, i)


def main_flow(tokens: list[Token], i: int) -> bool:
    """Say whether a flow is told by its main items: `основные статьи белорусского экспорта`."""
    if tokens[i].kind != "flow" or FLOW_OF[tokens[i].value] not in {"export", "import"}:
        return False
    for token in reversed(tokens[max(0, i - 5) : i]):
        if token.kind == "largest":
            return True
        if token.kind not in {"word", "geo", "home", "possessive", "'", "scope", "composition"}:
            return "of" in token.tags
    return False


def cued_goods(
    tokens: list[Token],
    i: int,
    groups: list[list[Token]],
    frames: list[Frame],
    state: Discourse,
    text: str,
) -> list[Item]:
    """Make the items of a list that a cue such as `main export items` announces."""
    near = [
        f
        for f in frames
        if not any(t.kind in {";", "break", '"'} for t in tokens[min(f.place, i) : max(f.place, i)])
    ]
    led = [f for f in near if f.place < i and "mostly" in tokens[i].tags]
    flow, direction = flow_of(tokens[i], i, led[-1:] or near, state)
    if flow is None or direction.reporter is None or direction.partner in {None, "WLD"}:
        return []
    return [make(group, k, flow, direction, text) for k, group in enumerate(groups, 1)]


def traded_goods(tokens: list[Token], frame: Frame, state: Discourse, text: str) -> list[Item]:
    """Find the goods of `Egypt buys wheat and oil`, if no number is in the clause."""
    passed = {"geo", "home", "neighbour", "prep"}
    rest = (t.kind for t in tokens[frame.place + 1 :] if t.kind not in passed or "and" in t.tags)
    following = next(rest, "")
    noun = frame.word in {"export", "import", "purchase", "supply"} and following == "commodity"
    if frame.void or not (noun or (frame.verbal and frame.word in {"buy", "sell"})):
        return []
    stop = frame.place + 1
    while stop < len(tokens) and tokens[stop].kind not in {";", "break", ".", "flow", "verb"}:
        if tokens[stop].kind in FIGURES:
            return []
        stop += 1
    start = frame.place + 1
    while start < stop and tokens[start].kind in {
        "geo",
        "home",
        "neighbour",
        "prep",
        "word",
        "scope",
    }:
        start += 1
    groups = goods_only(split(tokens, start, stop))
    if any(t.kind == "rise" for group in groups for t in group) or told_before(tokens, frame):
        return []
    if any(group[0].kind == "commodity" and len(group) > 2 for group in groups):
        return []
    direction = complete(frame, state)
    if len(groups) < 2 or direction.reporter is None or direction.partner in {None, "WLD"}:
        return []
    return [make(group, k, frame.flow, direction, text) for k, group in enumerate(groups, 1)]


def told_before(tokens: list[Token], frame: Frame) -> bool:
    """Say whether a noun's figure stands before it: `$66 mln came from sales of grain and oil`."""
    return not frame.verbal and any(
        t.kind in FIGURES for t in tokens[max(0, frame.place - 4) : frame.place]
    )


def goods_only(groups: list[list[Token]]) -> list[list[Token]]:
    """Give the items if at least half of them are known goods."""
    known = sum(any(t.kind == "commodity" for t in group) for group in groups)
    return groups if known and known * 2 >= len(groups) and (known > 1 or len(groups) == 1) else []


def make(group: list[Token], order: int, flow: str, direction: Direction, text: str) -> Item:
    """Make an item of its tokens."""
    start, end = group[0].start, group[-1].end
    goods = next((t for t in group if t.kind == "commodity"), None)
    return Item(
        start,
        end,
        goods.extra if goods and goods.extra and len(group) == 1 else text[start:end].lower(),
        str(goods.value) if goods else "",
        order,
        flow,
        direction,
    )


def flow_of(
    cue: Token, i: int, frames: list[Frame], state: Discourse
) -> tuple[str | None, Direction]:
    """Find the flow that the listed goods make up."""
    opposite = {"export": "import", "import": "export"}.get(state.flow or "")
    if cue.value == "opposite":
        state.flow = state.word = opposite or "import"
        return state.flow, complete(Frame(-1, state.flow, state.flow), state)
    near = [f for f in frames if f.flow in {"export", "import"}]
    frame = min(near, key=lambda f: abs(f.place - i), default=None)
    if frame is not None:
        return frame.flow, complete(frame, state)
    told = FLOW_OF.get(str(cue.value))
    flow = told if told in {"export", "import"} else state.flow
    if flow not in {"export", "import"}:
        flow = "export"
    return flow, complete(Frame(-1, flow, flow), state)


def after_cue(tokens: list[Token], start: int) -> list[list[Token]]:
    """Split the words after a cue, or after the `are` that goes with it, into items."""
    colon = next(
        (j for j in range(start, min(len(tokens), start + 8)) if tokens[j].kind == ":"), -1
    )
    if colon >= 0 and not any(t.kind in FIGURES for t in tokens[start:colon]):
        return split(tokens, colon + 1, len(tokens))
    near = range(start, min(len(tokens), start + 10))
    i = next((j + 1 for j in near if "lists" in tokens[j].tags), start)
    if any(t.kind in FIGURES or t.kind == "," for t in tokens[start:i]):
        i = start
    while i < len(tokens) and (
        "filler" in tokens[i].tags
        or tokens[i].kind in {"flow", "geo", "home", "possessive", "-", ":", "prep"}
    ):
        i += 1
    return split(tokens, i, len(tokens))


def before_cue(tokens: list[Token], stop: int) -> list[list[Token]]:
    """Split the words of the clause before a cue into items."""
    noun = {"geo", "home", "largest", "possessive", "'"}
    while stop > 0 and tokens[stop - 1].kind in noun:
        stop -= 1
    start = stop
    while start > 0 and not ends(tokens[start - 1]):
        start -= 1
    end = stop
    while end > start and "filler" in tokens[end - 1].tags:
        end -= 1
    return split(tokens, start, end)


def split(tokens: list[Token], start: int, stop: int) -> list[list[Token]]:
    """Cut a run of words into items; the list ends where its grammar does."""
    run: list[Token] = []
    for i, token in enumerate(tokens[start:stop], start):
        valued = token.kind == "(" and i + 1 < stop and tokens[i + 1].kind in FIGURES
        if token.kind in FIGURES or valued:
            if not any(t.kind == "," for t in run) or run[-1].kind == "commodity":
                return []
            run = before_comma(run)
            break
        known = any(t.kind == "commodity" for t in run)
        inner = made_of(tokens, i, stop) and bool(run) and run[-1].kind in {"word", "commodity"}
        if (token.kind in ENDS and ends(token) and not inner) or (token.kind == "rise" and known):
            break
        if token.kind in OTHER and any(t.kind == "commodity" for t in run):
            run = before_comma(run)
            break
        run.append(token)
    groups = [strip(g) for g in chunks(run)]
    groups = [g for g in groups if g]
    return groups if all(len(g) <= 7 for g in groups) else []


def made_of(tokens: list[Token], i: int, stop: int) -> bool:
    """Say whether a preposition belongs to an item: `изделия из древесины`, `feed for pigs`."""
    after = tokens[i + 1] if i + 1 < stop else None
    into = tokens[i].kind == "prep" and tokens[i].value in {"from", "for"}
    return into and after is not None and after.kind in {"word", "commodity"} and not after.capital


def ends(token: Token) -> bool:
    """Say whether a list cannot go on beyond a token."""
    inner = token.kind == "prep" and token.value in {"of", "for", "and", "or"}
    return token.kind in ENDS | FIGURES and not inner


def before_comma(run: list[Token]) -> list[Token]:
    """Leave out what follows the last comma: it belongs to the next clause."""
    commas = [k for k, t in enumerate(run) if t.kind == ","]
    return run[: commas[-1]] if commas else run


def chunks(run: list[Token]) -> list[list[Token]]:
    """Cut at commas and at the last `and`.

    A comma before `and` shows that other `and`s join one item.
    """
    parts: list[list[Token]] = [[]]
    for token in run:
        if token.kind == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    last = parts[-1]
    joins = [k for k, t in enumerate(last) if t.kind == "prep" and t.value == "and"]
    if not joins or joins[0] == 0:
        return parts
    cut = joins[-1]
    return [*parts[:-1], last[:cut], last[cut + 1 :]]


def strip(group: list[Token]) -> list[Token]:
    """Take fillers off the front of an item."""
    passed = {"prep", "share", "home", "composition", "-"}
    while group and ("filler" in group[0].tags or group[0].kind in passed):
        group = group[1:]
    linked = (k for k, t in enumerate(group) if k and t.tags & {"is_present", "copula"})
    group = group[: next(linked, len(group))]
    while group and (not group[-1].low[-1].isalnum() or group[-1].kind in {"share", "verb"}):
        group = group[:-1]
    return group
