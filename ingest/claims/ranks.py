"""Ranks: `India's third-largest partner`, `занимает второе место среди покупателей`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.claims.carrying import remember
from ingest.claims.discourse import Direction, Discourse
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.language import Language
from ingest.claims.rank_sides import outdone, rank_sides
from ingest.claims.readings import Reading
from ingest.claims.tense import standing
from ingest.claims.tokens import Token

BREAKS = {";", "break"}
FLOWS = {"turnover", "import", "export"}
CLOSED = {",", ".", ";", "-", "(", "prep", "break", ":"}
TOLD = FLOWS | {"foreign", "mutual"}
LONGEST = 30
REACH = 14
LONGEST_ASIDE = 6
NAMES = {"geo", "neighbour"}


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank and what it is of.

    Attributes:
        place: Index of the token that prints it.
        value: The rank.
        direction: Whose partner (reporter) holds it (partner).
        flow: `turnover` for partners, `import` for suppliers, `export` for buyers.
        inferred: Whether no number word stands there (`the main partner`).
        generic: Whether it is said in the present, without a period.
        earlier: Whether it is the place that was held before.
        goods: The goods that are bought or sold, if they are named beside it.
    """

    place: int
    value: int
    direction: Direction
    flow: str
    inferred: bool
    generic: bool
    earlier: bool = False
    goods: Token | None = None


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
    tokens: list[Token], found: list[Rank], told: list[tuple[Reading, str, Direction]]
) -> list[Rank]:
    """Read `its share is 5 %, number four after China`: a place has the sides of its figure."""
    result = []
    for i, token in enumerate(tokens):
        before = [figure for figure in told if figure[0].place < i]
        leads = token.kind == "leads" and token.value == "1"
        if not before or not (leads or placing(token)) or any(r.place == i for r in found):
            continue
        reading, flow, direction = before[-1]
        sure = leads or places(tokens, i)
        loose = reading.measure == "share_pct" and closed(tokens, i)
        if led_from(tokens, i) or direction.partner == "WLD" or not (sure or loose):
            continue
        between = range(reading.place + 1, i)
        if not any(strange(tokens, j, flow, direction) for j in between):
            present = any("is_present" in tokens[j].tags for j in between)
            result.append(Rank(i, int(token.value), direction, flow, False, present))
    return result


def closed(tokens: list[Token], i: int) -> bool:
    """Say whether a place is told by an ordinal alone, or by `second place`, `третий результат`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.kind in CLOSED or places(tokens, i)


def places(tokens: list[Token], i: int) -> bool:
    """Say whether `place` follows an ordinal."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and (after.kind == "ranked" or "place_noun" in after.tags)


def strange(tokens: list[Token], j: int, flow: str, direction: Direction) -> bool:
    """Say whether a word leads away from a figure's sides: another country, flow or clause."""
    token = tokens[j]
    if token.kind == "geo":
        sides = {direction.reporter, direction.partner}
        return j not in outdone(tokens) and str(token.value) not in sides
    if token.kind == "flow":
        return flow_told(str(token.value)) != flow
    return token.kind in {";", "partner"}


def elliptic(tokens: list[Token], i: int) -> bool:
    """Say whether the noun is left out: `its main partner in the CIS and its fourth largest`."""
    after = tokens[i + 1 : i + 3]
    largest = bool(after) and after[0].kind == "largest"
    joined = i > 0 and "and" in tokens[i - 1].tags
    if joined and after and after[0].kind == "prep" and after[0].value in {"in", "to"}:
        return True
    return largest and (len(after) < 2 or after[1].kind in CLOSED)


def led_from(tokens: list[Token], i: int) -> bool:
    """Say whether a place is the one that was held before: `from fifth`, `against 28th`."""
    j = i - 1
    while j >= 0 and (tokens[j].kind == "article" or "light" in tokens[j].tags):
        j -= 1
    if j < 0:
        return False
    led = tokens[j]
    return led.kind == "base" or (led.kind == "prep" and led.value in {"from", "with"})


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


def placing(token: Token) -> bool:
    """Say whether a token is an ordinal that can be a rank."""
    return token.kind == "ordinal" and int(token.value) > 0


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


def flow_told(word: str) -> str:
    """Give the flow of a noun: foreign and mutual trade are turnover."""
    return word if word in FLOWS else "turnover"


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
    if any("regions" in t.tags for t in tokens[i : i + 7]):
        return []
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
    return one_rank(tokens[: i + 1], i, place, told, state, language, reach=12)


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
