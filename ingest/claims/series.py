"""Series in plain text: a heading with years, then a line of numbers for each flow.

Example: `Trade in goods (million USD), 2021 / 2022:` over `Exports: 83.7 / 49.5`. Tables with
columns for countries are the business of `tables`, sentences that of `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.claims.discourse import Discourse, complete
from ingest.claims.document import Sentence
from ingest.claims.flow_frame import FIGURES, Frame
from ingest.claims.frames import find_frames
from ingest.claims.language import Language
from ingest.claims.model import Claim
from ingest.claims.numbers import read_digits
from ingest.claims.periods import Span, resolve
from ingest.claims.tables import sized
from ingest.claims.tokens import Token

BETWEEN = {"/", ";", ",", "|", "+", "-", "prep"}
SMALLEST = 2
LEAD = 6


@dataclass(slots=True)
class SeriesReader:
    """Reads the lines of numbers under a heading with years."""

    language: Language
    state: Discourse
    decimal_comma: bool
    spans: list[Span] = field(default_factory=list)
    unit: str = ""
    factor: float = 0.0
    scope: str = "unspecified"

    def read(self, tokens: list[Token], sentence: Sentence) -> list[Claim] | None:
        """Give the claims of a line under a heading, none for the heading; None for other lines."""
        if self.head(tokens):
            return []
        return self.row(tokens, sentence) if self.spans else None

    def head(self, tokens: list[Token]) -> bool:
        """Read a heading: a unit and at least two years in a row, without any other figure."""
        places = [i for i, t in enumerate(tokens) if t.kind == "period"]
        spans = [resolve(tokens[i].value, self.state.clock()) for i in places]
        size = sized(tokens)
        if len(places) < SMALLEST or None in spans or size is None:
            return False
        figures = sum(t.kind in FIGURES for t in tokens)
        ended = tokens[-1].kind in {"period", ":", ")"}
        row = all(t.kind in {"period", *BETWEEN} for t in tokens[places[0] : places[-1]])
        if not row or not ended or figures > 1:
            return False
        self.spans = [span for span in spans if span is not None]
        self.unit, self.factor = size
        frames = find_frames(tokens, self.language)
        self.scope = frames[0].scope if frames else "unspecified"
        return True

    def row(self, tokens: list[Token], sentence: Sentence) -> list[Claim] | None:
        """Read a line: a flow, a colon, and one number for each year."""
        colon = next((i for i, t in enumerate(tokens[:LEAD]) if t.kind == ":"), None)
        frames = find_frames(tokens[:colon], self.language) if colon else []
        numbers = [i for i in range(colon or 0, len(tokens)) if tokens[i].kind == "number"]
        rest = [t for t in tokens[(colon or 0) + 1 :] if t.kind not in {"number", ".", *BETWEEN}]
        if not frames or rest or len(numbers) != len(self.spans):
            return None
        return [
            claim
            for i, span in zip(numbers, self.spans, strict=True)
            if (claim := self.claim(tokens, i, span, frames[0], sentence)) is not None
        ]

    def claim(
        self, tokens: list[Token], i: int, span: Span, frame: Frame, sentence: Sentence
    ) -> Claim | None:
        """Make the claim of one number."""
        direction = complete(frame, self.state)
        printed = read_digits(tokens[i].low, self.decimal_comma)
        if printed is None or direction.reporter is None or direction.partner is None:
            return None
        lost = frame.flow == "balance" and (frame.word == "deficit" or tokens[i - 1].kind == "-")
        value = round(printed.value * self.factor, 4)
        return Claim(
            measure="value",
            flow=frame.flow,
            reporter=direction.reporter,
            partner=direction.partner,
            value=-value if lost else value,
            unit=self.unit,
            resolution=printed.resolution * self.factor,
            anchor_start=tokens[i].start,
            anchor_end=tokens[i].end,
            start=sentence.start,
            end=sentence.end,
            period_start=span[0],
            period_end=span[1],
            scope=self.scope,
            cited_source=self.state.source,
            side=self.state.books,
            inferred=("period_end", "period_start"),
            signs=("form=series",),
        )
