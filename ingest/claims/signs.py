"""What a reading rests on, in words that `confidence` weighs: one sign for each question.

A sign is written `question=answer`, such as `period=carried` or `pair=own`. Only what one sentence
tells is here; what the other claims of the article tell is in `agreement`. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.claims.discourse import Direction, Discourse
from ingest.claims.document import Sentence
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.readings import Reading, Timing
from ingest.claims.timing import SentenceTimes
from ingest.claims.tokens import Token

BORDERS = {";", "break", ",", ":"}
#: Characters at the head of an article, which tell what it is about.
LEAD = 300


def counted(number: int, most: int) -> str:
    """Write a small number; from `most` on they are one."""
    return str(number) if number < most else f"{most}+"


class Signs:
    """The signs of the readings of one sentence."""

    def __init__(
        self, tokens: list[Token], sentence: Sentence, times: SentenceTimes, state: Discourse
    ) -> None:
        self.tokens = tokens
        self.times = times
        self.state = state
        self.named = {str(t.value) for t in tokens if t.kind == "geo"}
        facts = {
            "quoted": sentence.quoted,
            "lead": sentence.start < LEAD,
            "present": any("is_present" in t.tags for t in tokens),
            "foreign": state.foreign,
        }
        self.common = tuple(f"{name}=yes" for name, holds in facts.items() if holds)

    def of(
        self, reading: Reading, frame: Frame, direction: Direction, timing: Timing
    ) -> tuple[str, ...]:
        """Give the signs of one reading."""
        return (
            *self.common,
            *self.of_period(reading.place, timing),
            *self.of_figure(reading, frame),
            *self.of_pair(direction),
        )

    def of_period(self, i: int, timing: Timing) -> Iterator[str]:
        """Tell where the period was found."""
        main = self.times.nearest(i)
        if main is not None:
            yield f"period_side={'before' if main < i else 'after'}"
        if timing.span is None:
            yield "period=none"
        elif main is not None and timing.stated:
            yield f"period={self.between(main, i)}"
        elif timing.span != self.state.period:
            yield "period=shifted"
        else:
            yield f"period={'lead' if timing.span == self.state.lead_period else 'carried'}"

    def of_figure(self, reading: Reading, frame: Frame) -> Iterator[str]:
        """Tell what stands between a figure and its word of flow, and before it."""
        i, place = reading.place, frame.place
        yield f"flow={frame.flow}"
        side = "before" if place < i else "after"
        yield f"head={f'{side}_{self.between(place, i)}' if place >= 0 else 'carried'}"
        yield f"unit={'none' if reading.unit is None else 'T' if reading.unit == 'T' else 'said'}"
        before = sum(t.kind in FIGURES for t in self.tokens[:i])
        yield f"figures_before={counted(before, 3)}"

    def of_pair(self, direction: Direction) -> Iterator[str]:
        """Tell which sides were inferred, and how they fit the article and the sentence."""
        state, sides = self.state, {direction.reporter, direction.partner}
        yield f"inferred={'+'.join(sorted(direction.inferred)) or 'no_side'}"
        own = (direction.reporter, direction.partner) == (state.home, state.main)
        common = len(sides & {state.home, state.main})
        yield f"pair={'own' if own else ('strange', 'half', 'turned')[common]}"
        yield f"others_named={counted(len(self.named - sides), 2)}"

    def between(self, start: int, stop: int) -> str:
        """Tell what separates two places: another figure, the border of a clause, or nothing."""
        kinds = {t.kind for t in self.tokens[min(start, stop) + 1 : max(start, stop)]}
        return "past_figure" if kinds & FIGURES else "sentence" if kinds & BORDERS else "clause"
