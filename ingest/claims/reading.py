"""Read one sentence: its figures, ranks and lists in order, and what it leaves to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.claims.bare import complete_units
from ingest.claims.binding import Binder
from ingest.claims.classes import fits, same_country
from ingest.claims.discourse import UNNAMED, Direction, Discourse
from ingest.claims.document import Sentence
from ingest.claims.figures import read_figure
from ingest.claims.flow_frame import Frame
from ingest.claims.frames import find_frames
from ingest.claims.language import Language
from ingest.claims.lists import find_items
from ingest.claims.model import Claim
from ingest.claims.periods import Span
from ingest.claims.qualifiers import qualified
from ingest.claims.rank_beside import shared_ranks
from ingest.claims.rank_words import Rank
from ingest.claims.ranks import find_ranks
from ingest.claims.readings import Reading, Timing
from ingest.claims.shares import goods_of
from ingest.claims.signs import Signs
from ingest.claims.speakers import attribute, voice_of
from ingest.claims.statement import ClaimBuilder
from ingest.claims.tense import standing
from ingest.claims.timing import SentenceTimes
from ingest.claims.tokens import Token

HEAD = 7


@dataclass(slots=True)
class SentenceReader:
    """Reads the figures of one sentence in order."""

    tokens: list[Token]
    text: str
    sentence: Sentence
    state: Discourse
    language: Language

    def read(self) -> list[Claim]:
        """Give the claims of the sentence."""
        complete_units(self.tokens, self.state, decimal_comma=self.language.decimal_comma)
        self.state.priced = self.state.priced or any(
            t.kind == "currency" or (t.kind == "amount" and t.value.unit is not None)
            for t in self.tokens
        )
        self.state.voice = voice_of(self.tokens, self.state)
        says = any(t.kind == "said" for t in self.tokens) or self.sentence.quoted
        self.state.speaking = self.state.speaking or says
        frames = find_frames(self.tokens, self.language)
        times = SentenceTimes(self.tokens, self.state)
        binder = Binder(self.tokens, frames, self.state, self.language)
        ranks = find_ranks(self.tokens, self.state, self.language)
        binder.ranks = ranks
        signs = Signs(self.tokens, self.sentence, times, self.state)
        claims = self.figure_claims(binder, times, signs)
        figures = [(figure, bound.frame, bound.direction) for figure, bound in binder.told]
        ranks = [*ranks, *shared_ranks(self.tokens, ranks, figures)]
        claims.extend(self.rank_claims(ranks, times, signs))
        counted = {c.commodity for c in claims if c.measure == "share_pct"}
        claims.extend(c for c in self.item_claims(frames) if c.commodity not in counted)
        binder.pass_until(len(self.tokens), Frame(-2, "", ""))
        if binder.led is not None:
            self.state.flow, self.state.word = "turnover", "turnover"
        ahead = {"forecast", "target"}
        read = spans_of(c for c in claims if c.status not in ahead)
        times.settle(read, spans_of(c for c in claims if c.status in ahead) - read)
        speaker, source = attribute(self.tokens, self.sentence, self.text, self.state)
        told = [replace(c, speaker=speaker, cited_source=source) for c in claims]
        return [self.with_side(c) for c in qualified(told, self.tokens)]

    def with_side(self, claim: Claim) -> Claim:
        """Say whose books a claim is from: the office's country, else the speaker's."""
        state = self.state
        if state.books is not None or claim.speaker is None or state.voice is None:
            return replace(claim, side=state.books)
        inferred = tuple(sorted({*claim.inferred, "side"}))
        return replace(claim, side=state.voice, inferred=inferred)

    def figure_claims(self, binder: Binder, times: SentenceTimes, signs: Signs) -> list[Claim]:
        """Make the claims of the figures, each read in the light of the one before."""
        claims: list[Claim] = []
        previous: Reading | None = None
        percent: Reading | None = self.resumed()
        for i, token in enumerate(self.tokens):
            if token.kind == "currency" and i and self.tokens[i - 1].kind == "prep":
                self.state.currency = str(token.value)
            reading = read_figure(self.tokens, i, previous, percent)
            if reading is None:
                continue
            if claims and self.converts(reading, previous, claims[-1]):
                claims.append(self.converted(reading, claims[-1]))
                continue
            bound = binder.bind(reading)
            if bound is not None and complete_sides(bound.direction):
                timing = times.time(reading)
                open_share = reading.measure == "share_pct" and not timing.stated
                known = not claims and generic(self.tokens, i)
                dated = any(t.kind == "amount" for t in self.tokens)
                if open_share and standing(self.tokens, i, known=known, dated=dated):
                    timing = Timing(None, None, True)
                rests = signs.of(reading, bound.frame, bound.direction, timing)
                claim = self.builder.build(reading, bound.frame, bound.direction, timing)
                claims.append(replace(claim, signs=rests))
            previous, percent = reading, trend_of(reading) or percent
            self.state.trend = percent
        return claims

    def resumed(self) -> Reading | None:
        """Give the share that a sentence goes on with: `A year earlier the figure was 41.7 %`."""
        trend = self.state.trend
        opened = any("resumes" in t.tags for t in self.tokens[:HEAD])
        opened = opened or recalls(self.tokens) or lists_shares(self.tokens)
        if trend is None or trend.measure != "share_pct" or not opened:
            return None
        return trend if not any(t.kind == "rise" for t in self.tokens) else None

    @property
    def builder(self) -> ClaimBuilder:
        """The maker of this sentence's claims."""
        return ClaimBuilder(self.tokens, self.text, self.sentence, self.state)

    def converts(self, reading: Reading, previous: Reading | None, last: Claim) -> bool:
        """Say whether an amount in brackets is the one before in another currency."""
        if previous is None or reading.measure != "value" or previous.measure != "value":
            return False
        between = self.tokens[previous.place + 1 : reading.place]
        opened = bool(between) and between[0].kind == "(" and len(between) <= 2
        money = reading.unit not in {None, "T"} and last.unit not in {None, "T"}
        return (
            opened
            and money
            and reading.unit != last.unit
            and last.anchor_start == self.tokens[previous.place].start
        )

    def converted(self, reading: Reading, last: Claim) -> Claim:
        """Make the claim of a converted amount."""
        token = self.tokens[reading.place]
        bound = reading.bound if reading.bound != "exact" else last.bound
        return replace(
            last,
            value=reading.value if (last.value or 0) >= 0 else -reading.value,
            value_high=reading.high,
            unit=reading.unit,
            resolution=reading.resolution,
            bound=bound,
            anchor_start=token.start,
            anchor_end=token.end,
        )

    def rank_claims(self, ranks: list[Rank], times: SentenceTimes, signs: Signs) -> list[Claim]:
        """Make the claims of the ranks in the sentence."""
        result = []
        for rank in ranks:
            token = self.tokens[rank.place]
            reading = Reading(
                rank.place, "rank", float(rank.value), None, "RANK", 1.0, "exact", rank.earlier
            )
            timing = times.time(reading)
            if rank.generic and not timing.stated:
                timing = Timing(None, None, True)
            frame = goods_of(Frame(rank.place, rank.flow, "partner"), rank.goods)
            rests = signs.of(reading, frame, rank.direction, timing)
            claim = self.builder.build(reading, frame, rank.direction, timing)
            told = replace(claim, anchor_start=token.start, status="actual", signs=rests)
            result.append(told)
        return result

    def item_claims(self, frames: list[Frame]) -> list[Claim]:
        """Make the claims of the goods that the sentence lists."""
        span = self.state.period
        return [
            Claim(
                measure="composition",
                flow=item.flow,
                reporter=item.direction.reporter,
                partner=item.direction.partner,
                value=None,
                unit=None,
                resolution=None,
                anchor_start=item.start,
                anchor_end=item.end,
                start=self.sentence.start,
                end=self.sentence.end,
                period_start=span[0] if span else None,
                period_end=span[1] if span else None,
                commodity=item.phrase,
                hs_codes=tuple(item.hs.split(",")) if item.hs else (),
                list_order=item.order,
                inferred=tuple(sorted(set(item.direction.inferred) | {"flow"})),
                signs=("form=list",),
            )
            for item in find_items(self.tokens, frames, self.state, self.text)
        ]


def spans_of(claims: Iterable[Claim]) -> set[Span]:
    """Give the periods of claims."""
    return {
        (c.period_start, c.period_end)
        for c in claims
        if c.period_start is not None and c.period_end is not None
    }


def trend_of(reading: Reading) -> Reading | None:
    """Give what a later percentage without a verb goes on with: a growth, a share, a fold."""
    if reading.measure == "multiple":
        return replace(reading, measure="growth_pct", value=1.0 if reading.value > 1 else -1.0)
    return reading if reading.measure in {"growth_pct", "share_pct"} else None


def lists_shares(tokens: list[Token]) -> bool:
    """Say whether a sentence only goes on with countries: `Next are Russia, 15.9 %, and Iran`."""
    percents = [i for i, t in enumerate(tokens) if t.kind == "percent"]
    beside = all(any(t.kind == "geo" for t in tokens[max(0, i - 2) : i]) for i in percents)
    kinds = {t.kind for t in tokens}
    return bool(percents) and beside and not kinds & {"flow", "verb", "rise", "neg", "share"}


def recalls(tokens: list[Token]) -> bool:
    """Say whether a sentence only puts a number back in time: `A year ago it was 43.8 %`."""
    kinds = {t.kind for t in tokens}
    opens = any(t.kind == "period" for t in tokens[:2])
    level = any(t.tags & {"states_level", "copula"} for t in tokens[:5])
    return opens and level and not kinds & {"flow", "verb", "rise", "commodity", "partner", "neg"}


def generic(tokens: list[Token], i: int) -> bool:
    """Say whether a share is one that stands: `Russia is the main partner, with 36 %`."""
    start = next((j + 1 for j in range(i - 1, -1, -1) if tokens[j].kind in {";", "break"}), 0)
    commas = [j for j in range(start, i) if tokens[j].kind == ","]
    near = tokens[commas[-1] if commas else start : i]
    if any("past_share" in t.tags for t in near):
        return False
    if any(t.tags & {"holds", "sends"} for t in [*near, *tokens[i : i + 8]]):
        return True
    return any(
        token.kind == "partner" and any("is_present" in t.tags for t in tokens[max(0, j - 8) : j])
        for j, token in enumerate(tokens[:i])
    )


def flags_in(tokens: list[Token]) -> set[str]:
    """Find statements without a number: a surplus that both sides are said to have."""
    found = set()
    for i, token in enumerate(tokens):
        if token.kind == "flow" and token.value == "surplus":
            near = tokens[max(0, i - 5) : i + 5]
            if any(t.kind == "sides" or "both" in t.tags for t in near):
                found.add("balance_positive_for_both")
    return found


def complete_sides(direction: Direction) -> bool:
    """Say whether both sides are known and differ."""
    reporter, partner = direction.reporter, direction.partner
    if reporter is None or partner is None or UNNAMED in {reporter, partner}:
        return False
    inner = "-" in reporter + partner and same_country(reporter, partner)
    return not inner and (reporter != partner or fits(reporter, "union"))
