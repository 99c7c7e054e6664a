"""Bind a figure to its flow and its two sides.

It has a frame of its own, stands in a list that goes on with another country, or is a share.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.claims.classes import members
from ingest.claims.classes import fits, same_country
from ingest.claims.carrying import inherited, real_sides, remember
from ingest.claims.discourse import (
    WORLD,
    Direction,
    Discourse,
    codes,
    complete,
    counterpart,
    explicit_sides,
    other_side,
    ours,
    resolve,
)
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.language import Language
from ingest.claims.percents import of_which
from ingest.claims.readings import Reading
from ingest.claims.respective import matched_flows, matched_lists
from ingest.claims.subjects import foreign_subject, foreign_words
from ingest.claims.tokens import Token, goods_name

BREAKS = {";", "break"}
COUNTRY_ROLES = {"mention", "other"}


@dataclass(slots=True)
class Bound:
    """A figure's frame and sides."""

    frame: Frame
    direction: Direction


class Binder:
    """Binds the figures of one sentence, in order."""

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
        self.lists = matched_lists(tokens)
        self.flows = matched_flows(tokens, frames)

    def bind(self, reading: Reading) -> Bound | None:
        """Bind one figure and remember it for the next."""
        bound = self.find(reading)
        if bound is None or not self.believable(bound, reading):
            return None
        if reading.unit == "T" and bound.frame.place == -1 and bound.frame.flow == "turnover":
            bound.frame.flow = "export"
        self.state.claimed = True
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
        remember(self.state, bound.frame, bound.direction)
        return bound

    def believable(self, bound: Bound, reading: Reading) -> bool:
        """Say whether a reading speaks of trade between countries at all."""
        frame, claimed = bound.frame, self.state.claimed
        loose = frame.place >= 0 and "loose" in self.tokens[frame.place].tags
        if loose and (reading.measure == "share_pct" or not self.goods_told()):
            return False
        known = claimed or self.state.mentioned
        if frame.void or (frame.place == -1 and not known):
            return False
        if frame.place == -1:
            told = foreign_subject if self.language.subject_first else foreign_words
            if told(self.tokens, reading.place):
                return False
        counted = reading.measure == "value" and reading.unit is None
        if counted and not self.state.priced:
            return False
        if frame.place == -1 and reading.unit != "PCT" and self.costs(reading.place):
            return False
        if frame.place == -1 and any(t.kind == "neg" for t in self.tokens[: reading.place]):
            return False
        named = {str(t.value) for t in self.tokens if t.kind == "geo"}
        alone = not known and not real_sides(frame) and len(named) < 2
        if alone and not self.paired(bound) and not self.owned_whole(bound):
            return False
        if not claimed and frame.place >= 0 and "the_total" in self.tokens[frame.place].tags:
            return False
        return not self.state.foreign or self.both_named(bound)

    def goods_told(self) -> bool:
        """Say whether the sentence names goods, so that what `went` to a country is trade."""
        return any(t.kind in {"scope", "commodity"} for t in self.tokens)

    def owned_whole(self, bound: Bound) -> bool:
        """Say whether the head means all the foreign trade of a side whose office was named."""
        frame, home = bound.frame, self.state.home
        if frame.place < 0 or not frame.whole or home is None:
            return False
        told = bool(frame.sides) and bound.direction.reporter == home
        return told or home == self.state.books

    def paired(self, bound: Bound) -> bool:
        """Say whether words such as `our` or `the two countries` stand for the article's pair."""
        known = {self.state.home, self.state.main}
        sides = {bound.direction.reporter, bound.direction.partner}
        said = bool(bound.frame.sides) or bound.frame.mutual
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
        frame = self.flipped(frame, reading.place)
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
        beside = self.bracketed(reading.place)
        if beside is not None and bound.direction.reporter not in {None, beside}:
            return Bound(bound.frame, Direction(bound.direction.reporter, beside, ()))
        parted = any(self.tokens[j].kind == "share" for j in gap)
        headed = reading.head is not None and parted
        follows = frame.place < self.last_place or frame.place == -1 or frame.word == "partner"
        if headed or follows or (frame.place > reading.place and not frame.sides):
            both = self.both_in(gap, bound.frame)
            if both is not None:
                return Bound(bound.frame, both)
            near = self.faced_after(reading.place) or self.country_in(gap)
            other = near or self.country_after(reading.place)
            if other is not None:
                return Bound(bound.frame, self.substitute(bound, *other))
        return bound

    def placed(self, direction: Direction, i: int) -> Direction:
        """Read `Russia came first with a turnover of 9 bn` as home's trade with Russia."""
        home = self.state.home
        alone = direction.partner == WORLD and direction.reporter not in {None, home}
        if home is None or not alone or not any(t.kind == "ranked" for t in self.tokens[:i]):
            return direction
        return Direction(home, direction.reporter, ("reporter",))

    def flipped(self, frame: Frame, i: int) -> Frame:
        """Give an inherited flow its opposite in `The reverse: 61 million`."""
        if self.taker(frame):
            return replace(frame, flow="export", word="export", sides=self.taken(frame))
        faced = self.faced_first(i) if frame.place == -1 else None
        if faced is not None:
            return replace(frame, flow=faced, word=faced)
        opposite = {"export": "import", "import": "export"}.get(frame.flow)
        if frame.place >= 0 or opposite is None:
            return frame
        if not any(t.kind == "reverse" for t in self.tokens[:i]):
            return frame
        return replace(frame, flow=opposite, word=opposite)

    def taker(self, frame: Frame) -> bool:
        """Say whether `Spain took 4.7 million tonnes` goes on with what home exports."""
        named = frame.sides.get("subject", [])
        weak = frame.verbal and frame.word == "buy" and "weak" in self.tokens[frame.place].tags
        known = self.state.lead_flow == "export" and self.state.home not in {None, *named}
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
        if reading.head is not None:
            return next((f for f in self.frames if f.place == reading.head), None)
        before = [f for f in self.frames if f.place < i]
        flows = [f for f in before if f.word != "partner"]
        if flows and before[-1].word == "partner" and not self.broken(flows[-1].place, i):
            before = flows
        after = [f for f in self.frames if f.place > i and not self.border(i, f.place)]
        parts = {f.flow for f in self.frames if f.place > i}
        if not before and parts >= {"export", "import"} and self.state.lead_flow == "turnover":
            return Frame(-1, "turnover", "turnover")
        if before and not (after and self.fresh_clause(before[-1].place, i)):
            return before[-1]
        if after:
            return after[0]
        if before:
            return before[-1]
        only = len(self.frames) == 1 and self.state.flow is None
        if only:
            return self.frames[0]
        opening = {"period", "target", "forecast"}
        return inherited(self.state, anew=any(t.kind in opening for t in self.tokens[:i]))

    def border(self, start: int, stop: int) -> bool:
        """Say whether a comma or more separates two places."""
        return any(t.kind in BREAKS or t.kind in {",", ":"} for t in self.tokens[start + 1 : stop])

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
            if token.kind == "geo":
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

    def named_partner(self, j: int, gap: list[int]) -> bool:
        """Say whether a country is called a partner: `Russia had been first among suppliers`."""
        return any(self.tokens[k].kind == "partner" for k in gap if k > j)

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
            if token.kind in FIGURES or token.kind in {",", ";", "break", ")"}:
                return None
        return None

    def substitute(self, bound: Bound, code: str, role: str) -> Direction:
        """Put a country into the place of the reporter or the partner of the figure before."""
        old = bound.direction
        group = old.reporter or ""
        inside = members().get(group, frozenset())
        if code in inside and role in {"subject", "owner", "pair"} and bound.frame.flow != "turnover":
            other = WORLD if old.partner == WORLD else group
            return Direction(code, other, ())
        if code in {old.reporter, old.partner}:
            if (
                role in {"owner", "subject"}
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
        if bound.frame.flow == "export" and role == "source":
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
        return same and None not in pair and (self.state.titled or bool(frame.sides) or frame.mutual)

    def share(self, reading: Reading, frame: Frame, gap: list[int]) -> Bound:
        """Find whose total a share is of, and whose part it is."""
        told = self.part_of_last(reading)
        if told is not None:
            return told
        after = self.tokens[reading.place + 1 : reading.place + 2]
        named = self.country_in(gap) is not None
        counted = any(t.kind == "count" for t in after)
        if counted and not named and self.of_amount(reading) and self.last is not None:
            return Bound(self.last.frame, self.last.direction)
        if counted and not named and self.country_after(reading.place) is None:
            frame = replace(frame, void=True)
        goods = self.goods_in(gap) if frame.word not in {"surplus", "deficit"} else None
        given = self.given_to(reading.place)
        if given is not None:
            goods, named = (given, False) if given.kind == "commodity" else (None, named)
        if goods is None and self.goes_on_with_goods(reading, gap) and self.last is not None:
            last = self.last.frame
            frame = replace(frame, commodity=last.commodity, hs=last.hs, scope="goods", part=True)
            return Bound(frame, complete(frame, self.state))
        if goods is not None and (not named or self.share_of_goods(gap)):
            hs = str(goods.value)
            frame = replace(frame, commodity=goods_name(goods), hs=hs, scope="goods", part=True)
            return Bound(frame, self.commodity_total(frame))
        if frame.verbal and frame.word == "buy":
            return self.taken_share(frame, gap, reading.place)
        if frame.verbal and frame.word == "sell" and frame.sides.get("target"):
            return Bound(frame, complete(frame, self.state))
        return Bound(frame, self.part_and_total(reading, frame, gap))

    def part_of_last(self, reading: Reading) -> Bound | None:
        """Read `of them 92 % from Russia`, `of which a half is oil`: a part of the flow before."""
        i, last = reading.place, self.last
        if last is None or not of_which(self.tokens, i):
            return None
        faced = self.country_after(i)
        if faced is not None:
            return Bound(last.frame, Direction(last.direction.reporter, faced[0], ()))
        after = self.tokens[i + 1 : i + 4]
        goods = next((t for t in after if t.kind == "commodity"), None)
        linked = bool(after) and (after[0].kind in {"share", "-"} or "linking" in after[0].tags)
        if goods is None or not (linked or after[0] is goods):
            return None
        name, hs = goods_name(goods), str(goods.value)
        frame = replace(last.frame, commodity=name, hs=hs, scope="goods", part=True)
        return Bound(frame, last.direction)

    def given_to(self, i: int) -> Token | None:
        """Give what a share falls to in `28 % приходится на золото, 12 % - на услуги`."""
        after = [t for t in self.tokens[i + 1 : i + 5] if t.kind not in {"hedge", "article"}]
        if len(after) < 3 or after[0].kind not in {"share", "-"}:
            return None
        led = after[1].kind == "prep" and after[1].value == "na"
        return after[2] if led and after[2].kind in {"commodity", "geo", "scope"} else None

    def share_of_goods(self, gap: list[int]) -> bool:
        """Say whether a share is one of goods: `the share of energy in exports to China`."""
        return any(
            self.tokens[j].kind == "share"
            and j + 1 in gap
            and (self.tokens[j + 1].kind == "commodity" or self.goods_after(j + 1))
            for j in gap
        )

    def goods_after(self, j: int) -> bool:
        """Say whether `of` or an adjective leads to a name of goods."""
        after = self.tokens[j : j + 4]
        place = next((k for k, t in enumerate(after) if t.kind == "commodity"), None)
        return place is not None and all(t.kind in {"prep", "word", "article"} for t in after[:place])

    def of_amount(self, reading: Reading) -> bool:
        """Say whether a share only explains an amount: `$482 million (37 % of the total)`."""
        if self.last is None or self.last_measure != "value" or self.last_place < 0:
            return False
        if self.last.direction.partner in {None, WORLD} or self.last.frame.commodity:
            return False
        between = self.tokens[self.last_place + 1 : reading.place]
        return len(between) <= 3 and any(t.kind == "(" or "or" in t.tags for t in between)

    def goes_on_with_goods(self, reading: Reading, gap: list[int]) -> bool:
        """Say whether a share is of the goods spoken of: `46 % of exports, 71 % of those to B`."""
        if self.last is None or not self.last.frame.commodity or self.last_measure != "share_pct":
            return False
        parts = [j for j in gap if self.may_be_part(j)]
        return reading.head is not None and not self.country_in(parts)

    def provided_share(self, frame: Frame, gap: list[int], buyer: str) -> Bound:
        """Read `Russia provided 64 % of all the diesel that Brazil imported`."""
        named = self.country_in(gap)
        seller = named[0] if named and named[0] != buyer else counterpart(buyer, self.state)
        goods = self.goods_in(list(range(gap[-1] + 1 if gap else 0, frame.place)))
        if goods is not None:
            name, hs = goods_name(goods), str(goods.value)
            frame = replace(frame, commodity=name, hs=hs, scope="goods")
        return Bound(replace(frame, word="import"), Direction(buyer, seller, ()))

    def taken_share(self, frame: Frame, gap: list[int], place: int) -> Bound:
        """Read `China bought 39.7 %` as a share of what home exports."""
        buyer = codes(frame.sides, ("subject", "owner"), self.state)
        if frame.place > place and buyer:
            return self.provided_share(frame, gap, buyer[0])
        frame = replace(frame, flow="export", word="export", sides={**frame.sides})
        subject = self.country_in(gap)
        owner = codes(frame.sides, ("owner", "origin", "source"), self.state)
        home = owner[0] if owner else self.state.home
        partner = subject[0] if subject else self.state.partner
        if partner == home:
            home = self.state.partner
        return Bound(frame, Direction(home, partner, ("reporter",)))

    def goods_in(self, gap: list[int]) -> Token | None:
        """Find the goods that a share is about."""
        return next((self.tokens[j] for j in gap if self.tokens[j].kind == "commodity"), None)

    def commodity_total(self, frame: Frame) -> Direction:
        """Give the flow of which a commodity is a part."""
        if self.last is not None and frame.place == self.last.frame.place:
            return self.last.direction
        found = complete(frame, self.state)
        if not frame.sides and frame.place >= 0 and frame.whole:
            return Direction(self.state.home, WORLD, ("reporter", "partner"))
        return found

    def part_and_total(self, reading: Reading, frame: Frame, gap: list[int]) -> Direction:
        """Give owner of the total and owner of the part of a country's share."""
        near = self.owner_near(frame)
        subject = self.country_in(gap)
        sold = any(self.tokens[j].value == "sell" for j in gap) and frame.flow == "export"
        if sold and subject is not None and near in {None, subject[0]}:
            faced = self.country_after(reading.place)
            partner = faced[0] if faced is not None else counterpart(subject[0], self.state)
            return Direction(subject[0], partner, ())
        if subject is not None and subject[0] == near and self.spoken_owner(frame):
            near = other_side(near, self.state)
        part = self.country_in(
            [j for j in gap if str(self.tokens[j].value) != near and self.may_be_part(j)]
        )
        faced = self.country_after(reading.place) if self.beside(reading.place) else None
        part = faced if faced is not None and faced[0] != near else part
        given = self.given_to(reading.place)
        if given is not None and given.kind == "geo" and str(given.value) != near:
            part = (str(given.value), "target")
        if part is None:
            after = self.country_after(reading.place)
            part = after if after is not None and after[0] != near else None
        if part is None and self.part_beyond(reading, frame, near) is not None:
            part = (self.part_beyond(reading, frame, near) or "", "")
        if near is None and frame.place >= 0:
            owners = [
                c
                for c in codes(frame.sides, ("owner",), self.state)
                if part is None or c != part[0]
            ]
            near = owners[0] if owners and part is not None else None
        missing: list[str] = []
        same = self.last is not None and self.last_place >= 0
        partner = part[0] if part else None
        if partner is None and same and self.last is not None:
            partner = self.last.direction.partner
        reporter = near
        if reporter is None:
            missing.append("reporter")
            if same and self.last is not None and self.last.direction.reporter != partner:
                reporter = self.last.direction.reporter
            else:
                reporter = other_side(partner, self.state) if partner else self.state.home
        if partner is None or partner == reporter:
            missing.append("partner")
            partner = counterpart(reporter, self.state) if reporter else None
        return Direction(reporter, partner, tuple(missing))

    def spoken_owner(self, frame: Frame) -> bool:
        """Say whether a head is owned by a word such as `our` or `the kingdom's`."""
        start = max(0, frame.place - 4)
        return any(t.kind == "home" for t in self.tokens[start : max(0, frame.place)])

    def may_be_part(self, j: int) -> bool:
        """Leave out the owners of other flows: only `Russia's share` makes an owner the part."""
        token = self.tokens[j]
        if token.kind != "geo" or self.language.side_of(self.tokens, j) not in {"owner", "origin"}:
            return True
        near = self.tokens[max(0, j - 2) : j + 4]
        if self.last_measure == "share_pct" and not self.owns_flow(j):
            return True
        if len(self.tokens) > j + 2 and self.tokens[j + 2].kind in FIGURES:
            return True
        return any(t.kind == "share" for t in near)

    def owns_flow(self, j: int) -> bool:
        """Say whether a flow stands beside its owner; `Tanzania's rose` leaves the share out."""
        near = self.tokens[max(0, j - 2) : j + 4]
        return any(t.kind in {"flow", "scope", "commodity", "verb", "partner"} for t in near)

    def owner_near(self, frame: Frame) -> str | None:
        """Find the country whose flow the head names.

        Example: `Zimbabwe's imports`, `экспорт Казахстана`.
        """
        i = frame.place
        if i < 0:
            return None
        for j in [*range(i - 1, max(-1, i - 5), -1), *range(i + 1, min(len(self.tokens), i + 4))]:
            token = self.tokens[j]
            if (
                token.kind in FIGURES
                or token.kind in {";", ","}
                or (token.kind == "share" and j < i)
            ):
                if j < i:
                    continue_at = i + 1
                    return self.owner_right(continue_at)
                return None
            if token.kind == "geo" and self.language.side_of(self.tokens, j) in {"owner", "origin"}:
                k = j - 1
                while k >= 1 and "member" in self.tokens[k].tags:
                    k -= 1
                if k >= 0 and self.tokens[k].kind == "share":
                    return self.owner_right(i + 1)
                return str(token.value)
            if token.kind == "home" and self.language.side_of(self.tokens, j) == "owner":
                return None if "own" in token.tags else resolve(ours(token), self.state)
        return None

    def owner_right(self, start: int) -> str | None:
        """Find the owner after a head: `imports of Belarus`."""
        for j in range(start, min(len(self.tokens), start + 3)):
            token = self.tokens[j]
            if token.kind == "geo" and self.language.side_of(self.tokens, j) == "owner":
                return str(token.value)
            if token.kind == "home":
                return resolve(ours(token), self.state)
            if token.kind in FIGURES or token.kind in {",", ";"}:
                return None
        return None

    def part_beyond(self, reading: Reading, frame: Frame, near: str | None) -> str | None:
        """Find the country of `23 % внешней торговли приходится на Россию`."""
        if frame.place < reading.place:
            return None
        for j in range(frame.place + 1, len(self.tokens)):
            token = self.tokens[j]
            if token.kind in FIGURES or token.kind in BREAKS:
                return None
            if token.kind == "geo" and str(token.value) != near:
                return str(token.value)
        return None
