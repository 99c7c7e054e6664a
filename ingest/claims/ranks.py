"""Ranks: `India's third-largest partner`, `занимает второе место среди покупателей`."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.carrying import remember
from ingest.claims.discourse import Direction, Discourse, counterpart, other_side, ours, resolve
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.language import Language
from ingest.claims.tokens import Token

BREAKS = {";", "break"}
FLOWS = {"turnover", "import", "export"}
FACED = {"import": {"target", "target?", "place", "for"}, "export": {"for"}}
CLOSED = {",", ".", ";", "-", "(", "prep", "break", ":"}
TOLD = FLOWS | {"foreign", "mutual"}
LONGEST = 30
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
    """

    place: int
    value: int
    direction: Direction
    flow: str
    inferred: bool
    generic: bool


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
        elif token.kind == "ordinal" and not found:
            found.extend(said_ranks(tokens, i, state))
    listed = numbered_rank(tokens, state)
    return [*found, *further_ranks(tokens, found), *listed]


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
        if not placing(tokens[i]):
            continue
        value = int(tokens[i].value)
        partner = next((t for t in tokens[i + 1 : i + 7] if t.kind == "partner"), None)
        if partner is not None and "among" in tokens[i + 1].tags:
            flow = str(partner.value)
            result.append(Rank(i, value, first.direction, flow, False, first.generic))
            continue
        holder = holder_beside(tokens, i)
        if holder is not None and holder not in {first.direction.partner, first.direction.reporter}:
            direction = Direction(first.direction.reporter, holder, ())
            result.append(Rank(i, value, direction, first.flow, False, first.generic))
    return result


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


def said_ranks(tokens: list[Token], i: int, state: Discourse) -> list[Rank]:
    """Read `Среди источников импорта Россия пятая`, `по экспорту он третий`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if not placing(tokens[i]) or (after is not None and after.kind not in CLOSED):
        return []
    skipped = i > 1 and (tokens[i - 1].kind == "-" or "linking" in tokens[i - 1].tags)
    j = i - 2 if skipped else i - 1
    subject = tokens[j] if j >= 0 else None
    if subject is None:
        return []
    pronoun = "person" in subject.tags
    holder = state.main if pronoun else str(subject.value) if subject.kind == "geo" else None
    flow = cue_before(tokens, j) or ("" if pronoun or tokens[i - 1].kind != "-" else state.flow)
    owner = state.home if holder != state.home else other_side(holder, state)
    if flow not in FLOWS or holder in {None, "WLD", owner} or owner is None or not state.claimed:
        return []
    return [Rank(i, int(tokens[i].value), Direction(owner, holder, ()), flow, False, False)]


def cue_before(tokens: list[Token], stop: int) -> str | None:
    """Give the flow of `among its suppliers` or `in exports` before a place."""
    for token in reversed(tokens[:stop]):
        if token.kind in {"partner", "flow"} and token.value in FLOWS:
            return str(token.value)
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
    if value is None or value[2]:
        after = next(
            (
                j
                for j in range(i + 1, min(len(tokens), i + 3))
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
    if (flow is None and partner is None) or any(t.kind == "neg" for t in context):
        return []
    told = str(partner.value) if partner is not None else flow or "turnover"
    place = (i, int(tokens[i].value), False)
    subject = next((j for j in range(i - 1, -1, -1) if tokens[j].kind == "geo"), None)
    if subject is None or told not in FLOWS:
        return []
    return one_rank(tokens[: i + 1], i, place, told, state, language, reach=12)


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
    owner = holder = None
    for j in clause(tokens, i):
        token = tokens[j]
        if token.kind not in {"geo", "home"} or outdone(tokens, j):
            continue
        role = language.side_of(tokens, j)
        code = str(token.value) if token.kind == "geo" else resolve(ours(token), state)
        if (role in {"owner", "origin"} and abs(j - i) <= reach) or (
            token.kind == "geo" and role in FACED.get(flow, ())
        ):
            owner = owner or code
        elif token.kind == "geo" and role not in {"mention", "other", "place"} and holder is None:
            holder = code
    if owner is None:
        faced = holder not in {None, state.home} and state.home is not None
        owner = state.home if faced or holder is None else other_side(holder, state)
    if holder is None or holder == owner:
        holder = counterpart(owner, state) if owner else None
    if owner is None or holder is None or holder in {owner, "WLD"}:
        return []
    missing = tuple(["value"] if value[2] else [])
    present = any(t.tags & {"is_present", "holds"} for t in tokens[max(0, i - 8) : i + 1])
    dashed = any("dash_is" in t.tags for t in tokens[max(0, i - 5) : i])
    rank = Rank(
        value[0], value[1], Direction(owner, holder, missing), flow, value[2], present or dashed
    )
    if not any(t.kind in {"flow", "verb"} for t in tokens):
        remember(state, Frame(i, flow, "partner"), rank.direction)
    return [rank]


def outdone(tokens: list[Token], j: int) -> bool:
    """Say whether a country is the one left behind: `overtook Poland to become the second`."""
    return j > 0 and "outdoing" in tokens[j - 1].tags


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


def clause(tokens: list[Token], i: int) -> list[int]:
    """Give the places of the clause around a noun, the nearest first."""
    start = stop = i
    while start > 0 and tokens[start - 1].kind not in BREAKS:
        start -= 1
    while (
        stop + 1 < len(tokens)
        and tokens[stop + 1].kind not in BREAKS
        and tokens[stop + 1].kind not in FIGURES
    ):
        stop += 1
    commas = [j for j in range(start, stop + 1) if tokens[j].kind == ","]

    def distance(j: int) -> tuple[bool, int]:
        return any(min(i, j) < k < max(i, j) for k in commas), abs(j - i)

    return sorted(range(start, stop + 1), key=distance)
