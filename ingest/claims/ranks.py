"""Ranks: `India's third-largest partner`, `занимает второе место среди покупателей`."""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.carrying import remember
from ingest.claims.discourse import Direction, Discourse
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.language import Language
from ingest.claims.rank_beside import earlier_ranks, further_ranks, holder_beside, numbered_rank
from ingest.claims.rank_sides import rank_sides, region_sides
from ingest.claims.rank_words import CLOSED, FLOWS, Rank, flow_told, led_from, placing
from ingest.claims.tense import standing
from ingest.claims.tokens import Token

BREAKS = {";", "break"}
TOLD = FLOWS | {"foreign", "mutual"}
LONGEST = 30
LONGEST_ASIDE = 6
NAMES = {"geo", "neighbour"}


def find_ranks(tokens: list[Token], state: Discourse, language: Language) -> list[Rank]:
    """Find the ranks of one sentence."""
    found: list[Rank] = []
    for i, token in enumerate(tokens):
        if token.kind == "partner":
            found.extend(partner_ranks(tokens, i, state, language))
        elif token.kind == "ranked":
            found.extend(placed_rank(tokens, i, state, language))
        elif token.kind == "leads":
            found.extend(leading_rank(tokens, i, state, language))
        elif token.kind == "ordinal" and not any(rank.place == i for rank in found):
            found.extend(said_rank(tokens, i, found, state, language))
    listed = numbered_rank(tokens, state)
    told = [*found, *further_ranks(tokens, found)]
    every = (*listed, *earlier_ranks(tokens, told), *reversed(told))
    return list({rank.place: rank for rank in every}.values())


def said_rank(
    tokens: list[Token], i: int, found: list[Rank], state: Discourse, language: Language
) -> list[Rank]:
    """Read a place without a noun: `Belarus is fourth among its partners`, `он третий`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if not placing(tokens[i]) or led_from(tokens, i):
        return []
    links = after is not None and "linking" in after.tags
    if after is not None and not links and after.kind not in CLOSED | {"base", "ranked"}:
        return []
    j = subject_before(tokens, i)
    if j is None:
        return inverted_rank(tokens, i, state)
    subject, value = tokens[j], int(tokens[i].value)
    if among_regions(tokens, i):
        return region_rank(tokens, (i, value, False), state)
    present = any("is_present" in t.tags for t in tokens[j:i])
    named = subject.kind == "geo"
    if not named and found and not cue_after(tokens, i):
        return [replace(found[-1], place=i, value=value, inferred=False, generic=present)]
    flow = cue_after(tokens, i) or cue_before(tokens, j)
    dashed = tokens[i - 1].kind == "-"
    if flow is None and found and named:
        return []
    if flow is None:
        flow = state.flow if state.claimed and (dashed or not named) else None
    if flow not in FLOWS:
        return []
    spoken = state.main if state.main not in {None, "WLD", state.home} else state.focus
    spoken = named_before(tokens, j) or spoken
    holder = str(subject.value) if named else spoken
    direction = rank_sides(tokens, i, flow, state, language, holder=holder, reach=LONGEST)
    if direction is None:
        return []
    return [Rank(i, value, direction, flow, False, present, goods=goods_beside(tokens, i))]


def inverted_rank(tokens: list[Token], i: int, state: Discourse) -> list[Rank]:
    """Read `По экспорту первым стал Китай`: the subject comes after its place."""
    holder, flow = holder_beside(tokens, i), cue_before(tokens, i)
    if holder is None or flow is None or holder == state.home or state.home is None:
        return []
    return [Rank(i, int(tokens[i].value), Direction(state.home, holder, ()), flow, False, False)]


def among_regions(tokens: list[Token], i: int) -> bool:
    """Say whether a place is one among the regions of a country."""
    return any("regions" in t.tags for t in tokens[max(0, i - 8) : i + 7])


def region_rank(tokens: list[Token], value: tuple[int, int, bool], state: Discourse) -> list[Rank]:
    """Give the place of a region in the trade of another country."""
    sides = region_sides(tokens, state)
    flow = next((str(t.value) for t in tokens if t.kind == "flow" and t.value in TOLD), "turnover")
    if sides is None:
        return []
    present = any(t.tags & {"is_present", "holds", "present"} for t in tokens)
    return [Rank(value[0], value[1], sides, flow_told(flow), value[2], present)]


def subject_before(tokens: list[Token], i: int) -> int | None:
    """Find the subject of `Belarus is only fourth`: a name or a pronoun, linked with the place."""
    j, linked = i - 1, False
    if j > 0 and tokens[j].kind == ",":
        opened = [k for k in range(max(1, j - LONGEST_ASIDE), j) if tokens[k].kind == ","]
        return opened[-1] - 1 if opened and tokens[opened[-1] - 1].kind == "geo" else None
    while j >= 0:
        token = tokens[j]
        link = "linking" in token.tags or token.kind in {"-", "ranked"}
        led = token.kind == "prep" and token.value in {"na", "to"} and linked is False
        if not (link or led or token.kind in {"article", "hedge"} or "light" in token.tags):
            break
        linked = linked or link
        j -= 1
    if j < 0:
        return None
    pronoun = "person" in tokens[j].tags or "pronoun" in tokens[j].tags
    alone = tokens[j].kind == "geo" and tokens[j].extra.endswith(":nomn")
    if pronoun or (tokens[j].kind == "geo" and (linked or alone)):
        return j if linked or pronoun or alone else None
    return None


def named_before(tokens: list[Token], stop: int) -> str | None:
    """Give the country that a pronoun goes back to in its sentence: `with Japan; it is third`."""
    for j in range(stop - 1, -1, -1):
        if tokens[j].kind == "geo" and not tokens[j].extra.startswith("adjective"):
            return str(tokens[j].value)
    return None


def cue_after(tokens: list[Token], i: int) -> str | None:
    """Give the flow of `fourth among its partners`, `second in the city's foreign trade`."""
    for token in tokens[i + 1 : i + 10]:
        if token.kind in {"partner", "flow"} and token.value in TOLD:
            return flow_told(str(token.value))
        if token.kind in FIGURES or token.kind in BREAKS or token.kind in {",", "."}:
            return None
    return None


def cue_before(tokens: list[Token], stop: int) -> str | None:
    """Give the flow of `among its suppliers` or `in exports` before a place."""
    for token in reversed(tokens[:stop]):
        if token.kind in {"partner", "flow"} and token.value in TOLD:
            return flow_told(str(token.value))
        if token.kind in FIGURES or token.kind in BREAKS:
            return None
    return None


def value_before(tokens: list[Token], i: int) -> tuple[int, int, bool] | None:
    """Read the ordinal before a noun: its place, the rank, and whether it is only `main`."""
    largest = -1
    for j in range(i - 1, max(-1, i - 6), -1):
        token = tokens[j]
        if token.kind == "ordinal" and int(token.value) > 0:
            return j, int(token.value), False
        if token.kind == "fraction" and "third" in token.low:
            return j, 3, False
        if token.kind == "largest" and token.value == "1":
            largest = j
        elif token.kind == "flow" and j == i - 1:
            continue
        elif token.kind in FIGURES or token.kind in {",", ";", "break", "period", "flow", "ranked"}:
            break
    for j in range(i + 1, min(len(tokens), i + 2)):
        if placing(tokens[j]):
            return j, int(tokens[j].value), False
    named = i + 1 < len(tokens) and tokens[i + 1].kind == "geo"
    k = i + 2 if named else i + 1
    counted = tokens[k : k + 2]
    if len(counted) == 2 and "number_of" in counted[0].tags and counted[1].kind == "numword":
        return k + 1, int(float(counted[1].value)), False
    return (largest, 1, True) if largest >= 0 else None


def partner_ranks(tokens: list[Token], i: int, state: Discourse, language: Language) -> list[Rank]:
    """Read the rank before a word such as `partner` or `buyer`."""
    value = value_before(tokens, i)
    if value is None or tokens[i].value not in FLOWS:
        return []
    plural = "plural_partner" in tokens[i].tags
    if plural and value[2]:
        return listed_ranks(tokens, i, state)
    if plural and any(t.kind == "prep" and t.low == "one" for t in tokens[max(0, i - 6) : i]):
        return []
    return one_rank(tokens, i, value, flow_beside(tokens, i), state, language)


def flow_beside(tokens: list[Token], i: int) -> str:
    """Give the flow of `partner in imports`, else that of the noun itself."""
    after = tokens[i + 1 : i + 3]
    told = len(after) == 2 and after[0].kind == "prep" and after[1].kind == "flow"
    named = told and after[1].value in FLOWS
    return str(after[1].value if named else tokens[i].value)


def placed_rank(tokens: list[Token], i: int, state: Discourse, language: Language) -> list[Rank]:
    """Read `занимает второе место`, `ranks third among its partners`."""
    value = value_before(tokens, i)
    if value is not None and led_from(tokens, value[0]):
        value = None
    if value is None or value[2]:
        after = next(
            (
                j
                for j in range(i + 1, min(len(tokens), i + 4))
                if tokens[j].kind in {"ordinal", "fraction"}
            ),
            None,
        )
        if after is None or "place_noun" in tokens[i].tags:
            return []
        number = 3 if tokens[after].kind == "fraction" else int(tokens[after].value)
        value = (after, number, False)
    if among_regions(tokens, i):
        return region_rank(tokens, value, state)
    context = tokens[max(0, i - 10) : i + 10]
    partner = next((t for t in context if t.kind == "partner"), None)
    flow = next((str(t.value) for t in context if t.kind == "flow" and t.value in TOLD), None)
    flow = "turnover" if flow in {"foreign", "mutual"} else flow
    if partner is None and flow is None and goes_on(tokens, i, state):
        flow = state.flow
    if partner is None and flow is None:
        return []
    if partner is not None and value_before(tokens, tokens.index(partner)) is not None:
        return []
    return one_rank(
        tokens, i, value, str(partner.value) if partner else flow or "turnover", state, language
    )


def leading_rank(tokens: list[Token], i: int, state: Discourse, language: Language) -> list[Rank]:
    """Read `Türkiye leads in exports`, `was second only to China in turnover`."""
    context = tokens[max(0, i - 10) : i + 10]
    flow = next((str(t.value) for t in context if t.kind == "flow" and t.value in TOLD), None)
    flow = "turnover" if flow in {"foreign", "mutual"} else flow
    partner = next((t for t in context if t.kind == "partner"), None)
    if partner is None and flow is None and goes_on(tokens, i, state):
        flow = state.flow
    if (flow is None and partner is None) or any(t.kind == "neg" for t in context):
        return []
    told = str(partner.value) if partner is not None else flow or "turnover"
    place = (i, int(tokens[i].value) + further_named(tokens, i), False)
    subject = next((j for j in range(i - 1, -1, -1) if tokens[j].kind == "geo"), None)
    if subject is None or told not in FLOWS:
        return []
    goods = goods_beside(tokens, tokens.index(partner)) if partner is not None else None
    ranks = one_rank(tokens[: i + 1], i, place, told, state, language, reach=12)
    return [replace(rank, goods=goods) for rank in ranks]


def further_named(tokens: list[Token], i: int) -> int:
    """Count the countries after the first of `second only to China and Russia`."""
    j = i + 1
    while j + 2 < len(tokens) and tokens[j].kind == "geo" and tokens[j + 2].kind == "geo":
        if tokens[j + 1].kind != "," and "and" not in tokens[j + 1].tags:
            break
        j += 2
    return (j - i - 1) // 2 if tokens[i].value == "2" else 0


def goes_on(tokens: list[Token], i: int, state: Discourse) -> bool:
    """Say whether a place without a word of trade is one among partners told of before."""
    named = any(t.kind == "geo" for t in tokens[max(0, i - 6) : i + 6])
    other = any(t.kind == "neg" for t in tokens)
    valued = any(t.kind in FIGURES for t in tokens[i : i + 10])
    return named and valued and not other and state.claimed and state.flow in FLOWS


def one_rank(
    tokens: list[Token],
    i: int,
    value: tuple[int, int, bool],
    flow: str,
    state: Discourse,
    language: Language,
    *,
    reach: int = 6,
) -> list[Rank]:
    """Find owner and holder of one rank; the owner stands at most `reach` words away."""
    direction = rank_sides(tokens, i, flow, state, language, reach=reach)
    if direction is None:
        return []
    missing = tuple(["value"] if value[2] else [])
    near = tokens[max(0, i - 8) : i + 1]
    known = any(t.tags & {"is_present", "holds"} for t in near)
    known = known or any("dash_is" in t.tags for t in tokens[max(0, i - 5) : i])
    lasting = apposed(tokens, i) or any("perfect" in t.tags for t in near)
    generic = lasting or standing(tokens, i, known=known)
    sides = replace(direction, inferred=missing)
    goods = goods_beside(tokens, i)
    rank = Rank(value[0], value[1], sides, flow, value[2], generic, goods=goods)
    if not any(t.kind in {"flow", "verb"} for t in tokens):
        remember(state, Frame(i, flow, "partner"), rank.direction)
    return [rank]


def goods_beside(tokens: list[Token], i: int) -> Token | None:
    """Find the goods of `the main buyer of its wheat`, `второй поставщик дизельного топлива`."""
    for j in range(i + 1, min(len(tokens), i + 7)):
        if tokens[j].kind == "commodity":
            return tokens[j]
        if tokens[j].kind in FIGURES | BREAKS | {",", ".", "flow", "verb", ":", "("}:
            break
    return next((t for t in tokens[max(0, i - 2) : i] if t.kind == "commodity"), None)


def apposed(tokens: list[Token], i: int) -> bool:
    """Say whether a noun only explains a name: `China, the No. 1 partner, bought more`."""
    j = i - 1
    while j > 0 and tokens[j].kind in {"ordinal", "largest", "article", "possessive", "home"}:
        j -= 1
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    closed = after is not None and after.kind == ","
    return closed and j > 0 and tokens[j].kind == "," and tokens[j - 1].kind == "geo"


def listed_ranks(tokens: list[Token], i: int, state: Discourse) -> list[Rank]:
    """Read `the three main partners were A, B and C`."""
    names = [j for j in range(i + 1, len(tokens)) if tokens[j].kind == "geo"]
    counted = any(t.kind in {"numword", "number"} for t in tokens[max(0, i - 4) : i])
    if not counted or not 2 <= len(names) <= 6 or state.home is None:
        return []
    flow = str(tokens[i].value)
    return [
        Rank(
            j,
            k,
            Direction(state.home, str(tokens[j].value), ("reporter", "value")),
            flow,
            True,
            False,
        )
        for k, j in enumerate(names, 1)
        if str(tokens[j].value) != state.home
    ]
