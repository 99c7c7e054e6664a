"""Read one sentence: bind each figure to a flow, its sides and its period, and make a claim of it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.discourse import WORLD, Direction, Discourse, codes, complete, counterpart, other_side
from ingest.claims.document import Sentence
from ingest.claims.figures import Reading, read_figure
from ingest.claims.frames import COUNTRIES, FIGURES, Frame, find_frames
from ingest.claims.language import Language
from ingest.claims.model import Claim
from ingest.claims.periods import Span
from ingest.claims.timing import SentenceTimes, Timing
from ingest.claims.tokens import Token

BREAKS = {";", "break"}
CHANGES = {"growth_pct", "change_abs", "multiple"}


@dataclass(slots=True)
class SentenceReader:
    """Reads the figures of one sentence in order."""

    tokens: list[Token]
    sentence: Sentence
    state: Discourse
    language: Language

    def read(self) -> list[Claim]:
        """Give the claims of the sentence."""
        frames = find_frames(self.tokens, self.language)
        times = SentenceTimes(self.tokens, self.state)
        claims: list[Claim] = []
        previous: Reading | None = None
        for i, token in enumerate(self.tokens):
            if token.kind not in FIGURES:
                continue
            reading = read_figure(self.tokens, i, previous)
            if reading is None:
                continue
            claim = self.claim(reading, frames, times)
            if claim is not None:
                claims.append(claim)
            previous = reading
        self.pass_frames(frames, len(self.tokens))
        times.settle()
        return claims

    def pass_frames(self, frames: list[Frame], stop: int) -> None:
        """Let the frames up to a place change the state."""
        for frame in frames:
            if frame.place < stop and not frame.void:
                self.remember(frame, complete(frame, self.state))

    def remember(self, frame: Frame, direction: Direction) -> None:
        """Keep what later clauses may leave out."""
        state = self.state
        if direction.reporter is None:
            return
        sides = (direction.reporter, direction.partner)
        if state.home is None:
            state.home, state.partner = sides
        elif state.home in sides:
            state.partner = sides[1] if sides[0] == state.home else sides[0]
        elif direction.reporter and direction.partner and "reporter" not in direction.inferred and "partner" not in direction.inferred:
            state.home, state.partner = sides
        state.reporter = direction.reporter
        state.flow, state.word, state.scope = frame.flow, frame.word, frame.scope
        state.commodity, state.hs = frame.commodity, frame.hs

    def bind(self, reading: Reading, frames: list[Frame]) -> Frame | None:
        """Choose the frame of a figure."""
        i = reading.place
        if reading.head is not None:
            return next((f for f in frames if f.place == reading.head), None)
        before = [f for f in frames if f.place < i]
        after = [f for f in frames if f.place > i and not self.border(i, f.place)]
        if before and not (after and self.hard_border(before[-1].place, i)):
            return before[-1]
        if after:
            return after[0]
        return before[-1] if before else self.inherited()

    def border(self, start: int, stop: int) -> bool:
        """Say whether a comma or more separates two places."""
        return any(t.kind in BREAKS or t.kind in {",", ":"} for t in self.tokens[start + 1 : stop])

    def hard_border(self, start: int, stop: int) -> bool:
        """Say whether a clause border separates two places."""
        return any(t.kind in BREAKS for t in self.tokens[start + 1 : stop])

    def inherited(self) -> Frame | None:
        """Go on with the flow of the sentence before."""
        state = self.state
        if state.flow is None:
            return None
        frame = Frame(-1, state.flow, state.word, scope=state.scope, commodity=state.commodity, hs=state.hs)
        if state.reporter is not None and state.reporter != WORLD:
            frame.sides = {"owner": [state.reporter]}
        return frame

    def claim(self, reading: Reading, frames: list[Frame], times: SentenceTimes) -> Claim | None:
        """Make the claim of one figure, or None where too little is known."""
        frame = self.bind(reading, frames)
        if frame is None or frame.void:
            return None
        self.pass_frames([f for f in frames if f is not frame], reading.place)
        if reading.measure == "share_pct":
            direction, frame = self.share(reading, frame)
        else:
            direction = complete(frame, self.state)
            self.remember(frame, direction)
        if direction.reporter is None or direction.partner is None or direction.reporter == direction.partner:
            return None
        timing = times.time(reading)
        return self.build(reading, frame, direction, timing)

    def share(self, reading: Reading, frame: Frame) -> tuple[Direction, Frame]:
        """Find whose total a share is of, and whose part it is."""
        state = self.state
        own = codes(frame.sides, ("owner",), state)
        clause = self.countries_near(reading.place, frame.place)
        reporter = own[0] if own else None
        others = [c for c in clause if c != reporter]
        if reporter is None and len(others) > 1:
            reporter = others[1]
        missing: list[str] = []
        if frame.commodity and not others and reporter is None:
            direction = complete(frame, state)
            return direction, frame
        partner = others[0] if others else None
        if reporter is None:
            missing.append("reporter")
            reporter = other_side(partner, state) if partner else state.home
        if partner is None:
            missing.append("partner")
            partner = counterpart(reporter, state) if reporter else None
        return Direction(reporter, partner, tuple(missing)), frame

    def countries_near(self, i: int, head: int) -> list[str]:
        """Give the countries of a figure's clause, the nearest before it first."""
        start = i
        while start > 0 and self.tokens[start - 1].kind not in BREAKS:
            start -= 1
        stop = i
        while stop + 1 < len(self.tokens) and self.tokens[stop + 1].kind not in BREAKS | FIGURES:
            stop += 1
        found: list[str] = []
        order = [*range(i - 1, start - 1, -1), *range(i + 1, stop + 1)]
        for j in order:
            if self.tokens[j].kind == "geo" and self.language.side_of(self.tokens, j) != "mention":
                code = str(self.tokens[j].value)
                if code not in found:
                    found.append(code)
        return found

    def status(self, reading: Reading, timing: Timing) -> str:
        """Tell an outturn from a forecast and a target."""
        i = reading.place
        start = i
        while start > 0 and self.tokens[start - 1].kind not in BREAKS and not (
            self.tokens[start - 1].kind in {",", "("} and self.tokens[start].kind in FIGURES | {"period"}
        ):
            start -= 1
        cues = [t.kind for t in self.tokens[start : i + 5] if t.kind in {"forecast", "target", "preliminary", "estimate"}]
        late = timing.span is not None and self.state.day is not None and timing.span[1] > self.state.day
        if "target" in cues and (late or timing.span is None or reading.measure == "value"):
            return "target"
        if "forecast" in cues:
            return "forecast"
        if timing.future and late:
            return "target"
        return "preliminary" if "preliminary" in cues else "estimate" if "estimate" in cues else "actual"

    def build(self, reading: Reading, frame: Frame, direction: Direction, timing: Timing) -> Claim:
        """Put a claim together."""
        token = self.tokens[reading.place]
        value, high = reading.value, reading.high
        if frame.flow == "balance" and reading.measure == "value" and frame.word == "deficit":
            value = -abs(value)
        basis = "value"
        scope, commodity = frame.scope, frame.commodity
        if reading.unit == "T" or any(t.kind == "volume" for t in self.clause(reading.place)):
            basis, scope = "volume", "goods"
        for near in self.tokens[reading.place + 1 : reading.place + 4]:
            if near.kind == "commodity" and not commodity:
                commodity, scope = near.low, "goods"
            elif near.kind == "scope" and scope == "unspecified":
                scope = str(near.value)
            elif near.kind not in {"prep", "word"}:
                break
        status = self.status(reading, timing)
        span, base = timing.span, timing.base
        unit = reading.unit
        inferred = list(direction.inferred)
        if unit is None:
            unit = self.state.currency
            inferred.append("unit")
        elif reading.measure in {"value", "change_abs"} and unit not in {"T", "PP"}:
            self.state.currency = unit
        if not timing.stated:
            inferred += ["period_start", "period_end"]
            if status == "target":
                span = base = None
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
            share_of=("bilateral" if commodity else "total") if reading.measure == "share_pct" else None,
            status=status,
            is_record=reading.measure == "value" and not reading.is_base and self.record(reading.place),
            inferred=tuple(sorted(set(inferred))),
        )

    def clause(self, i: int) -> list[Token]:
        """Give the tokens of a figure's clause."""
        start = stop = i
        while start > 0 and self.tokens[start - 1].kind not in BREAKS | {",", "("}:
            start -= 1
        while stop < len(self.tokens) and (stop == i or self.tokens[stop].kind not in BREAKS | {",", ")"}):
            stop += 1
        return self.tokens[start:stop]

    def record(self, i: int) -> bool:
        """Say whether a figure is called a record."""
        near = self.tokens[max(0, i - 6) : i + 8]
        return any(t.kind == "record" for t in near)
