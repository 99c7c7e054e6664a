"""Put a claim together: its goods, unit, status, dates and record flag, from the words around it.

Which flow and which sides a figure belongs to has been decided before, in `binding`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.claims.discourse import Direction, Discourse
from ingest.claims.document import Sentence
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.model import Claim
from ingest.claims.periods import Span, month_span, shift_years
from ingest.claims.readings import Reading, Timing
from ingest.claims.tokens import Token, goods_name

BREAKS = {";", "break"}
MULTIPLIERS = (1e12, 1e9, 1e6)
EXPECTED = {"value", "growth_pct", "multiple"}


@dataclass(frozen=True, slots=True)
class Goods:
    """What a figure is about: scope, the phrase for the goods, their codes, and value or volume."""

    scope: str
    commodity: str
    hs_codes: tuple[str, ...]
    basis: str


@dataclass(slots=True)
class ClaimBuilder:
    """Makes claims of the bound figures of one sentence."""

    tokens: list[Token]
    text: str
    sentence: Sentence
    state: Discourse

    def build(self, reading: Reading, frame: Frame, direction: Direction, timing: Timing) -> Claim:
        """Put a claim together."""
        token = self.tokens[reading.place]
        goods = self.goods(reading, frame)
        status = self.status(reading, timing)
        span, base = self.dates(reading, timing, status)
        unit = self.unit(reading)
        share = reading.measure == "share_pct"
        record = reading.measure == "value" and not reading.is_base and self.record(reading.place)
        return Claim(
            measure=reading.measure,
            flow=frame.flow,
            reporter=direction.reporter,
            partner=direction.partner,
            value=self.signed_value(reading, frame),
            value_high=reading.high,
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
            scope=goods.scope,
            basis=goods.basis,
            commodity=goods.commodity,
            hs_codes=goods.hs_codes,
            share_of=("bilateral" if frame.part else "total") if share else None,
            status=status,
            is_record=record,
            inferred=self.inferred(reading, frame, direction, replace(timing, span=span)),
        )

    def inferred(
        self, reading: Reading, frame: Frame, direction: Direction, timing: Timing
    ) -> tuple[str, ...]:
        """Name the fields that are not said beside the number."""
        names = set(direction.inferred)
        names -= {"reporter"} if frame.flow == "turnover" and len(names) > 1 else set()
        names |= {"flow"} if frame.turned else set()
        names |= {"unit"} if reading.unit is None else set()
        names |= {"value"} if reading.index else set()
        names |= set() if timing.stated else {"period_start", "period_end"}
        names |= set() if timing.span is None or self.year_printed(timing.span) else {"year"}
        return tuple(sorted(names))

    def year_printed(self, span: Span) -> bool:
        """Say whether a sentence prints the year: `last year`, `in May` leave it to the reader."""
        years = {str(span[0].year), str(span[1].year)}
        return any(t.kind == "period" and any(y in t.low for y in years) for t in self.tokens)

    def signed_value(self, reading: Reading, frame: Frame) -> float:
        """Give a deficit its sign."""
        named = frame.word == "deficit"
        called = frame.word == "balance" and self.negative(reading.place)
        red = any(t.kind == "negative" for t in self.tokens[reading.place + 1 : reading.place + 5])
        red = red or any(
            t.kind == "negative" for t in self.tokens[reading.place - 3 : reading.place]
        )
        called = called or (red and frame.word in {"balance", "surplus"})
        if frame.flow == "balance" and reading.measure == "value" and (named or called):
            return -abs(reading.value)
        return reading.value

    def goods(self, reading: Reading, frame: Frame) -> Goods:
        """Tell what goods a figure is about, and whether it counts money or tonnes."""
        i = reading.place
        scope, commodity = frame.scope, frame.commodity
        listed = self.listed_goods(i)
        if listed and not commodity:
            commodity, scope = listed, "goods"
        if not commodity:
            scope = self.scope_after(i) or self.scope_before(i) or scope
        volume = self.counts_volume(reading, frame)
        scope = "goods" if volume else scope
        for near in self.following(i):
            if near.kind == "commodity" and not commodity:
                commodity, scope = goods_name(near), "goods"
            elif near.kind == "scope" and scope == "unspecified":
                scope = str(near.value)
            elif "before_goods" not in near.tags:
                break
        if volume and not commodity and self.state.staple is not None:
            commodity = goods_name(self.state.staple)
        known = frame.hs and commodity == frame.commodity
        codes = tuple(frame.hs.split(",")) if known else ()
        return Goods(scope, commodity.replace(" - ", "-"), codes, "volume" if volume else "value")

    def counts_volume(self, reading: Reading, frame: Frame) -> bool:
        """Say whether a figure is one of tonnage or is said to be of volume."""
        if frame.flow != "turnover" and (reading.unit == "T" or self.in_tonnes(reading)):
            return True
        said = any(t.kind == "volume" for t in self.clause(reading.place))
        return said or self.tonnes(reading)

    def unit(self, reading: Reading) -> str | None:
        """Give the unit of a figure, and remember currency and multiplier."""
        unit = reading.unit
        if unit is None:
            return self.tonnes_before(reading.place) or self.state.currency
        if unit == "T" and reading.measure == "value":
            self.state.weight = reading.value
        if reading.measure in {"value", "change_abs"} and unit not in {"T", "PP"}:
            self.state.currency = unit
            printed = self.tokens[reading.place].low
            if not any(char.isalpha() for char in printed):
                return unit
            self.state.weight = None
            sizes = (m for m in MULTIPLIERS if abs(reading.value) >= m)
            self.state.multiplier = next(sizes, None)
        return unit

    def dates(
        self, reading: Reading, timing: Timing, status: str
    ) -> tuple[Span | None, Span | None]:
        """Give period and base, with what a forecast or a target means where no time is said."""
        span, base = timing.span, timing.base
        if not timing.stated and status == "forecast" and reading.measure in EXPECTED:
            span, base = self.outlook(reading, span, base)
        if not timing.stated and status == "target":
            span, base = self.term(reading, span)
        if status == "target" and reading.measure == "multiple":
            base = None
        return span, base

    def status(self, reading: Reading, timing: Timing) -> str:
        """Tell an outturn from a forecast and a target."""
        i = reading.place
        start = self.clause_start(i)
        after = self.tokens[i + 1 : i + 3]
        closing = {",", "(", "base"}
        stop = i + 1 + next((k for k, t in enumerate(after) if t.kind in closing), len(after))
        window = self.tokens[start:stop]
        cues = {"target" if "aims" in t.tags else t.kind for t in window}
        cues |= {"forecast" for t in window if str(t.value).endswith("*")}
        day = self.state.day
        late = timing.span is not None and day is not None and timing.span[1] > day
        defined = any("is_present" in t.tags for t in self.tokens[max(start, i - 2) : i])
        reach = start if defined else max(start, i - 9)
        near = any(t.kind == "target" or "aims" in t.tags for t in self.tokens[reach:stop])
        if self.may(start, stop):
            return "forecast"
        if "target" in cues and (late or near or timing.span is None):
            return "target"
        if "forecast" in cues:
            return "forecast"
        if timing.future and late:
            return "target"
        return next((cue for cue in ("preliminary", "estimate") if cue in cues), "actual")

    def may(self, start: int, stop: int) -> bool:
        """Say whether a word of aim only completes `may`: `может достичь`."""
        return any(
            self.tokens[k].kind == "target" and "may" in self.tokens[k - 1].tags
            for k in range(max(start, 1), stop)
        )

    def clause_start(self, i: int) -> int:
        """Give the place where the clause of a figure begins."""
        start = i
        while start > 0 and self.tokens[start - 1].kind not in BREAKS | {":"}:
            opens = self.tokens[start].kind in FIGURES | {"period"}
            if self.tokens[start - 1].kind in {",", "("} and opens:
                break
            start -= 1
        return start

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
            over = span is not None and state.day is not None and span[1] < state.day
            return (None, None) if over else (span, base)
        return found, shift_years(found, -1) if reading.measure != "value" else None

    def term(self, reading: Reading, span: Span | None) -> tuple[Span | None, Span | None]:
        """Give the period of a target without a date.

        Growth is meant for the year, a level for no date.
        """
        day = self.state.day
        if reading.measure == "value" and day is not None and self.for_year():
            return month_span(day.year, 1, 12), None
        if reading.measure != "growth_pct" or span is None:
            return None, None
        year = month_span(span[1].year, 1, 12)
        return year, shift_years(year, -1)

    def for_year(self) -> bool:
        """Say whether a target is one `на год`, for the running year."""
        return any(
            token.kind == "year" and before.value == "na" for before, token in pairwise(self.tokens)
        )

    def negative(self, i: int) -> bool:
        """Say whether a balance is called negative in the sentence before a figure."""
        near = any(t.kind == "minus" for t in self.tokens[max(0, i - 6) : i])
        return near or any(t.kind == "negative" for t in self.tokens[:i])

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
        """Read the goods before brackets.

        Example: `Top exports: copper and articles thereof ($142 million)`.
        """
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

    def scope_after(self, i: int) -> str:
        """Read the scope of `$47 billion in goods and $7 billion in services`."""
        after = self.tokens[i + 1 : i + 4]
        if len(after) < 2 or after[0].kind != "prep" or after[1].kind != "scope":
            return ""
        bordered = len(after) < 3 or after[2].kind in {",", ".", ";", "prep", "break", ")"}
        apart = after[0].value in {"from", "in", "for", "po", "of", "on"}
        return str(after[1].value) if apart and bordered else ""

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
