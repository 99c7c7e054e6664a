"""What an article is about so far: the pair, whose foreign trade it is, and the period spoken of.

Only the state and its use for filling gaps are here; sentences are read in `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ingest.claims.classes import REGION_OF, fits, same_country
from ingest.claims.flow_frame import Frame, Sides
from ingest.claims.periods import FISCAL_STARTS, Clock, Span
from ingest.claims.tokens import Token

if TYPE_CHECKING:
    from ingest.claims.readings import Reading

WORLD = "WLD"
UNNAMED = "?"  # a part of the world without a code, such as Asia


@dataclass(slots=True)
class Discourse:
    """The state that sentences share.

    Attributes:
        home: The side whose foreign trade the article tells.
        main: The partner that the article is about; `WLD` where it is about all of them.
        reporter, partner: The sides spoken of last.
        day: Day of publication, or None.
        period: Period spoken of last.
        lead_flow: Flow of the first claim.
        flow, word, scope, commodity, hs: Of the last frame.
        currency: Currency printed last.
        multiplier: Million, billion or trillion, as in the last amount.
        owner: The first source that owns its data and is no news agency.
        weight: Tonnes printed last, None after an amount of money.
        moved: Year found by `rose again`, where the article says no year for it.
        term: Period ahead that was named last.
        focus: Partner named last, all partners together left out.
        lead_period: Period that the article opens with.
        speaker, source: Named last as the one who says it, and as the one whose data it is.
        books: Country whose books the source keeps.
        claimed: Whether a claim was read already.
        priced: Whether a currency was printed.
        voice: Country of the official who speaks, whom `our` belongs to.
        post: The post of the official who spoke last.
        since: Flows told since the last turnover; after both, `it` is the turnover again.
        trend: The growth or share read last.
        topic: Goods of the first claim with their codes, or None before it.
        opens: Whether the sentence begins a paragraph.
        listing: Whether a list goes on that a colon has opened.
        told: Periods that claims were read of.
        mentioned: Whether the trade of the article's pair was spoken of, though without a number.
        titled: Whether the headline names the pair.
        lead_scope: Scope that headline and lead say.
        seated: Whether the article is written in the country whose trade it tells.
        speaking: Whether an official speaks in this paragraph.
        ranking: Flow of the list of partners that was opened.
        staple: The goods that headline and lead name, as a token, if they name one kind only.
        foreign: Whether the article opens with something else than trade between countries.
        telling: Whether several of its sentences tell figures of trade.
    """

    home: str | None = None
    main: str | None = None
    reporter: str | None = None
    partner: str | None = None
    day: date | None = None
    period: Span | None = None
    flow: str | None = None
    lead_flow: str | None = None
    word: str = ""
    scope: str = "unspecified"
    commodity: str = ""
    hs: str = ""
    currency: str = "USD"
    multiplier: float | None = None
    weight: float | None = None
    owner: str | None = None
    moved: Span | None = None
    term: Span | None = None
    focus: str | None = None
    lead_period: Span | None = None
    staple: Token | None = None
    claimed: bool = False
    foreign: bool = False
    speaker: str | None = None
    source: str | None = None
    books: str | None = None
    priced: bool = False
    voice: str | None = None
    post: str = ""
    since: set[str] = field(default_factory=set)
    trend: Reading | None = None
    opens: bool = True
    topic: tuple[str, str] | None = None
    listing: bool = False
    told: set[Span] = field(default_factory=set)
    mentioned: bool = False
    titled: bool = False
    seated: bool = False
    lead_scope: str = "unspecified"
    speaking: bool = False
    ranking: str | None = None
    telling: bool = False

    def clock(self, period: Span | None = None) -> Clock:
        """Give the reference of relative expressions."""
        return Clock(self.day, period or self.period, FISCAL_STARTS.get(self.home or "", 4))

    def begin(self, *, opens: bool) -> None:
        """Return to the article's own pair at a new paragraph."""
        self.opens = opens
        self.speaking = self.speaking and not opens
        opens = opens and not self.listing
        if opens and self.lead_flow == "turnover":
            self.flow = self.word = "turnover"
        if self.opens or self.main == WORLD:
            self.reporter, self.partner = self.home, self.main
        lead = self.lead_period
        if not opens or lead is None or self.period is None:
            return
        inside = lead[0] <= self.period[0] and self.period[1] <= lead[1]
        if lead in self.told and (inside or self.period[1] < lead[0]):
            self.period = lead


@dataclass(frozen=True, slots=True)
class Direction:
    """The two sides of a frame, and which of them were not in its clause."""

    reporter: str | None
    partner: str | None
    inferred: tuple[str, ...]


def codes(sides: Sides, roles: tuple[str, ...], state: Discourse) -> list[str]:
    """Give the countries that have one of the roles, with words such as `its` resolved."""
    found: list[str] = []
    for role in roles:
        for code in sides.get(role, []):
            real = resolve(code, state)
            if real is not None and real not in found:
                found.append(real)
    return found


def resolve(code: str, state: Discourse) -> str | None:
    """Resolve `@home` and `@neighbour` to the countries meant."""
    if code == "@we" and state.voice in {state.home, state.main, state.reporter, state.partner}:
        return state.voice or state.home
    if code in {"@home", "@we"}:
        return state.home
    if code == "@nation":
        return (
            REGION_OF.get(state.home[:2], state.home)
            if state.home and "-" in state.home
            else state.home
        )
    if code == "@its":
        return state.reporter or state.home
    if code == "@partner" and state.main not in {None, WORLD, state.reporter}:
        return state.main
    if code in {"@neighbour", "@partner"}:
        known = current(state)[1]
        return known if known != WORLD else state.focus
    if code == "@sides":
        return None
    if code == "@third":
        return WORLD if state.home is not None and fits(state.home, "union") else UNNAMED
    if code.startswith("@a "):
        return described(code[3:], state)
    return code


def ours(token: Token) -> str:
    """Tell `our` of a speaker from `its` of the article and from `the region`."""
    if token.value != "1":
        return f"@a {token.value}"
    return "@we" if "first_person" in token.tags else "@home"


def described(kind: str, state: Discourse) -> str | None:
    """Find the side that is called so: `the kingdom`, `the region`; `~` marks the one faced."""
    faced = kind.endswith("~")
    known = (state.home, state.reporter, state.main, state.partner)
    found = {c: None for c in known if c is not None and fits(c, kind.rstrip("~"))}
    if len(found) > 1 and faced:
        found.pop(state.home or "", None)
    return next(iter(found), None)


OWN = ("owner", "subject", "agent")
EXPORT_TO = ("target", "target?", "with", "market", "for")


def explicit_sides(frame: Frame, state: Discourse) -> tuple[str | None, str | None]:
    """Read reporter and partner from the roles in the frame's clause."""
    if frame.word == "partner":
        roles = (
            ("owner", "origin", "target", "place")
            if frame.flow == "import"
            else ("owner", "origin")
        )
        own = codes(frame.sides, roles, state)
        other = codes(frame.sides, tuple(r for r in frame.sides if r not in roles), state)
        return first(own), first([c for c in other if c != first(own)])
    if frame.flow == "turnover":
        members = codes(
            frame.sides,
            (*(r for r in frame.sides if r not in {"for", "late", "other"}), "late"),
            state,
        )[:2]
        return (
            (members[0], members[1])
            if len(members) == 2
            else (members[0] if members else None, None)
        )
    if frame.flow == "balance":
        own = codes(frame.sides, (*OWN, "place", "target"), state)
        other = codes(frame.sides, ("with", "between", "pair"), state)
        return first(own), first([c for c in other if c != first(own)])
    if frame.flow == "export":
        own = codes(frame.sides, (*OWN, "source", "origin"), state)
        to = codes(frame.sides, (*EXPORT_TO, "place"), state)
        return pick(own, to)
    if frame.word == "import":
        own = codes(frame.sides, (*OWN, "target", "target?", "for"), state)
        other = codes(frame.sides, ("source", "origin", "with", "place"), state)
        return pick(own, other)
    own = codes(frame.sides, (*OWN,), state)
    other = codes(frame.sides, ("source", "origin", "place", "target?", "with"), state)
    if not own:
        own = codes(frame.sides, ("target",), state)
    return pick(own, other)


def several(frame: Frame, state: Discourse) -> bool:
    """Say whether more than one partner is named at once, so that a number is of none of them."""
    return any(len(codes(frame.sides, (role,), state)) > 1 for role in ("target", "source", "with"))


def pick(own: list[str], other: list[str]) -> tuple[str | None, str | None]:
    """Take the first of both sides that are not the same."""
    reporter = first(own)
    partner = first([c for c in other if c != reporter])
    if partner is None and len(own) > 1:
        partner = None
    return reporter, partner


def first(items: list[str]) -> str | None:
    """Give the first item, or None."""
    return items[0] if items else None


def shared(frame: Frame, state: Discourse) -> bool:
    """Say whether `the total turnover`, `the balance` is that of the article's two countries."""
    paired = state.home is not None and state.main not in {None, WORLD}
    soft = frame.flow == "balance" or (frame.soft and frame.flow == "turnover")
    return soft and paired


def complete(frame: Frame, state: Discourse) -> Direction:
    """Fill the sides that the clause leaves out from what was spoken of."""
    reporter, partner = explicit_sides(frame, state)
    if several(frame, state) and frame.word != "partner":
        own = codes(frame.sides, OWN, state)
        return Direction(own[0] if own else current(state)[0], UNNAMED, ())
    if reporter and partner:
        return Direction(reporter, partner, ())
    if (
        frame.flow == "turnover"
        and frame.word != "partner"
        and reporter
        and ("with" in frame.sides or "target" in frame.sides)
    ):
        return Direction(other_side(reporter, state), reporter, ("reporter",))
    faced = bool({"with", "between", "sides"} & set(frame.sides))
    if reporter is None and partner is None:
        return unsaid(frame, state, faced=faced)
    if reporter is None:
        return Direction(other_side(partner, state), partner, ("reporter",))
    if frame.mutual and not faced and fits(reporter, "union"):
        return Direction(reporter, reporter, ())
    if frame.whole and not faced and not (frame.mutual and state.main != WORLD):
        return Direction(reporter, WORLD, ("partner",))
    if frame.verbal and state.home not in {None, reporter} and reporter != state.main:
        return Direction(reporter, state.home, ("partner",))
    return Direction(reporter, counterpart(reporter, state), ("partner",))


def unsaid(frame: Frame, state: Discourse, *, faced: bool) -> Direction:
    """Give both sides of a frame that names none."""
    known = current(state)
    focus = state.focus or state.main
    if frame.mutual and focus not in {None, known[0]} and known[1] == WORLD:
        return Direction(known[0], focus, ("reporter", "partner"))
    told = spoken(state) if frame.flow in {"export", "import"} else None
    if told is not None:
        return told
    paired = frame.mutual and state.main not in {None, WORLD}
    if frame.whole and not faced and not paired and not shared(frame, state):
        return Direction(state.home or state.reporter, WORLD, ("reporter", "partner"))
    return Direction(*known, ("reporter", "partner"))


def spoken(state: Discourse) -> Direction | None:
    """Give the pair from the side of the official who speaks: his exports are his country's."""
    voice, known = state.voice, current(state)
    if not state.speaking or voice is None or voice == known[0] or voice != known[1]:
        return None
    return Direction(voice, known[0], ("reporter", "partner"))


def current(state: Discourse) -> tuple[str | None, str | None]:
    """Give the pair spoken of last."""
    reporter = state.reporter or state.home
    partner = state.partner or state.main
    if reporter == partner:
        inner = state.home is not None and fits(state.home, "union")
        return (state.home, state.main) if state.home != state.main or inner else (None, None)
    return reporter, partner


def other_side(partner: str | None, state: Discourse) -> str | None:
    """Give the side that faces a known partner."""
    reporter, known = current(state)
    if partner == reporter:
        return known if known != WORLD else state.home if state.home != partner else None
    if partner == state.home:
        return reporter if reporter != partner else state.main
    if same_country(partner, reporter):
        return known
    return reporter


def counterpart(reporter: str, state: Discourse) -> str | None:
    """Give the partner of a known reporter."""
    first_side, second = current(state)
    if state.main == WORLD and reporter == state.home:
        return WORLD
    if reporter == first_side or same_country(reporter, first_side):
        return second
    if reporter == second:
        return first_side
    if reporter == state.home:
        return state.main
    if reporter == state.main or same_country(reporter, state.main):
        return state.home
    if same_country(reporter, state.home):
        return state.main
    return WORLD if WORLD in {second, state.main} else state.home
