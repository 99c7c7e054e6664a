"""Read one sentence: bind each figure to a flow, its sides and its period, and make a claim of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.claims.binding import Binder
from ingest.claims.discourse import UNNAMED, Direction, Discourse
from ingest.claims.document import Sentence
from ingest.claims.figures import Reading, read_figure
from ingest.claims.frames import FIGURES, Frame, find_frames
from ingest.claims.language import Language
from ingest.claims.lists import find_items
from ingest.claims.model import Claim
from ingest.claims.numbers import read_digits
from ingest.claims.periods import Span, month_span, shift_years
from ingest.claims.ranks import find_ranks
from ingest.claims.speakers import attribute
from ingest.claims.timing import SentenceTimes, Timing
from ingest.claims.tokens import Figure, Token

BREAKS = {";", "break"}
CHANGES = {"growth_pct", "change_abs", "multiple"}


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
        self.bare_amounts()
        frames = find_frames(self.tokens, self.language)
        times = SentenceTimes(self.tokens, self.state)
        binder = Binder(self.tokens, frames, self.state, self.language)
        claims: list[Claim] = []
        previous: Reading | None = None
        percent: Reading | None = None
        for i, token in enumerate(self.tokens):
            if token.kind == "currency" and i and self.tokens[i - 1].kind == "prep":
                self.state.currency = str(token.value)
            if token.kind not in FIGURES:
                continue
            reading = read_figure(self.tokens, i, previous, percent)
            if reading is None:
                continue
            if claims and self.converts(reading, previous, claims[-1]):
                claims.append(self.converted(reading, claims[-1]))
                continue
            bound = binder.bind(reading)
            if bound is not None and complete_sides(bound.direction):
                claims.append(
                    self.build(reading, bound.frame, bound.direction, times.time(reading))
                )
            previous = reading
            if reading.measure in {"growth_pct", "share_pct"}:
                percent = reading
            elif reading.measure == "multiple":
                sign = 1.0 if reading.value > 1 else -1.0
                percent = replace(reading, measure="growth_pct", value=sign)
        claims.extend(self.rank_claims(times))
        claims.extend(self.item_claims(frames))
        binder.pass_until(len(self.tokens), Frame(-2, "", ""))
        if binder.led is not None:
            self.state.flow, self.state.word = "turnover", "turnover"
        times.settle()
        speaker, source = attribute(self.tokens, self.sentence, self.text, self.state)
        side = self.state.books
        return [replace(c, speaker=speaker, cited_source=source, side=side) for c in claims]

    def bare_amounts(self) -> None:
        """Read `in 2019 it was 3.3` as an amount, once the article has said billions."""
        if self.state.multiplier is None or not self.state.claimed:
            return
        for i, token in enumerate(self.tokens):
            if (
                token.kind != "number"
                or not token.low[-1].isdecimal()
                or not {",", "."} & set(token.low)
            ):
                continue
            after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            before = [t for t in self.tokens[max(0, i - 3) : i] if t.kind not in {"hedge", "-"}]
            closed = after is None or after.kind in {",", ".", ";", ")", '"', "break", "prep", ":"}
            led = bool(before) and (
                before[-1].kind in {"flow", "period"} or "states_level" in before[-1].tags
            )
            printed = read_digits(token.low, self.language.decimal_comma)
            if closed and led and printed is not None and 0 < printed.value < 1000:
                worth = self.state.multiplier
                figure = Figure(printed.value * worth, None, None, printed.resolution * worth)
                self.tokens[i] = Token("amount", figure, token.start, token.end, token.low)

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

    def rank_claims(self, times: SentenceTimes) -> list[Claim]:
        """Make the claims of the ranks in the sentence."""
        result = []
        for rank in find_ranks(self.tokens, self.state, self.language):
            token = self.tokens[rank.place]
            reading = Reading(rank.place, "rank", float(rank.value), None, "RANK", 1.0, "exact")
            timing = times.time(reading)
            if rank.generic and not timing.stated:
                timing = Timing(None, None, True)
            frame = Frame(rank.place, rank.flow, "partner")
            claim = self.build(reading, frame, rank.direction, timing)
            result.append(replace(claim, anchor_start=token.start, status="actual"))
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
            )
            for item in find_items(self.tokens, frames, self.state, self.text)
        ]

    def status(self, reading: Reading, timing: Timing) -> str:
        """Tell an outturn from a forecast and a target."""
        i = reading.place
        start = i
        while (
            start > 0
            and self.tokens[start - 1].kind not in BREAKS
            and not (
                self.tokens[start - 1].kind in {",", "("}
                and self.tokens[start].kind in FIGURES | {"period"}
            )
        ):
            start -= 1
        after = self.tokens[i + 1 : i + 3]
        stop = next((k for k, t in enumerate(after) if t.kind in {",", "("}), len(after))
        window = self.tokens[start : i + 1 + stop]
        cues = {t.kind for t in window} | {"forecast" for t in window if str(t.value).endswith("*")}
        late = (
            timing.span is not None
            and self.state.day is not None
            and timing.span[1] > self.state.day
        )
        near = any(t.kind == "target" for t in self.tokens[max(start, i - 9) : i + 1 + stop])
        if "target" in cues and (late or near or timing.span is None):
            return "target"
        if "forecast" in cues:
            return "forecast"
        if timing.future and late:
            return "target"
        return (
            "preliminary"
            if "preliminary" in cues
            else "estimate"
            if "estimate" in cues
            else "actual"
        )

    def build(self, reading: Reading, frame: Frame, direction: Direction, timing: Timing) -> Claim:
        """Put a claim together."""
        token = self.tokens[reading.place]
        value, high = reading.value, reading.high
        negative = frame.word == "deficit" or (
            frame.word == "balance" and self.negative(reading.place)
        )
        if frame.flow == "balance" and reading.measure == "value" and negative:
            value = -abs(value)
        basis = "value"
        scope, commodity = frame.scope, frame.commodity
        listed = self.listed_goods(reading.place)
        if listed and not commodity:
            commodity, scope = listed, "goods"
        if not commodity:
            scope = self.scope_before(reading.place) or scope
        if (
            (frame.flow != "turnover" and (reading.unit == "T" or self.in_tonnes(reading)))
            or self.tonnes(reading)
            or any(t.kind == "volume" for t in self.clause(reading.place))
        ):
            basis, scope = "volume", "goods"
        for near in self.following(reading.place):
            if near.kind == "commodity" and not commodity:
                commodity, scope = near.low, "goods"
            elif near.kind == "scope" and scope == "unspecified":
                scope = str(near.value)
            elif "before_goods" not in near.tags:
                break
        status = self.status(reading, timing)
        span, base = timing.span, timing.base
        unit = reading.unit
        inferred = [*direction.inferred, *(["flow"] if frame.turned else [])]
        if unit is None:
            unit = self.tonnes_before(reading.place) or self.state.currency
            inferred.append("unit")
        elif reading.measure in {"value", "change_abs"} and unit not in {"T", "PP"}:
            self.state.currency = unit
            self.state.multiplier = next(
                (m for m in (1e12, 1e9, 1e6) if abs(reading.value) >= m), None
            )
        if not timing.stated:
            inferred += ["period_start", "period_end"]
            if status == "forecast" and reading.measure in {"value", "growth_pct", "multiple"}:
                span, base = self.outlook(reading, span, base)
            if status == "target":
                span, base = self.term(reading, span)
        if status == "target" and reading.measure == "multiple":
            base = None
        if reading.index:
            inferred.append("value")
        return Claim(
            measure=reading.measure,
            flow=frame.flow,
            reporter=direction.reporter,
            partner=direction.partner,
            value=value,
            value_high=high,
            unit=unit,
            resolution=reading.resolution,
            anchor_start=token.start,
            anchor_end=token.end,
            start=self.sentence.start,
            end=self.sentence.end,
            bound=reading.bound,
            period_start=span[0] if span else None,
            period_end=span[1] if span else None,
            base_period_start=base[0] if base else None,
            base_period_end=base[1] if base else None,
            scope=scope,
            basis=basis,
            commodity=commodity,
            hs_codes=tuple(frame.hs.split(","))
            if frame.hs and commodity == frame.commodity
            else (),
            share_of=("bilateral" if frame.part else "total")
            if reading.measure == "share_pct"
            else None,
            status=status,
            is_record=reading.measure == "value"
            and not reading.is_base
            and self.record(reading.place),
            inferred=tuple(sorted(set(inferred))),
        )

    def negative(self, i: int) -> bool:
        """Say whether a balance is called negative in the sentence before a figure."""
        return any(t.kind == "negative" for t in self.tokens[:i])

    def outlook(
        self, reading: Reading, span: Span | None, base: Span | None
    ) -> tuple[Span | None, Span | None]:
        """Give the period of a forecast without one: the term named last, or the running year."""
        state = self.state
        found = state.term
        if (
            found is None
            and span is not None
            and state.day is not None
            and span[1].year == state.day.year
        ):
            found = month_span(state.day.year, 1, 12)
        if found is None:
            return span, base
        return found, shift_years(found, -1) if reading.measure != "value" else None

    def tonnes(self, reading: Reading) -> bool:
        """Say whether an amount without a unit goes on with tonnes."""
        return reading.unit is None and self.tonnes_before(reading.place) == "T"

    def in_tonnes(self, reading: Reading) -> bool:
        """Say whether a change is one of tonnage: beside the tonnes it leads to or comes from."""
        if reading.measure not in {"growth_pct", "multiple"}:
            return False
        for tokens in (
            self.tokens[reading.place + 1 : reading.place + 5],
            self.tokens[: reading.place][::-1],
        ):
            for token in tokens:
                if token.kind == "amount":
                    if token.value.unit == "T":
                        return True
                    break
                if token.kind in {"break", ";", "valueterms", "flow", "verb"}:
                    break
        return False

    def tonnes_before(self, i: int) -> str | None:
        """Give the unit of `1.46 million tons against 1.45 million`."""
        for token in reversed(self.tokens[:i]):
            if token.kind == "amount":
                tonnes = token.value.unit == "T" or (
                    token.value.unit is None and self.tonnes_before(self.tokens.index(token)) == "T"
                )
                return "T" if tonnes else None
            if token.kind in {";", "flow"}:
                return None
        return None

    def listed_goods(self, i: int) -> str:
        """Read the goods before brackets: `Top exports: copper and articles thereof ($142 million)`."""
        if i < 2 or self.tokens[i - 1].kind != "(":
            return ""
        start = i - 1
        while start > 0 and self.tokens[start - 1].kind not in {",", ":", ";", ")", "-"}:
            start -= 1
        words = self.tokens[start : i - 1]
        known = any(t.kind == "commodity" for t in words)
        cued = any(t.kind == "composition" for t in self.tokens[:start])
        if (
            not words
            or len(words) > 8
            or not (known or cued)
            or any(t.kind in {"flow", "verb", "geo"} for t in words)
        ):
            return ""
        words = words[1:] if words[0].kind == "prep" else words
        return self.text[words[0].start : words[-1].end].lower() if words else ""

    def scope_before(self, i: int) -> str:
        """Read the scope of `Goods - 46.7 billion`, which has no word of flow."""
        for token in reversed(self.tokens[max(0, i - 4) : i]):
            if token.kind in FIGURES | {"flow", "verb", "break", ";"}:
                break
            if token.kind == "scope":
                return str(token.value)
        return ""

    def following(self, i: int) -> list[Token]:
        """Give the words after a figure, a conversion in brackets left out."""
        start = i + 1
        if start < len(self.tokens) and self.tokens[start].kind == "(":
            closing = next(
                (
                    k
                    for k in range(start, min(len(self.tokens), start + 6))
                    if self.tokens[k].kind == ")"
                ),
                None,
            )
            start = closing + 1 if closing is not None else start
        return self.tokens[start : start + 3]

    def term(self, reading: Reading, span: Span | None) -> tuple[Span | None, Span | None]:
        """Give the period of a target without a date: growth is meant for the year, a level for no date."""
        if reading.measure != "growth_pct" or span is None:
            return None, None
        year = month_span(span[1].year, 1, 12)
        return year, shift_years(year, -1)

    def clause(self, i: int) -> list[Token]:
        """Give the tokens of a figure's clause."""
        start = stop = i
        while start > 0 and self.tokens[start - 1].kind not in BREAKS | {",", "("}:
            start -= 1
        while stop < len(self.tokens) and (
            stop == i or self.tokens[stop].kind not in BREAKS | {",", ")"}
        ):
            stop += 1
        return self.tokens[start:stop]

    def record(self, i: int) -> bool:
        """Say whether a figure is called a record, before it or after it."""
        for j, token in enumerate(self.tokens):
            if token.kind == "record" and j < i:
                if not self.amount_between(j, i) and i - j <= 7:
                    return True
            elif token.kind == "record" and not self.amount_between(i, j) and j - i <= 14:
                return j + 2 >= len(self.tokens) or not any(
                    t.kind == "amount" for t in self.tokens[j + 1 : j + 3]
                )
        return False

    def amount_between(self, start: int, stop: int) -> bool:
        """Say whether an amount that is no conversion in brackets stands between."""
        return any(
            t.kind == "amount" and self.tokens[start + 1 + k - 1].kind not in {"(", "hedge"}
            for k, t in enumerate(self.tokens[start + 1 : stop])
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
    sides = {direction.reporter, direction.partner}
    return len(sides) == 2 and not sides & {None, UNNAMED}
