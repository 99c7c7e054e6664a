"""Bind a share: whose total it is of, and whose part it is.

Other figures are bound in `binding`.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.claims.discourse import (
    WORLD,
    Direction,
    codes,
    complete,
    counterpart,
    other_side,
    ours,
    resolve,
)
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.neighbours import Bound, Neighbours
from ingest.claims.percents import of_which
from ingest.claims.rank_words import flow_told
from ingest.claims.readings import Reading
from ingest.claims.tokens import Token, goods_name

BREAKS = {";", "break"}
BUYERS = ("subject", "agent", "owner")
NEAR = 16
BESIDE = 4
COUNTRY_ROLES = {"mention", "other"}
WHOLE = {"flow", "geo", "possessive", "home", "total", "amount", "hedge", ",", "(", ")", "or"}


class ShareBinder(Neighbours):
    """Binds the shares of one sentence."""

    def share(self, reading: Reading, frame: Frame, gap: list[int]) -> Bound:
        """Find whose total a share is of, and whose part it is."""
        told = self.part_of_last(reading) or self.of_rank(reading) or self.of_all_sold(reading)
        told = told or self.opened_whole(reading, frame) or self.flow_in_total(reading)
        if told is not None:
            return told
        after = self.tokens[reading.place + 1 : reading.place + 2]
        after = after if reading.head is None else []
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
        bought = self.bought_after(reading.place)
        if bought is not None:
            return self.provided_share(bought, gap, reading.place)
        if frame.verbal and frame.word == "buy":
            return self.taken_share(frame, gap)
        if frame.verbal and frame.word == "sell" and frame.sides.get("target"):
            return Bound(frame, complete(frame, self.state))
        return Bound(frame, self.part_and_total(reading, frame, gap))

    def of_rank(self, reading: Reading) -> Bound | None:
        """Read `Turkey is the second supplier with 9.7 %`: a share has the sides of its rank."""
        before = [rank for rank in self.ranks if rank.place < reading.place]
        if not before or reading.head is not None:
            return None
        rank = before[-1]
        sides = {rank.direction.reporter, rank.direction.partner}
        for j in range(rank.place, reading.place):
            token = self.tokens[j]
            strange = token.kind == "geo" and j not in self.beaten and str(token.value) not in sides
            other = token.kind == "flow" and flow_told(str(token.value)) != rank.flow
            if strange or other or token.kind in {";", "verb"}:
                return None
        if any(r.measure == "share_pct" and r.place > rank.place for r, _ in self.told):
            return None
        owner, holder = rank.direction.reporter or "", rank.direction.partner or ""
        frame = Frame(rank.place, rank.flow, rank.flow, {"owner": [owner], "subject": [holder]})
        return Bound(goods_of(frame, rank.goods), rank.direction)

    def of_all_sold(self, reading: Reading) -> Bound | None:
        """Read `$6 bn from the USA, 56 % of everything it sold abroad`: a part of what was told."""
        if self.last is None or self.last_measure != "value" or reading.head is not None:
            return None
        after = self.tokens[reading.place + 1 : reading.place + 8]
        whole = len(after) > 1 and after[0].value == "of" and after[1].kind == "total"
        traded = next((t for t in after[2:] if t.kind in {"verb", "flow", ","}), None)
        known = self.last.direction.partner not in {None, WORLD}
        if not whole or not known or traded is None or traded.kind != "verb":
            return None
        return self.last if reading.place - self.last_place <= NEAR else None

    def flow_in_total(self, reading: Reading) -> Bound | None:
        """Read `shipments were worth $1.7 bn, or 70 % of the mutual trade`: a flow's part of both.

        So is `trade was $3 bn, of which exports took 78 %`.
        """
        i, last = reading.place, self.last
        nouns = [f for f in self.frames if f.place < i and not f.verbal and f.word != "partner"]
        part = nouns[-1] if nouns else None
        if part is None or part.flow not in {"export", "import"}:
            return None
        whole = next((f for f in self.frames if f.place == reading.head), None)
        if whole is not None and whole.flow == "turnover" and not self.named_in(part.place, i):
            known = last is not None and last.frame.place == part.place
            sides = last.direction if known and last is not None else complete(part, self.state)
            paired = whole.mutual or not (whole.whole or whole.sides)
            return Bound(replace(part, part=True), sides) if paired else None
        turnover = last is not None and last.frame.flow == "turnover"
        if whole is None and turnover and self.parted(part.place):
            return Bound(replace(part, part=True), complete(part, self.state))
        return None

    def named_in(self, start: int, stop: int) -> bool:
        """Say whether a word of sharing with its country leads to a figure."""
        for j in range(start + 1, stop):
            told = self.tokens[j].kind == "share" and self.tokens[j - 1].kind == "geo"
            if self.tokens[j].kind == ";" or (told and j - start > BESIDE):
                return True
        return False

    def parted(self, i: int) -> bool:
        """Say whether `of which` opens the clause of a flow."""
        return any("of_which" in t.tags for t in self.tokens[max(0, i - 4) : i])

    def opened_whole(self, reading: Reading, frame: Frame) -> Bound | None:
        """Read `Of all the cheese Belarus sells abroad, 96 % ends up on Russian counters`."""
        before = [t for t in self.tokens[: reading.place] if t.kind != '"']
        if not before or before[0].value != "of" or frame.word not in {"sell", "buy"}:
            return None
        owner = codes(frame.sides, BUYERS, self.state)
        if frame.place > reading.place or not owner:
            return None
        part = self.named_beyond(reading.place, owner[0])
        goods = self.goods_in(list(range(frame.place)))
        sides = Direction(owner[0], part or counterpart(owner[0], self.state), ())
        return Bound(goods_of(frame, goods), sides)

    def given_to(self, i: int) -> Token | None:
        """Give what a share falls to in `28 % приходится на золото, 12 % - на услуги`."""
        after = [t for t in self.tokens[i + 1 : i + 5] if t.kind not in {"hedge", "article"}]
        place = next((j for j in range(i + 1, min(len(self.tokens), i + 13)) if self.falls(j)), i)
        between = self.tokens[i + 1 : place]
        if place > i + 1 and all(t.kind in WHOLE or t.tags & {"of", "or"} for t in between):
            after = self.tokens[place : place + 4]
            if after[0].kind != "share" and len(after) > 1:
                return after[1] if after[1].kind in {"commodity", "scope"} else None
        if len(after) > 1 and after[0].kind == "share" and after[1].kind == "commodity":
            return after[1]
        if len(after) < 3 or after[0].kind not in {"share", "-"}:
            return None
        led = after[1].kind == "prep" and after[1].value == "na"
        return after[2] if led and after[2].kind in {"commodity", "geo", "scope"} else None

    def falls(self, j: int) -> bool:
        """Say whether a word leads a share to what it is of: `fell on`, `were`."""
        return self.tokens[j].kind == "share" or "linking" in self.tokens[j].tags

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
        return place is not None and all(
            t.kind in {"prep", "word", "article"} for t in after[:place]
        )

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

    def part_of_last(self, reading: Reading) -> Bound | None:
        """Read `of them 92 % from Russia`, `of which a half is oil`: a part of the flow before."""
        i, last = reading.place, self.last
        if last is None:
            return None
        if not of_which(self.tokens, i):
            counted = i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "count"
            if not counted or self.country_in(self.gap(i)) is not None:
                return None
            i += 1
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

    def bought_after(self, i: int) -> Frame | None:
        """Find the verb of `64 % of all the diesel that Brazil imported` after a share."""
        for frame in self.frames:
            if frame.place > i and frame.verbal and frame.word == "buy":
                between = range(i, frame.place)
                near = not any(self.parts_clause(j) for j in between)
                buyer = codes(frame.sides, BUYERS, self.state)
                return frame if near and buyer else None
        return None

    def parts_clause(self, j: int) -> bool:
        """Say whether a clause ends at a token; `, which` goes on with its noun."""
        after = self.tokens[j + 1].tags if j + 1 < len(self.tokens) else frozenset[str]()
        if self.tokens[j].kind == ",":
            return "which" not in after
        return self.tokens[j].kind in BREAKS | {"said", "flow"}

    def provided_share(self, frame: Frame, gap: list[int], place: int) -> Bound:
        """Read `Russia provided 64 % of all the diesel that Brazil imported`."""
        buyer = codes(frame.sides, BUYERS, self.state)[0]
        named = self.country_in(gap)
        seller = named[0] if named and named[0] != buyer else self.named_beyond(frame.place, buyer)
        goods = self.goods_in(list(range(place, frame.place)))
        return Bound(
            goods_of(replace(frame, word="import", flow="import"), goods),
            Direction(buyer, seller or counterpart(buyer, self.state), ()),
        )

    def named_beyond(self, start: int, buyer: str) -> str | None:
        """Find the seller after the verb: `of every ten packs that Russia buys are Belarusian`."""
        for token in self.tokens[start + 1 :]:
            if token.kind in FIGURES or token.kind in BREAKS:
                return None
            if token.kind == "geo" and str(token.value) != buyer:
                return str(token.value)
        return None

    def taken_share(self, frame: Frame, gap: list[int]) -> Bound:
        """Read `China bought 39.7 %` as a share of what home exports."""
        frame = replace(frame, flow="export", word="export", sides={**frame.sides})
        subject = self.country_in(gap)
        owner = codes(frame.sides, ("owner", "origin", "source"), self.state)
        home = owner[0] if owner else self.state.home
        partner = subject[0] if subject else self.state.partner
        if partner == home:
            home = self.state.partner
        return Bound(frame, Direction(home, partner, ("reporter",)))

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
        named = next((j for j in reversed(gap) if self.tokens[j].kind == "geo"), 0)
        verbs = (self.tokens[j].value for j in gap if j > named)
        sold = "sell" in verbs and frame.flow == "export"
        seller = subject is not None and subject[1] not in {"place", "target", "target?"}
        if sold and seller and subject is not None and near in {None, subject[0]}:
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
                if (part is None or c != part[0]) and not self.was_part(c)
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
        if any(t.kind in FIGURES for t in self.tokens[j + 1 : j + 3]):
            return True
        return any(t.kind == "share" for t in near)

    def owns_flow(self, j: int) -> bool:
        """Say whether a flow stands beside its owner; `Tanzania's rose` leaves the share out."""
        near = self.tokens[max(0, j - 2) : j + 4]
        return any(t.kind in {"flow", "scope", "commodity", "verb", "partner"} for t in near)

    def was_part(self, code: str) -> bool:
        """Say whether a country is the one whose share was told before in the sentence."""
        shared = self.last is not None and self.last_measure == "share_pct"
        return shared and self.last is not None and self.last.direction.partner == code

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
                shared = k >= 0 and self.tokens[k].kind == "share"
                if shared and not self.tokens[k].low.endswith(" in"):
                    return self.owner_right(i + 1) if j < i else None
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


def goods_of(frame: Frame, goods: Token | None) -> Frame:
    """Give a frame its goods, if they are named."""
    if goods is None:
        return frame
    return replace(frame, commodity=goods_name(goods), hs=str(goods.value), scope="goods")
