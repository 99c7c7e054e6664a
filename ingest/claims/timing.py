"""Bind figures to periods and to what they are compared with, inside one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.claims.discourse import Discourse
from ingest.claims.figures import Reading
from ingest.claims.frames import FIGURES, HEADS
from ingest.claims.language import period_of
from ingest.claims.periods import PeriodExpression, Span, months_in, resolve, shift_years
from ingest.claims.tokens import Token

LOOSE = {"prep", "article", "samep", "whole", "endof"}
BASE_KINDS = {"shift", "same"}


@dataclass(frozen=True, slots=True)
class Timing:
    """When a figure holds, against what, and whether that is said beside it."""

    span: Span | None
    base: Span | None
    stated: bool
    future: bool = False


class SentenceTimes:
    """The expressions of time of one sentence."""

    def __init__(self, tokens: list[Token], state: Discourse) -> None:
        self.tokens = tokens
        self.state = state
        places = [i for i, t in enumerate(tokens) if t.kind == "period"]
        usable = [i for i in places if period_of(tokens[i]).kind not in {"day", "rolling"}]
        usable = [i for i in usable if not self.since(i)]
        self.bases = [i for i in usable if self.opens_base(i)]
        self.mains = [i for i in usable if i not in self.bases and period_of(tokens[i]).kind != "spell"]
        self.spells = [i for i in usable if period_of(tokens[i]).kind == "spell"]

    def before(self, i: int) -> Token | None:
        """Give the word that governs an expression of time."""
        j = i - 1
        while j >= 0 and self.tokens[j].kind in {"article", "samep", "whole"}:
            j -= 1
        return self.tokens[j] if j >= 0 else None

    def since(self, i: int) -> bool:
        """Say whether an expression is a starting point: `the best since 2014`."""
        before = self.before(i)
        if before is None or period_of(self.tokens[i]).kind != "year":
            return False
        return before.kind == "since" or before.low in {"с", "со"}

    def opens_base(self, i: int) -> bool:
        """Say whether an expression of time is what something is compared with."""
        expression = period_of(self.tokens[i])
        if expression.kind in BASE_KINDS:
            return True
        j = i - 1
        while j >= 0 and self.tokens[j].kind in {"article", "samep", "whole"}:
            j -= 1
        before = self.tokens[j] if j >= 0 else None
        if before is None:
            return False
        if before.kind == "base":
            return True
        if before.kind == "prep" and before.value in {"in", "of", "for", "to", "na"} and j >= 1:
            if self.tokens[j - 1].kind == "base":
                return True
        if before.kind == "prep" and before.value in {"k", "ot"} and j >= 1:
            return self.tokens[j - 1].kind in {"percent", "rise", "times"}
        if before.kind == "prep" and before.value in {"on", "from"} and j >= 1:
            return expression.kind in {"months", "year"} and self.tokens[j - 1].kind in {"percent", "rise"}
        return expression.relative == "prev" and j >= 0 and self.tokens[j].kind in {"percent", "rise"}

    def nearest(self, i: int) -> int | None:
        """Choose the expression that a figure goes with."""
        left = [j for j in self.mains if j < i]
        right = [j for j in self.mains if j > i and self.open_to(i, j)]
        if right and (not left or not self.figure_between(i, right[0])):
            return right[0]
        if left:
            return left[-1]
        return right[0] if right else None

    def figure_between(self, start: int, stop: int) -> bool:
        """Say whether another figure stands between."""
        return any(t.kind in FIGURES for t in self.tokens[start + 1 : stop])

    def open_to(self, i: int, j: int) -> bool:
        """Say whether a later expression is still in the figure's own clause."""
        for k in range(i + 1, j):
            token = self.tokens[k]
            if token.kind in {";", "break"} or token.kind in HEADS and k > i + 4:
                return False
            if token.kind == "," and (self.tokens[k + 1].kind not in {"base", "period", "rise"} and k + 1 != j):
                return False
        return True

    def time(self, reading: Reading) -> Timing:
        """Give period and base of a figure."""
        main = self.nearest(reading.place)
        span: Span | None = self.state.period
        stated = False
        future = False
        if main is not None:
            expression = period_of(self.tokens[main])
            span = resolve(expression, self.state.clock())
            stated = span is not None
            future = self.ahead(main)
        if reading.is_base:
            return Timing(self.level_before(reading, span), None, self.base_of(reading.place) is not None, future)
        base = self.base(reading, span) if reading.measure in {"growth_pct", "multiple", "change_abs"} else None
        if reading.measure in {"growth_pct", "multiple"} and self.spells:
            return self.over_years(span, main)
        return Timing(span, base, stated, future)

    def over_years(self, span: Span | None, main: int | None) -> Timing:
        """Give `doubled in five years` its last year and the year it started from."""
        whole = resolve(period_of(self.tokens[self.spells[0]]), self.state.clock())
        if whole is None:
            return Timing(span, None, False)
        end = shift_years((whole[1].replace(month=1, day=1), whole[1]), 0)
        if main is not None and span is not None:
            end = span
        return Timing(end, shift_years(end, -period_of(self.tokens[self.spells[0]]).count), False)

    def ahead(self, i: int) -> bool:
        """Say whether a period is named as a term: `by 2030`, `к 2030 году`."""
        before = self.before(i)
        if before is not None and before.kind == "endof":
            return True
        return before is not None and before.kind == "prep" and before.value in {"by", "k", "do"}

    def base_of(self, i: int) -> int | None:
        """Find the base expression that follows a figure in its clause, or precedes it."""
        for j in self.bases:
            if j > i and not any(t.kind in {";", "break"} for t in self.tokens[i + 1 : j]):
                if sum(t.kind in FIGURES for t in self.tokens[i + 1 : j]) <= 1:
                    return j
        left = [j for j in self.bases if j < i and not any(t.kind == ";" for t in self.tokens[j:i])]
        return left[-1] if left else None

    def base(self, reading: Reading, span: Span | None) -> Span | None:
        """Give what a change is measured against; by default the same period a year before."""
        if span is None:
            return None
        place = self.base_of(reading.place)
        if place is not None:
            found = self.resolve_base(period_of(self.tokens[place]), span)
            if found is not None and found != span:
                return found
        return shift_years(span, -1)

    def resolve_base(self, expression: PeriodExpression, span: Span) -> Span | None:
        """Resolve an expression of comparison from the period that is compared."""
        clock = self.state.clock(span)
        if expression.kind == "months" and expression.year is None and not expression.relative:
            found = resolve(replace(expression, year=span[1].year), clock)
            if found is not None and found[0] >= span[0]:
                found = shift_years(found, -1)
            return found
        if expression.kind == "year" and months_in(span) < 12:
            return resolve(replace(expression, kind="same"), clock)
        return resolve(expression, clock)

    def level_before(self, reading: Reading, span: Span | None) -> Span | None:
        """Give the period of a level that is only compared with."""
        if span is None:
            return None
        i = reading.place
        near = [j for j in (*self.bases, *self.mains) if i < j <= i + 6 and not self.figure_between(i, j)]
        if near:
            main = self.main_without(near[0], span)
            found = self.resolve_base(period_of(self.tokens[near[0]]), main)
            if found is not None:
                return found
        place = next((j for j in self.bases if abs(j - i) <= 8), None)
        if place is not None:
            return self.resolve_base(period_of(self.tokens[place]), span)
        return shift_years(span, -1)

    def main_without(self, place: int, span: Span) -> Span:
        """Give the sentence's main period when the nearest one is the base's own."""
        others = [j for j in self.mains if j < place]
        if place in self.mains:
            if others:
                return resolve(period_of(self.tokens[others[-1]]), self.state.clock()) or span
            return self.state.period or span
        return span

    def settle(self) -> None:
        """Remember the last period of the sentence for the next one."""
        for i in self.mains:
            if self.ahead(i):
                continue
            span = resolve(period_of(self.tokens[i]), self.state.clock())
            if span is not None and (self.state.day is None or span[0] <= self.state.day):
                self.state.period = span
