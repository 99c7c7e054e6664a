"""What stands around a figure: the words and countries between it and the figure before.

What they mean for its sides is decided in `shares` and `binding`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.discourse import (
    Direction,
    Discourse,
    explicit_sides,
)
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.language import Language
from ingest.claims.rank_sides import outdone
from ingest.claims.rank_words import Rank
from ingest.claims.readings import Reading
from ingest.claims.respective import matched_flows, matched_lists
from ingest.claims.tokens import Token

BREAKS = {";", "break"}
COUNTRY_ROLES = {"mention", "other"}


@dataclass(slots=True)
class Bound:
    """A figure's frame and sides."""

    frame: Frame
    direction: Direction


class Neighbours:
    """The words around the figures of one sentence."""

    def __init__(
        self, tokens: list[Token], frames: list[Frame], state: Discourse, language: Language
    ) -> None:
        self.tokens = tokens
        self.frames = frames
        self.state = state
        self.language = language
        self.last: Bound | None = None
        self.last_place = -1
        self.last_measure = ""
        self.led: Bound | None = None
        self.passed: set[int] = set()
        self.parts: set[int] = set()
        self.ranks: list[Rank] = []
        self.beaten = outdone(tokens)
        self.told: list[tuple[Reading, Bound]] = []
        self.lists = matched_lists(tokens)
        self.flows = matched_flows(tokens, frames)

    def border(self, start: int, stop: int) -> bool:
        """Say whether a comma or more separates two places."""
        for j in range(start + 1, stop):
            explains = self.tokens[j].kind == "," and "which" in self.tokens[j + 1].tags
            if self.tokens[j].kind in BREAKS | {",", ":", "("} and not explains:
                return True
        return False

    def broken(self, start: int, stop: int) -> bool:
        """Say whether a clause border stands between."""
        return any(t.kind in BREAKS for t in self.tokens[start + 1 : stop])

    def fresh_clause(self, start: int, stop: int) -> bool:
        """Say whether a figure stands in a clause after the one of a head and its own figures."""
        between = self.tokens[start + 1 : stop]
        if any(t.kind in BREAKS for t in between):
            return True
        figures = any(t.kind in FIGURES for t in between)
        return figures and any(t.kind == "," or "and" in t.tags for t in between)

    def gap(self, i: int) -> list[int]:
        """Give the places between a figure and the figure or clause border before it."""
        start = i
        while start > 0 and self.tokens[start - 1].kind not in FIGURES:
            if self.tokens[start - 1].kind == ";":
                break
            start -= 1
        return list(range(start, i))

    def both_in(self, gap: list[int], frame: Frame) -> Direction | None:
        """Read both sides from a gap without a head of its own.

        Example: `while Belarusian ones to Russia - by 2 %`.
        """
        copy = Frame(frame.place, frame.flow, frame.word)
        for j in gap:
            token = self.tokens[j]
            if token.kind == "geo":
                role = self.language.side_of(self.tokens, j)
                role = "owner" if role == "mention" and "adjective" in token.extra else role
                copy.sides.setdefault(role, []).append(str(token.value))
        reporter, partner = explicit_sides(copy, self.state)
        return Direction(reporter, partner, ()) if reporter and partner else None

    def country_in(self, gap: list[int]) -> tuple[str, str] | None:
        """Give the last country of a gap and its role."""
        for j in reversed(gap):
            token = self.tokens[j]
            if token.kind == "geo" and j not in self.beaten:
                role = self.language.side_of(self.tokens, j)
                if role == "mention" and self.tokens[j + 1].low == "-":
                    return str(token.value), "owner"
                if role == "subject" and any(
                    self.tokens[k].kind == "partner" for k in gap if k > j
                ):
                    role = "with"
                listed = j + 1 < len(self.tokens) and self.tokens[j + 1].kind == "("
                if role not in COUNTRY_ROLES or (role == "other" and listed):
                    return str(token.value), role
        return None

    def bracketed(self, i: int) -> str | None:
        """Give the country that a figure in brackets explains.

        Example: `Germany (1.7 bn), Italy (1.4 bn)`.
        """
        if i < 2 or self.tokens[i - 1].kind != "(" or self.tokens[i - 2].kind != "geo":
            return None
        named = sum(
            self.tokens[k].kind == "geo" and self.tokens[k + 1].kind == "("
            for k in range(len(self.tokens) - 1)
        )
        return str(self.tokens[i - 2].value) if named > 1 else None

    def faced_after(self, i: int) -> tuple[str, str] | None:
        """Give the country of the second figure of `40 % from China and 25 % from Russia`."""
        if self.last_place < 0 or not self.beside(i) or not self.beside(self.last_place):
            return None
        return self.country_after(i)

    def beside(self, i: int) -> bool:
        """Say whether a preposition and a country follow a figure, a comma or a verb between."""
        after = self.tokens[i + 1 : i + 4]
        falls = bool(after) and (after[0].kind in {"verb", "share"} or "falls" in after[0].tags)
        after = after[1:] if falls else after
        return len(after) > 1 and after[0].kind == "prep" and after[1].kind == "geo"

    def strange_side(self, gap: list[int]) -> bool:
        """Say whether a gap leads to a name that no table has: `с РУз - 4,2 млрд`."""
        pairs = [(self.tokens[j], self.tokens[j + 1]) for j in gap if j + 1 in gap]
        return any(
            led.kind == "prep"
            and led.value in {"with", "from", "to"}
            and name.kind == "word"
            and name.capital
            for led, name in pairs
        )

    def country_after(self, i: int) -> tuple[str, str] | None:
        """Give the country of `25.9 percent in Russia`."""
        for j in range(i + 1, min(len(self.tokens), i + 7)):
            token = self.tokens[j]
            if token.kind == "geo":
                role, prep = self.language.side_of(self.tokens, j), self.tokens[j - 1]
                return (
                    (str(token.value), role)
                    if role in {"source", "target", "place", "with", "target?"} or "on" in prep.tags
                    else None
                )
            joined = "and" in token.tags and j + 1 < len(self.tokens)
            if joined and "those" in self.tokens[j + 1].tags:
                return None
            if token.kind in FIGURES or token.kind in {",", ";", "break", ")"}:
                return None
        return None

    def goods_in(self, gap: list[int]) -> Token | None:
        """Find the goods that a share is about."""
        return next((self.tokens[j] for j in gap if self.tokens[j].kind == "commodity"), None)
