"""Bind figures to periods and to what they are compared with, inside one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from ingest.claims.figures import following_head
from ingest.claims.flow_frame import FIGURES, HEADS
from ingest.claims.language import period_of
from ingest.claims.period_roles import PeriodRoles
from ingest.claims.periods import (
    Clock,
    PeriodExpression,
    Span,
    month_span,
    months_in,
    resolve,
    shift_years,
)
from ingest.claims.readings import Reading, Timing, compared
from ingest.claims.tokens import Token

APART = 3
LEVELS = {"value", "share_pct"}
CHANGED = {"percent", "rise", "times"}
COMPARING = {"in", "of", "for", "to", "na", "za", "with", "k"}
FRONT = 8
BASE_KINDS = {"shift", "same"}


class SentenceTimes(PeriodRoles):
    """The expressions of time of one sentence."""

    def nearest(self, i: int) -> int | None:
        """Choose the expression that a figure goes with."""
        if i in self.matched:
            return self.matched[i]
        left = [j for j in self.mains if j < i and j not in self.levels]
        left = [j for j in left if not (self.ahead(j) and self.broken(j, i))]
        if len(left) > 1 and not self.figure_between(left[-2], left[-1]):
            left = self.finer(left)
        right = [j for j in self.mains if j > i and self.open_to(i, j)]
        right = [j for j in right if not self.of_level(i, j)]
        right = [j for j in right if not (left and self.goes_on(j))]
        right = [j for j in right if not (self.ahead(j) and self.figure_between(i, j))]
        if not right and not left and self.state.period is None:
            right = [j for j in self.mains if j > i and not self.ahead(j)]
        if (
            right
            and left
            and self.comma_between(i, right[0])
            and not self.figure_between(left[-1], i)
        ):
            return left[-1]
        if right and (not left or not self.figure_between(i, right[0])):
            return right[0]
        if left:
            return left[-1]
        return right[0] if right else None

    def finer(self, places: list[int]) -> list[int]:
        """Prefer `April` to the year that explains it.

        Example: `in April, the first month of fiscal 2024`.
        """
        outer = resolve(period_of(self.tokens[places[-1]]), self.state.clock())
        inner = resolve(period_of(self.tokens[places[-2]]), self.state.clock())
        if outer is None or inner is None:
            return places
        if outer[0] <= inner[0] and inner[1] <= outer[1] and months_in(inner) < months_in(outer):
            return places[:-1]
        return places

    def goes_on(self, j: int) -> bool:
        """Say whether `and` opens a new clause with a period: `reached 5 bn and this year ...`."""
        before = [t for t in self.tokens[max(0, j - 2) : j] if t.kind != "prep" or "and" in t.tags]
        return bool(before) and "and" in before[-1].tags

    def of_level(self, i: int, j: int) -> bool:
        """Say whether a later expression dates the level compared with.

        Example: `to 190, up from 15 in 2021`.
        """
        between = [k for k in range(i + 1, j) if self.tokens[k].kind in FIGURES]
        return bool(between) and compared(self.tokens, between[-1])

    def open_to(self, i: int, j: int) -> bool:
        """Say whether a later expression is still in the figure's own clause."""
        for k in range(i + 1, j):
            token = self.tokens[k]
            if token.kind in {";", "break"}:
                return False
            if token.kind in HEADS and k > i + 4 and k != following_head(self.tokens, i):
                return False
            if token.kind == "," and (
                self.tokens[k + 1].kind not in {"base", "period", "rise"} and k + 1 != j
            ):
                return False
        return True

    def time(self, reading: Reading) -> Timing:
        """Give period and base of a figure."""
        if self.yearly(reading.place) and not self.mains:
            return Timing(None, None, True)
        explained = self.explained_time(reading.place) or self.ends_of(reading)
        if explained is not None:
            return explained
        span, stated, future, main = self.own_time(reading.place)
        if main is not None and period_of(self.tokens[main]).kind == "years":
            spread = self.from_first_to_last(reading, period_of(self.tokens[main]))
            if spread is not None:
                return spread
        if reading.is_base and self.spells and self.over_spell(reading.place):
            return Timing(self.over_years(span, main).base, None, True)
        if reading.is_base:
            level = self.level_before(reading, span)
            told = main is not None or self.base_of(reading.place) is not None
            return Timing(level, None, told, future)
        if reading.measure in LEVELS and span is not None:
            earlier = self.earlier_time(reading, span)
            if earlier is not None:
                return Timing(earlier, None, False)
        if reading.measure in {"growth_pct", "multiple"}:
            if self.spell_of(reading.place) is not None:
                return self.over_years(span, main)
            return self.change_time(reading, span, stated=stated, future=future)
        base = self.base(reading, span) if reading.measure == "change_abs" else None
        return Timing(span, base, stated, future)

    def change_time(
        self, reading: Reading, span: Span | None, *, stated: bool, future: bool
    ) -> Timing:
        """Give a change its period, and the start it is measured from."""
        start = self.start_of(reading.place)
        if start is not None:
            return Timing(span, start, stated, future)
        known = self.state.period
        old = stated and span is not None and known is not None and long_before(span, known)
        if old and not self.level_told(reading.place):
            return Timing(known, span, False, future)
        return Timing(span, self.base(reading, span), stated, future)

    def level_told(self, i: int) -> bool:
        """Say whether a change follows its level: `$190 billion in 2022, an increase of 29 %`."""
        clause: list[Token] = []
        for token in reversed(self.tokens[:i]):
            if token.kind in {";", "break"} or "since" in token.low.split():
                break
            clause.append(token)
        return any(t.kind == "amount" for t in clause)

    def yearly(self, i: int) -> bool:
        """Say whether an amount is one of every year: `some 60 million a year`."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return after is not None and after.kind == "perannum" and self.tokens[i].kind == "amount"

    def from_first_to_last(self, reading: Reading, years: PeriodExpression) -> Timing | None:
        """Give `doubled between 2014 and 2024, from 8 to 16 bn` the years of start and end."""
        first, last = month_span(years.first, 1, 12), month_span(years.last, 1, 12)
        if reading.is_base:
            return Timing(first, None, True)
        if reading.measure in {"growth_pct", "multiple", "change_abs"}:
            return Timing(last, first, True)
        places = [k for k in range(reading.place) if self.tokens[k].kind == "amount"]
        ended = any(compared(self.tokens, k) for k in places)
        return Timing(last, None, True) if ended else None

    def ends_of(self, reading: Reading) -> Timing | None:
        """Give a change `between Q1 2022 and Q3 2025` its end and its start."""
        if reading.measure not in {"growth_pct", "multiple", "change_abs"}:
            return None
        for first, last in pairwise(self.mains):
            if last - first > APART or first == 0 or last - first < 2:
                continue
            opened, joined = self.tokens[first - 1], self.tokens[last - 1]
            if opened.value != "between" or "and" not in joined.tags:
                continue
            spans = [resolve(period_of(self.tokens[j]), self.state.clock()) for j in (first, last)]
            return Timing(spans[1], spans[0], True)
        return None

    def start_of(self, i: int) -> Span | None:
        """Give the year of `has doubled since 2018`, if it stands in the figure's clause."""
        for j in self.sinces:
            between = self.tokens[min(i, j) + 1 : max(i, j)]
            if len(between) <= 6 and not any(t.kind in {";", "break", ","} for t in between):
                return resolve(period_of(self.tokens[j]), self.state.clock())
        return None

    def explained_time(self, i: int) -> Timing | None:
        """Give the time of a number in brackets.

        Or after `when`, which goes with the word before.
        """
        inner = next((j for j in self.inner if 0 < i - j <= 4), None)
        if inner is not None:
            return Timing(resolve(period_of(self.tokens[inner]), self.state.clock()), None, True)
        main = self.bracketed(i)
        main = main if main is not None else self.recalled(i)
        if main is None:
            return None
        if main in self.mains:
            span = resolve(period_of(self.tokens[main]), self.state.clock())
            return Timing(span, None, True) if span is not None and self.is_value(i) else None
        self.levels.add(main)
        known = self.state.period
        near = self.nearest(i)
        if near is not None:
            known = resolve(period_of(self.tokens[near]), self.state.clock()) or known
        if known is None:
            return None
        return Timing(self.resolve_base(period_of(self.tokens[main]), known), None, True)

    def is_value(self, i: int) -> bool:
        """Say whether a figure is an amount."""
        return self.tokens[i].kind == "amount"

    def own_time(self, i: int) -> tuple[Span | None, bool, bool, int | None]:
        """Give the period of a figure.

        Whether it is said, whether it is ahead, and where it stands.
        """
        main = self.nearest(i)
        span: Span | None = self.state.period
        if main is None:
            return self.lead_over(i) or span, False, False, None
        clock = self.state.clock(self.known(main))
        resolved = self.term_of(main) or resolve(period_of(self.tokens[main]), clock)
        span, stated = (resolved, True) if resolved is not None else (span, False)
        if span is not None and main < i and self.next_year(main, i):
            span, stated = shift_years(span, 1), False
            self.moved = span
        return span, stated, self.ahead(main), main

    def term_of(self, main: int) -> Span | None:
        """Give the running year where a month to come closes it: `by December it will be ten`."""
        expression, day = period_of(self.tokens[main]), self.state.day
        open_year = expression.kind == "months" and expression.year is None
        if day is None or not open_year or expression.relative or not self.ahead(main):
            return None
        ended = month_span(day.year, expression.last, expression.last)[1]
        if ended > day:
            return month_span(day.year, 1, 12)
        before = self.before(main)
        closed = before is not None and before.kind == "endof"
        last = expression.last if closed else expression.last - 1
        found = resolve(expression, self.state.clock())
        single = expression.first == expression.last and last > 0
        return month_span(found[1].year, 1, last) if found is not None and single else None

    def lead_over(self, i: int) -> Span | None:
        """Give the article's own year where a figure is compared with the year before it."""
        lead = self.state.lead_period
        places = [j for j in (*self.bases, *self.mains) if j > i and period_of(self.tokens[j]).year]
        if lead is None or not places or months_in(lead) < 12:
            return None
        earlier = resolve(period_of(self.tokens[places[0]]), self.state.clock())
        return lead if earlier == shift_years(lead, -1) else None

    def earlier_time(self, reading: Reading, span: Span) -> Span | None:
        """Give the period of a level that is put a year or a month back: `5 bn a year earlier`."""
        after = reading.place + 1
        if (
            reading.measure == "value"
            and after in self.bases
            and period_of(self.tokens[after]).kind == "shift"
        ):
            first = next((j for j in self.mains if j < reading.place), None)
            if first is not None:
                span = resolve(period_of(self.tokens[first]), self.state.clock()) or span
            return self.resolve_base(period_of(self.tokens[after]), span)
        earlier = self.clause_base(reading.place)
        if earlier is None:
            return None
        expression = period_of(self.tokens[earlier])
        if expression.kind == "shift" and not self.mains and not self.state.told:
            found = resolve(expression, Clock(self.state.day))
            return found or self.resolve_base(expression, span)
        return self.resolve_base(expression, span)

    def next_year(self, main: int, i: int) -> bool:
        """Say whether a figure is of the year after: `after 35 % in 2021 it rose again by 12 %`."""
        between = self.tokens[main + 1 : i]
        if not self.figure_between(-1, main):
            return False
        return any(t.kind == "again" for t in between) and any(t.kind == "," for t in between)

    def clause_base(self, i: int) -> int | None:
        """Find the expression that puts a whole clause into the past.

        Example: `; a year earlier its share was`.
        """
        left = [j for j in self.bases if j < i]
        later = [m for m in self.mains if left and left[-1] < m < i]
        dated = [period_of(self.tokens[m]) for m in later]
        if not left or any(e.kind != "months" or e.year or e.relative for e in dated):
            return None
        j = left[-1]
        start = j - 1 if j and self.tokens[j - 1].kind == "prep" else j
        before = self.tokens[start - 1] if start else None
        opens = (
            before is None
            or before.kind in {",", ";", "break", "(", '"', ":", "."}
            or before.low == "-"
        )
        known = period_of(self.tokens[j])
        placed = known.kind == "same" and (known.year is not None or known.relative != "")
        told = placed or (known.kind == "shift" and "on" not in self.tokens[j].low)
        return j if opens and told and not self.figure_between(j, i) else None

    def bracketed(self, i: int) -> int | None:
        """Find the expression that a figure in brackets explains.

        Example: `less than in 2022 ($12 billion)`.
        """
        if i < 2 or self.tokens[i - 1].kind != "(":
            return None
        return i - 2 if i - 2 in (*self.mains, *self.bases) else None

    def recalled(self, i: int) -> int | None:
        """Find the base that a clause goes on with: `than in 2021, when it was 2.2 bn`."""
        for j in range(i - 1, max(-1, i - 6), -1):
            if "when" in self.tokens[j].tags:
                return next((b for b in reversed(self.bases) if b < j and j - b <= 3), None)
        return None

    def spell_of(self, i: int) -> int | None:
        """Find the run of years in a figure's own clause."""
        for j in self.spells:
            between = self.tokens[min(i, j) + 1 : max(i, j)]
            if len(between) <= 9 and not any(t.kind in {";", "break", ":", '"'} for t in between):
                return j
        return None

    def over_spell(self, i: int) -> bool:
        """Say whether `doubled in five years, from 111 bn` tells the level at the start."""
        first = self.spells[0]
        between = self.tokens[first + 1 : i]
        return first < i and not any(t.kind in FIGURES | {";", "break"} for t in between)

    def over_years(self, span: Span | None, main: int | None) -> Timing:
        """Give `doubled in five years` its last year and the year it started from."""
        whole = resolve(period_of(self.tokens[self.spells[0]]), self.state.clock())
        if whole is None:
            return Timing(span, None, False)
        end = shift_years((whole[1].replace(month=1, day=1), whole[1]), 0)
        if main is not None and span is not None:
            end = span
        return Timing(end, shift_years(end, -period_of(self.tokens[self.spells[0]]).count), False)

    def span_of(self, i: int) -> Span | None:
        """Give the days of an expression of time; a run of years goes on with its last one."""
        expression = period_of(self.tokens[i])
        if expression.kind == "years":
            return month_span(expression.last, 1, 12)
        return resolve(expression, self.state.clock(self.known(i)))

    def known(self, i: int) -> Span | None:
        """Give what `the year before that` is counted from: the time before it in the sentence."""
        if period_of(self.tokens[i]).relative != "prev":
            return None
        years = {j for j in self.mains if period_of(self.tokens[j]).kind == "year"}
        before = [j for j in self.mains if j < i and (j in years or self.figure_between(j, i))]
        return self.span_of(before[-1]) if before else None

    def ahead(self, i: int) -> bool:
        """Say whether a period is named as a term: `by 2030`, `к 2030 году`."""
        before = self.before(i)
        if self.tokens[i].low.endswith("year-end") or "year - end" in self.tokens[i].low:
            return True
        if before is not None and before.kind == "endof":
            return True
        return before is not None and before.kind == "prep" and before.value in {"by", "k", "do"}

    def base_of(self, i: int) -> int | None:
        """Find the base expression that follows a figure in its clause, or precedes it."""
        for j in self.bases:
            between = self.tokens[i + 1 : j]
            crossed = any(t.kind in {";", "break"} for t in between)
            if j > i and not crossed and sum(t.kind in FIGURES for t in between) <= 1:
                return j
        left = [j for j in self.bases if j < i]
        left = [j for j in left if not any(t.kind == ";" for t in self.tokens[j:i])]
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
        near = [
            j
            for j in (*self.bases, *self.mains)
            if i < j <= i + 6 and not self.figure_between(i, j)
        ]
        if near:
            self.levels.add(near[0])
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

    def settle(self, told: set[Span], hoped: set[Span]) -> None:
        """Remember the last period of the sentence for the next one.

        `told` holds the periods of its claims: a look back without a claim does not last. `hoped`
        holds those of forecasts and targets alone, which do not last either.
        """
        chosen: Span | None = None
        self.state.told |= told
        for i in self.mains:
            span = self.span_of(i)
            if span is None or i in self.levels:
                continue
            if self.state.day is not None and span[1] > self.state.day:
                self.state.term = span
            if span in hoped:
                continue
            if self.lasting(i, span, told) and (chosen is None or span[1] >= chosen[1]):
                chosen = span
        if self.moved is not None or chosen is not None:
            self.state.period = self.moved or chosen
            self.state.moved = self.moved or self.state.moved

    def lasting(self, i: int, span: Span, told: set[Span]) -> bool:
        """Say whether later sentences can go on with a period: it is no term and no look back."""
        day, known = self.state.day, self.state.period
        later = day is None or span[1] > day
        if self.ahead(i) and (later or period_of(self.tokens[i]).kind == "months"):
            return False
        if day is not None and span[1] - timedelta(days=40) > day:
            return False
        if period_of(self.tokens[i]).relative == "prev" and known in self.state.told:
            return False
        older = known is not None and span[1] < known[0]
        if not older or (span in told and known not in self.state.told):
            return True
        opens = self.state.opens and self.fronted(i) and not any(j < i for j in self.bases)
        return span in told and opens

    def fronted(self, i: int) -> bool:
        """Say whether a sentence opens with an expression of time: `By the results of 2022 ...`."""
        before = self.tokens[:i]
        return i <= FRONT and not any(t.kind in FIGURES | HEADS | {"geo"} for t in before)


def long_before(span: Span, known: Span) -> bool:
    """Say whether a time ended so long ago that a change can only be one against it."""
    return span[1].year <= known[1].year - 2
