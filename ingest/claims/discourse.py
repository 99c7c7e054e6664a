"""What an article is about so far: the pair, whose foreign trade it is, and the period spoken of.

Only the state and its use for filling gaps are here; sentences are read in `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ingest.claims.frames import Frame, Sides
from ingest.claims.periods import Clock, Span

WORLD = "WLD"
GROUPS = {"EAEU", "CIS", "EU27", "ASEAN", "CU", "BRICS"}


@dataclass(slots=True)
class Discourse:
    """The state that sentences share.

    Attributes:
        home: The side whose foreign trade the article tells.
        partner: The other side spoken of last.
        reporter: The side whose viewpoint was taken last.
        day: Day of publication, or None.
        period: Period spoken of last.
        flow, scope, commodity, hs: Of the last frame.
        currency: Currency printed last.
    """

    home: str | None = None
    partner: str | None = None
    reporter: str | None = None
    day: date | None = None
    period: Span | None = None
    base: Span | None = None
    flow: str | None = None
    word: str = ""
    scope: str = "unspecified"
    commodity: str = ""
    hs: str = ""
    currency: str = "USD"
    speaker: str | None = None
    source: str | None = None
    mentioned: list[str] = field(default_factory=list)

    def clock(self, period: Span | None = None) -> Clock:
        """Give the reference of relative expressions."""
        return Clock(self.day, period or self.period)

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """The two sides spoken of last."""
        return self.home, self.partner


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
    if code == "@home":
        return state.reporter or state.home
    if code == "@neighbour":
        if state.reporter is not None and state.reporter == state.partner:
            return state.home
        return state.partner if state.partner != WORLD else None
    if code == "@sides":
        return None
    return code


OWN = ("owner", "subject", "agent")
EXPORT_TO = ("target", "target?", "with", "market", "for")


def explicit_sides(frame: Frame, state: Discourse) -> tuple[str | None, str | None]:
    """Read reporter and partner from the roles in the frame's clause."""
    if frame.flow == "turnover":
        members = codes(frame.sides, ("pair", "between", "owner", "subject", "agent", "with", "place", "target", "target?", "source"), state)
        members = members[:2]
        return (members[0], members[1]) if len(members) == 2 else (members[0] if members else None, None)
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


def complete(frame: Frame, state: Discourse) -> Direction:
    """Fill the sides that the clause leaves out from what was spoken of."""
    reporter, partner = explicit_sides(frame, state)
    missing = tuple(n for n, v in (("reporter", reporter), ("partner", partner)) if v is None)
    if reporter and partner:
        return Direction(reporter, partner, ())
    if frame.flow == "turnover":
        return fill_turnover(frame, state, reporter, missing)
    if reporter is None and partner is None:
        if frame.whole:
            return Direction(state.home, WORLD, missing)
        return Direction(*viewpoint(state), missing)
    if reporter is None:
        return Direction(other_side(partner, state), partner, missing)
    if frame.whole:
        return Direction(reporter, WORLD, missing)
    return Direction(reporter, counterpart(reporter, state), missing)


def viewpoint(state: Discourse) -> tuple[str | None, str | None]:
    """Give the pair as the last speaker saw it."""
    if state.reporter == state.partner and state.partner is not None:
        return state.partner, state.home
    return state.home, state.partner


def fill_turnover(frame: Frame, state: Discourse, member: str | None, missing: tuple[str, ...]) -> Direction:
    """Complete a two-way flow of which one side or none is named."""
    if member is None:
        if frame.whole and state.partner == WORLD:
            return Direction(state.home, WORLD, missing)
        return Direction(state.home, state.partner, missing)
    if frame.whole and "with" not in frame.sides:
        return Direction(member, WORLD, ("partner",))
    if "with" in frame.sides:
        return Direction(other_side(member, state), member, ("reporter",))
    return Direction(member, counterpart(member, state), ("partner",))


def other_side(partner: str | None, state: Discourse) -> str | None:
    """Give the side that faces a known partner."""
    if partner == state.home:
        return state.partner
    if partner is not None and state.home is not None and same_country(partner, state.home):
        return state.partner
    return state.home


def counterpart(reporter: str, state: Discourse) -> str | None:
    """Give the partner of a known reporter."""
    if reporter == state.home:
        return state.partner
    if reporter == state.partner:
        return state.home
    if same_country(reporter, state.home):
        return state.partner
    return WORLD if state.partner in {WORLD, None} else state.home if state.home != reporter else WORLD


REGION_OF = {"RU": "RUS", "BY": "BLR", "CN": "CHN", "US": "USA", "KZ": "KAZ", "UA": "UKR", "DE": "DEU", "IN": "IND"}


def same_country(a: str | None, b: str | None) -> bool:
    """Say whether one code is a region of the other."""
    if a is None or b is None:
        return False
    return REGION_OF.get(a[:2]) == b if "-" in a else "-" in b and REGION_OF.get(b[:2]) == a
