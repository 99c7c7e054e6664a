"""Bind a figure to its flow and its two sides.

It has a frame of its own, stands in a list that goes on with another country, or is a share.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.carrying import inherited, real_sides, remember
from ingest.claims.classes import fits, members, same_country
from ingest.claims.discourse import (
    WORLD,
    Direction,
    complete,
)
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.neighbours import Bound
from ingest.claims.readings import Reading
from ingest.claims.shares import ShareBinder
from ingest.claims.subjects import foreign_subject, foreign_words, taken_up
from ingest.claims.tokens import goods_name

BREAKS = {";", "break"}
COUNTRY_ROLES = {"mention", "other"}
OPPOSITE = {"export": "import", "import": "export"}


class Binder(ShareBinder):
    """Binds the figures of one sentence, in order."""

    def bind(self, reading: Reading) -> Bound | None:
        """Bind one figure and remember it for the next."""
        bound = self.find(reading)
        if bound is None or not self.believable(bound, reading) or not whole(reading, bound):
            return None
        if reading.unit == "T" and bound.frame.place == -1 and bound.frame.flow == "turnover":
            bound.frame.flow = "export"
        self.state.claimed = True
        if self.state.topic is None:
            self.state.topic = (bound.frame.commodity, bound.frame.hs)
        self.state.lead_flow = self.state.lead_flow or bound.frame.flow
        if bound.frame.flow == "turnover":
            self.state.since.clear()
        else:
            self.state.since.add(bound.frame.flow)
        listed = self.lists.get(reading.place)
        if listed is not None:
            bound = Bound(bound.frame, self.substitute(bound, listed, "with"))
        if self.last is None and bound.frame.flow == "turnover":
            self.led = bound
        self.last, self.last_place, self.last_measure = bound, reading.place, reading.measure
        self.passed.add(bound.frame.place)
        self.told.append((reading, bound))
        if reading.measure == "share_pct":
            self.parts |= set() if reading.head is None else {reading.head}
        remember(self.state, bound.frame, bound.direction)
        return bound

    def believable(self, bound: Bound, reading: Reading) -> bool:
        """Say whether a reading speaks of trade between countries at all."""
        frame, claimed = bound.frame, self.state.claimed
        loose = frame.place >= 0 and "loose" in self.tokens[frame.place].tags
        if loose and (reading.measure == "share_pct" or not self.goods_told()):
            return False
        known = claimed or self.state.mentioned or self.state.telling
        if frame.void or (frame.place == -1 and not known):
            return False
        spoken = any("first_person" in t.tags for t in self.tokens[: reading.place])
        if frame.place == -1 and not spoken:
            told = foreign_subject if self.language.subject_first else foreign_words
            if told(self.tokens, reading.place):
                return False
            if any("priced" in t.tags for t in self.tokens[: reading.place]):
                return False
        counted = reading.measure == "value" and reading.unit is None
        if counted and not self.state.priced:
            return False
        if frame.place == -1 and reading.unit != "PCT" and self.costs(reading.place):
            return False
        negated = any(t.kind == "neg" for t in self.tokens[: reading.place])
        if frame.place == -1 and negated and not taken_up(self.tokens, reading.place):
            return False
        named = {str(t.value) for t in self.tokens if t.kind == "geo"}
        titled = self.state.titled and frame.place >= 0 and not frame.verbal
        alone = not known and not titled and not real_sides(frame) and len(named) < 2
        if alone and not self.paired(bound) and not self.owned_whole(bound):
            return False
        if not claimed and frame.place >= 0 and "the_total" in self.tokens[frame.place].tags:
            return False
        return not self.state.foreign or self.both_named(bound)

    def goods_told(self) -> bool:
        """Say whether the sentence names goods, so that what `went` to a country is trade."""
        return any(t.kind in {"scope", "commodity"} for t in self.tokens)

    def leads(self, i: int, head: int) -> bool:
        """Say whether a step opens its clause: `на 7 % снизились закупки`."""
        step = i > 0 and self.tokens[i - 1].kind == "prep" and self.tokens[i - 1].value == "na"
        j = i - 2
        while j >= 0 and self.tokens[j].kind in {"hedge", "period"}:
            j -= 1
        opens = j < 0 or self.tokens[j].kind in {",", ";", "break", '"', ":", "."}
        return step and opens and any(t.kind == "rise" for t in self.tokens[i + 1 : head])

    def owned_whole(self, bound: Bound) -> bool:
        """Say whether the head means all the foreign trade of a side whose office was named."""
        frame, home = bound.frame, self.state.home
        named = bool(frame.sides) and bound.direction.reporter == home
        if frame.place >= 0 and frame.whole and home is not None and named:
            return True
        owners = frame.sides.get("owner", [])
        if frame.place >= 0 and named and any(code.startswith("@a ") for code in owners):
            return True
        own = home == self.state.books or (self.state.seated and not frame.verbal)
        whole = frame.whole or (self.state.seated and frame.scope == "goods")
        return frame.place >= 0 and whole and home is not None and own

    def paired(self, bound: Bound) -> bool:
        """Say whether words such as `our` or `the two countries` stand for the article's pair."""
        known = {self.state.home, self.state.main}
        sides = {bound.direction.reporter, bound.direction.partner}
        told = {code for found in bound.frame.sides.values() for code in found}
        said = bool(told - {"@its"}) or bound.frame.mutual
        return bound.frame.place >= 0 and said and WORLD not in known and sides == known

    def costs(self, i: int) -> bool:
        """Say whether an amount is what something costs: `a $1.3 bn plant`."""
        before, after = self.tokens[max(0, i - 3) : i], self.tokens[i + 1 : i + 2]
        if any("cost" in t.tags for t in before):
            return True
        led = bool(before) and (before[-1].kind == "article" or before[-1].low == "a")
        named = bool(after) and after[0].kind in {"word", "ordinal", "largest"}
        return led and named and not after[0].tags & {"after_amount", "before_flow"}

    def both_named(self, bound: Bound) -> bool:
        """Say whether both sides stand in the figure's own clause."""
        return not bound.direction.inferred and bound.frame.place >= 0

    def find(self, reading: Reading) -> Bound | None:
        """Find frame and sides of a figure."""
        frame = self.frame_of(reading)
        if frame is None:
            return None
        if self.reversed(reading.place, frame) and self.last is not None:
            flow = OPPOSITE[frame.flow]
            return Bound(Frame(-1, flow, flow), self.last.direction)
        frame = self.flipped(frame, reading.place)
        frame = self.on_topic(frame) if reading.unit == "T" else frame
        self.pass_until(reading.place, frame)
        gap = self.gap(reading.place)
        if reading.measure == "share_pct" or reading.unit == "PP":
            return self.share(reading, frame, gap)
        listed = frame.place == -1 or 0 <= frame.place < self.last_place
        goods = self.goods_in(gap) if listed else None
        if goods is not None and not frame.verbal:
            frame = replace(frame, commodity=goods_name(goods), hs=str(goods.value), scope="goods")
        own = frame.place > self.last_place or self.last is None or frame.place == -1
        if self.last is not None and self.joined(reading):
            return self.last
        if not own and self.last is not None and frame.place == self.last.frame.place:
            bound = Bound(frame, self.last.direction)
        else:
            bound = Bound(frame, self.turned(frame, complete(frame, self.state)))
        bound = Bound(bound.frame, self.placed(bound.direction, reading.place))
        bound = Bound(bound.frame, self.part_of_told(bound, reading.place))
        beside = self.bracketed(reading.place)
        if beside is not None and bound.direction.reporter not in {None, beside}:
            return Bound(bound.frame, Direction(bound.direction.reporter, beside, ()))
        parted = any(self.tokens[j].kind == "share" for j in gap)
        headed = reading.head is not None and parted
        follows = frame.place < self.last_place or frame.place == -1 or frame.word == "partner"
        follows = follows and not taken_up(self.tokens, reading.place)
        if headed or follows or (frame.place > reading.place and not frame.sides):
            both = self.both_in(gap, bound.frame)
            if both is not None:
                return Bound(bound.frame, both)
            near = self.faced_after(reading.place) or self.country_in(gap)
            if near is None and follows and self.strange_side(gap):
                return None
            other = near or self.country_after(reading.place)
            if other is not None:
                return Bound(bound.frame, self.substitute(bound, *other))
        return bound

    def part_of_told(self, bound: Bound, i: int) -> Direction:
        """Keep the pair in `14.4 billion of it was Mongolian exports`: a part of what was told."""
        told = bound.direction
        counted = i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "count"
        last = self.last.direction if self.last is not None else None
        pair = {last.reporter, last.partner} if last else {self.state.home, self.state.main}
        if not counted or told.partner != WORLD or WORLD in pair or told.reporter not in pair:
            return told
        other = next((c for c in pair if c != told.reporter), None)
        return Direction(told.reporter, other, ("partner",))

    def placed(self, direction: Direction, i: int) -> Direction:
        """Read `Russia came first with a turnover of 9 bn` as home's trade with Russia."""
        home = self.state.home
        shown = self.presented(i)
        if shown is not None and direction.reporter == home and "partner" in direction.inferred:
            return Direction(home, shown, ("reporter", "partner"))
        alone = direction.partner == WORLD and direction.reporter not in {None, home}
        if home is None or not alone or not any(t.kind == "ranked" for t in self.tokens[:i]):
            return direction
        return Direction(home, direction.reporter, ("reporter",))

    def presented(self, i: int) -> str | None:
        """Give the side of `Bryansk is partner number one: mutual trade passed 390 million`."""
        colon = next((j for j in range(i) if self.tokens[j].kind == ":"), None)
        before = self.tokens[: colon or 0]
        if not any(t.kind == "partner" for t in before):
            return None
        named = [str(t.value) for t in before if t.kind == "geo" and t.value != self.state.home]
        return named[0] if len(named) == 1 else None

    def on_topic(self, frame: Frame) -> Frame:
        """Give tonnes without a name of goods those that the article is about."""
        topic = self.state.topic
        if not topic or not topic[0] or frame.commodity or frame.scope != "unspecified":
            return frame
        return replace(frame, commodity=topic[0], hs=topic[1], scope="goods")

    def flipped(self, frame: Frame, i: int) -> Frame:
        """Give an inherited flow its opposite in `The reverse: 61 million`."""
        if self.taker(frame):
            return replace(frame, flow="export", word="export", sides=self.taken(frame))
        faced = self.faced_first(i) if frame.place == -1 else None
        if faced is not None:
            return replace(frame, flow=faced, word=faced)
        opposite = OPPOSITE.get(frame.flow)
        if frame.place >= 0 or opposite is None:
            return frame
        if not any(t.kind == "reverse" for t in self.tokens[max(0, self.last_place) : i]):
            return frame
        return replace(frame, flow=opposite, word=opposite)

    def reversed(self, i: int, frame: Frame) -> bool:
        """Say whether a clause after a break tells the other way: `while 2 bn moved back`."""
        if frame.flow not in OPPOSITE or self.last is None or frame.place > self.last_place:
            return False
        borders = BREAKS | {","}
        start = max(
            (j for j in range(self.last_place, i) if self.tokens[j].kind in borders), default=i
        )
        if start == i:
            return False
        ends = BREAKS | FIGURES
        stop = next(
            (j for j in range(i + 1, len(self.tokens)) if self.tokens[j].kind in ends), None
        )
        return any(t.kind == "reverse" for t in self.tokens[start:stop])

    def taker(self, frame: Frame) -> bool:
        """Say whether `Spain took 4.7 million tonnes` goes on with what home exports."""
        named = frame.sides.get("subject", [])
        weak = frame.verbal and frame.word == "buy" and "weak" in self.tokens[frame.place].tags
        led = self.state.lead_flow in {None, "export"}
        known = led and self.state.home not in {None, *named}
        return weak and known and bool(named) and not set(frame.sides) & {"source", "origin"}

    def taken(self, frame: Frame) -> dict[str, list[str]]:
        """Give the sides of an export to those who took it."""
        return {"subject": [self.state.home or ""], "target": frame.sides["subject"]}

    def faced_first(self, i: int) -> str | None:
        """Give the flow of `To Poland - $213 million`, which its preposition tells."""
        start = next((j for j, t in enumerate(self.tokens[:i]) if t.kind != '"'), 0)
        led = self.tokens[start : start + 2]
        if len(led) < 2 or led[0].value not in {"to", "from", "na"} or led[1].kind != "geo":
            return None
        role = self.language.side_of(self.tokens, start + 1)
        if self.state.home in {None, str(led[1].value)}:
            return None
        return {"target": "export", "source": "import"}.get(role)

    def turned(self, frame: Frame, direction: Direction) -> Direction:
        """Swap the sides of `deliveries in the other direction`."""
        near = self.tokens[max(0, frame.place - 4) : frame.place + 6] if frame.place >= 0 else []
        if frame.sides or not any(t.kind == "reverse" for t in near):
            return direction
        return Direction(direction.partner, direction.reporter, ("partner", "reporter"))

    def joined(self, reading: Reading) -> bool:
        """Say whether an amount only gives the worth of the share before it.

        Example: `39.7 %, or $37.7 bn`.
        """
        if self.last is None or self.last_place < 0 or reading.measure != "value":
            return False
        if self.last_measure != "share_pct":
            return False
        between = self.tokens[self.last_place + 1 : reading.place]
        return len(between) <= 4 and any(t.kind == "(" or "or" in t.tags for t in between)

    def frame_of(self, reading: Reading) -> Frame | None:
        """Choose the frame of a figure."""
        i = reading.place
        if i in self.flows:
            return self.flows[i]
        headed = next((f for f in self.frames if f.place == reading.head), None)
        if headed is not None:
            return headed
        before = [f for f in self.frames if f.place < i]
        before = [f for f in before if not (f.void and taken_up(self.tokens, i))]
        mains = [f for f in before if f.place not in self.parts]
        before = mains if mains and mains[-1].place < self.last_place else before
        flows = [f for f in before if f.word != "partner"]
        if flows and before[-1].word == "partner" and not self.broken(flows[-1].place, i):
            before = flows
        after = [f for f in self.frames if f.place > i and not self.border(i, f.place)]
        parts = {f.flow for f in self.frames if f.place > i}
        if after and self.leads(i, after[0].place):
            return after[0]
        both = reading.measure == "value" and parts >= {"export", "import"}
        if not before and both and self.state.lead_flow == "turnover":
            return Frame(-1, "turnover", "turnover")
        if before and not (after and self.fresh_clause(before[-1].place, i)):
            return before[-1]
        if after:
            return after[0]
        if before:
            return before[-1]
        only = len(self.frames) == 1 and self.state.flow is None
        return self.frames[0] if only else self.carried_frame(i)

    def carried_frame(self, i: int) -> Frame | None:
        """Give the frame that a figure without a head goes on with."""
        opening = {"period", "target", "forecast"}
        summed = any(t.kind == "total" and t.low == "total" for t in self.tokens[:i])
        if summed and self.state.lead_flow == "turnover":
            return Frame(-1, "turnover", "turnover")
        noun = any("change_noun" in t.tags for t in self.tokens[:2])
        dated = any(t.kind in opening for t in self.tokens[:i])
        hoped = any(t.kind in {"target", "forecast"} for t in self.tokens[:i])
        goes_on = any("resumes" in t.tags or t.kind == "commodity" for t in self.tokens[:i])
        led = self.state.lead_flow in {"turnover", "balance"} and self.state.main != WORLD
        if (
            hoped
            and led
            and (not goes_on or taken_up(self.tokens, i))
            and self.tokens[i].kind == "amount"
        ):
            return Frame(-1, "turnover", "turnover")
        frame = inherited(self.state, anew=noun or dated)
        lead = self.state.lead_flow
        goods = any(t.kind == "commodity" for t in self.tokens[:i])
        if frame is not None and frame.flow == "balance" and goods and lead in OPPOSITE:
            return replace(frame, flow=lead, word=lead)
        return frame

    def substitute(self, bound: Bound, code: str, role: str) -> Direction:
        """Put a country into the place of the reporter or the partner of the figure before."""
        old = bound.direction
        if role == "own_flow" and code not in {old.reporter, old.partner}:
            return Direction(code, old.partner, ())
        if role == "own_flow" and bound.frame.flow == "import":
            home = self.state.home
            taker = old.partner if code == old.reporter else old.reporter
            return Direction(taker if home in {None, code} else home, code, ())
        group = old.reporter or ""
        inside = members().get(group, frozenset())
        if (
            code in inside
            and role in {"subject", "owner", "pair"}
            and bound.frame.flow != "turnover"
        ):
            other = WORLD if old.partner == WORLD else group
            return Direction(code, other, ())
        if code in {old.reporter, old.partner}:
            if (
                role in {"owner", "subject", "own_flow"}
                and bound.frame.word != "partner"
                and code == old.partner
                and bound.frame.flow in {"export", "import"}
            ):
                return Direction(code, old.reporter, ())
            return old
        if fits(code, old.reporter or ""):
            return Direction(code, old.partner, ())
        if same_country(code, old.partner) or fits(code, old.partner or ""):
            return Direction(old.reporter, code, ())
        if role in {"subject", "owner"} and same_country(code, old.reporter):
            return Direction(code, old.partner, ())
        taking = role == "subject" and old.partner == self.state.home
        if (bound.frame.flow == "export" and role == "source") or taking:
            return Direction(code, old.partner, ())
        return Direction(old.reporter, code, ())

    def pass_until(self, stop: int, besides: Frame) -> None:
        """Let the frames before a figure change the state."""
        for frame in self.frames:
            if frame.place >= stop or frame is besides or frame.void or frame.place in self.passed:
                continue
            self.passed.add(frame.place)
            direction = complete(frame, self.state)
            self.state.claimed = self.state.claimed or len(real_sides(frame)) > 1
            self.state.mentioned = self.state.mentioned or self.of_pair(frame, direction)
            remember(self.state, frame, direction)
            self.state.scope, self.state.commodity, self.state.hs = "unspecified", "", ""

    def of_pair(self, frame: Frame, direction: Direction) -> bool:
        """Say whether a flow without a number is one of the article's own pair."""
        pair = {self.state.home, self.state.main}
        same = {direction.reporter, direction.partner} == pair and WORLD not in pair
        return (
            same and None not in pair and (self.state.titled or bool(frame.sides) or frame.mutual)
        )


def whole(reading: Reading, bound: Bound) -> bool:
    """Leave out what a member has of its own group's trade: its partner is not named."""
    reporter, partner = bound.direction.reporter or "", bound.direction.partner or ""
    faced = [c for c in real_sides(bound.frame) if fits(c, "union")]
    if reading.measure == "share_pct" and any(fits(partner, g) for g in faced):
        return False
    inner = bound.frame.flow in {"export", "import"} or reading.measure == "share_pct"
    return not inner or not fits(partner, reporter)
