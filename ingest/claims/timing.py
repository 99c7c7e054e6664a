"""Bind figures to periods and to what they are compared with, inside one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from ingest.claims.discourse import Discourse
from ingest.claims.figures import Reading, compared
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
        usable = [i for i in usable if not self.explained(i, usable)]
        self.inner = {i for i in usable if self.explains(i)}
        usable = [i for i in usable if i not in self.inner]
        self.bases = [i for i in usable if self.opens_base(i)]
        self.mains = [
            i for i in usable if i not in self.bases and period_of(tokens[i]).kind != "spell"
        ]
        self.levels: set[int] = set()
        self.moved: Span | None = None
        self.spells = [i for i in usable if period_of(tokens[i]).kind == "spell"]

    def before(self, i: int) -> Token | None:
        """Give the word that governs an expression of time."""
        j = i - 1
        while j >= 0 and self.tokens[j].kind in {"article", "samep", "whole"}:
            j -= 1
        return self.tokens[j] if j >= 0 else None

    def explained(self, i: int, places: list[int]) -> bool:
        """Say whether brackets after an expression give its exact months: `nine months (July-March)`."""
        opened = next(
            (k for k in range(i + 1, min(len(self.tokens), i + 7)) if self.tokens[k].kind == "("),
            None,
        )
        if opened is None or any(
            t.kind in FIGURES or t.kind == "," for t in self.tokens[i + 1 : opened]
        ):
            return False
        inner = opened + 1
        if inner not in places:
            return False
        return inner + 1 < len(self.tokens) and self.tokens[inner + 1].kind == ")"

    def explains(self, i: int) -> bool:
        """Say whether an expression only dates the number in its brackets: `(H1 2023: $1.2 billion)`."""
        if i < 1 or i + 2 >= len(self.tokens) or self.tokens[i - 1].kind != "(":
            return False
        return self.tokens[i + 1].kind in {":", "-"} and self.tokens[i + 2].kind in FIGURES | {
            "hedge"
        }

    def since(self, i: int) -> bool:
        """Say whether an expression is a starting point: `the best since 2014`."""
        before = self.before(i)
        if before is None or period_of(self.tokens[i]).kind != "year":
            return False
        return before.kind == "since" or "starting" in before.tags

    def opens_base(self, i: int) -> bool:
        """Say whether an expression of time is what something is compared with."""
        expression = period_of(self.tokens[i])
        if expression.kind in BASE_KINDS:
            return True
        j = i - 1
        while j >= 0 and (
            self.tokens[j].kind in {"article", "samep", "whole"} or "alike" in self.tokens[j].tags
        ):
            j -= 1
        before = self.tokens[j] if j >= 0 else None
        if before is None:
            return False
        if before.kind == "base":
            return True
        if (
            before.kind == "prep"
            and before.value in {"in", "of", "for", "to", "na", "za", "with", "k"}
            and j >= 1
        ):
            if self.tokens[j - 1].kind == "base":
                return True
            if (
                self.tokens[j - 1].kind == "amount"
                and j >= 2
                and self.tokens[j - 2].kind in {"base", "article"}
            ):
                return self.tokens[j - 2].kind == "base" or (
                    j >= 3 and self.tokens[j - 3].kind == "base"
                )
        if before.kind == "prep" and before.value == "k" and expression.kind in {"year", "months"}:
            day = self.state.day
            if expression.relative == "last" or (
                expression.year and day and expression.year < day.year
            ):
                return True
            if expression.kind == "months":
                return True
        if before.kind == "prep" and before.value in {"k", "ot"} and j >= 1:
            return self.tokens[j - 1].kind in {"percent", "rise", "times"}
        if before.kind == "prep" and before.value in {"on", "from"} and j >= 1:
            return expression.kind in {"months", "year"} and self.tokens[j - 1].kind in {
                "percent",
                "rise",
                "respectively",
            }
        if "over" in before.tags and expression.kind == "year" and expression.year and j >= 1:
            return self.tokens[j - 1].kind in {"percent", "rise", "times"}
        if before.low == "of" and j >= 1 and self.tokens[j - 1].kind == "percent":
            return True
        near = self.tokens[max(0, i - 5) : i]
        if any(t.kind in {"times", "fold"} for t in near) and any("level" in t.tags for t in near):
            return True
        if (
            before.kind == "rise"
            and expression.relative in {"last", "prev"}
            and expression.kind == "year"
        ):
            return True
        return (
            expression.relative == "prev" and j >= 0 and self.tokens[j].kind in {"percent", "rise"}
        )

    def nearest(self, i: int) -> int | None:
        """Choose the expression that a figure goes with."""
        left = [j for j in self.mains if j < i and j not in self.levels]
        if len(left) > 1 and not self.figure_between(left[-2], left[-1]):
            left = self.finer(left)
        right = [j for j in self.mains if j > i and self.open_to(i, j)]
        right = [j for j in right if not self.of_level(i, j)]
        right = [j for j in right if not (self.ahead(j) and self.figure_between(i, j))]
        if not right and not left and self.state.period is None:
            right = [j for j in self.mains if j > i]
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
        """Prefer `April` to the year that explains it: `in April, the first month of fiscal 2024`."""
        outer = resolve(period_of(self.tokens[places[-1]]), self.state.clock())
        inner = resolve(period_of(self.tokens[places[-2]]), self.state.clock())
        if outer is None or inner is None:
            return places
        if outer[0] <= inner[0] and inner[1] <= outer[1] and months_in(inner) < months_in(outer):
            return places[:-1]
        return places

    def figure_between(self, start: int, stop: int) -> bool:
        """Say whether another figure stands between."""
        return any(t.kind in FIGURES for t in self.tokens[start + 1 : stop])

    def of_level(self, i: int, j: int) -> bool:
        """Say whether a later expression dates the level compared with: `to 190, up from 15 in 2021`."""
        between = [k for k in range(i + 1, j) if self.tokens[k].kind in FIGURES]
        return bool(between) and compared(self.tokens, between[-1])

    def comma_between(self, start: int, stop: int) -> bool:
        """Say whether a comma stands between."""
        return any(t.kind == "," for t in self.tokens[start + 1 : stop])

    def open_to(self, i: int, j: int) -> bool:
        """Say whether a later expression is still in the figure's own clause."""
        for k in range(i + 1, j):
            token = self.tokens[k]
            if token.kind in {";", "break"} or (token.kind in HEADS and k > i + 4):
                return False
            if token.kind == "," and (
                self.tokens[k + 1].kind not in {"base", "period", "rise"} and k + 1 != j
            ):
                return False
        return True

    def time(self, reading: Reading) -> Timing:
        """Give period and base of a figure."""
        inner = next((j for j in self.inner if 0 < reading.place - j <= 4), None)
        if inner is not None:
            return Timing(resolve(period_of(self.tokens[inner]), self.state.clock()), None, True)
        main = self.bracketed(reading.place)
        if main is None:
            main = self.recalled(reading.place)
        if main is not None and main in self.bases:
            self.levels.add(main)
            known = self.state.period
            near = self.nearest(reading.place)
            if near is not None:
                known = resolve(period_of(self.tokens[near]), self.state.clock()) or known
            if known is not None:
                return Timing(self.resolve_base(period_of(self.tokens[main]), known), None, True)
        main = main if main is not None else self.nearest(reading.place)
        span: Span | None = self.state.period
        stated = False
        future = False
        if main is not None:
            expression = period_of(self.tokens[main])
            resolved = resolve(expression, self.state.clock())
            span = resolved if resolved is not None else span
            stated = resolved is not None
            future = self.ahead(main)
            if span is not None and main < reading.place and self.next_year(main, reading.place):
                span, stated = shift_years(span, 1), False
                self.moved = span
        if reading.is_base:
            return Timing(
                self.level_before(reading, span),
                None,
                self.base_of(reading.place) is not None,
                future,
            )
        if reading.measure in {"value", "share_pct"} and span is not None:
            earlier = self.clause_base(reading.place)
            nearby = reading.place + 1
            if (
                nearby in self.bases
                and period_of(self.tokens[nearby]).kind == "shift"
                and reading.measure == "value"
            ):
                earlier = nearby
                first = [j for j in self.mains if j < reading.place]
                span = (
                    resolve(period_of(self.tokens[first[0]]), self.state.clock()) or span
                    if first
                    else span
                )
            if earlier is not None:
                return Timing(self.resolve_base(period_of(self.tokens[earlier]), span), None, False)
        base = (
            self.base(reading, span)
            if reading.measure in {"growth_pct", "multiple", "change_abs"}
            else None
        )
        if (
            reading.measure in {"growth_pct", "multiple"}
            and self.spell_of(reading.place) is not None
        ):
            return self.over_years(span, main)
        return Timing(span, base, stated, future)

    def next_year(self, main: int, i: int) -> bool:
        """Say whether a figure is of the year after: `after 35 % in 2021 it rose again by 12 %`."""
        between = self.tokens[main + 1 : i]
        return any(t.kind == "again" for t in between) and any(t.kind == "," for t in between)

    def clause_base(self, i: int) -> int | None:
        """Find the expression that puts a whole clause into the past: `; a year earlier its share was`."""
        left = [j for j in self.bases if j < i]
        if not left or any(m > left[-1] for m in self.mains if m < i):
            return None
        j = left[-1]
        before = self.tokens[j - 1] if j else None
        opens = (
            before is None
            or before.kind in {",", ";", "break", "(", '"', ":", "."}
            or before.low == "-"
        )
        told = period_of(self.tokens[j]).kind == "shift" and "on" not in self.tokens[j].low
        return j if opens and told and not self.figure_between(j, i) else None

    def bracketed(self, i: int) -> int | None:
        """Find the expression that a figure in brackets explains: `less than in 2022 ($12 billion)`."""
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
        if self.tokens[i].low.endswith("year-end") or "year - end" in self.tokens[i].low:
            return True
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

    def settle(self) -> None:
        """Remember the last period of the sentence for the next one."""
        chosen: Span | None = None
        for i in self.mains:
            if i in self.levels:
                continue
            span = resolve(period_of(self.tokens[i]), self.state.clock())
            if span is not None and self.state.day is not None and span[1] > self.state.day:
                self.state.term = span
            if self.ahead(i) and (
                span is None or self.state.day is None or span[1] > self.state.day
            ):
                continue
            if span is None or (
                self.state.day is not None and span[1] - timedelta(days=40) > self.state.day
            ):
                continue
            known = self.state.period
            older = known is not None and span[1] < known[0]
            if older and (i > 3 or any("had" in t.tags for t in self.tokens[i : i + 8])):
                continue
            if chosen is None or span[1] >= chosen[1]:
                chosen = span
        if self.moved is not None or chosen is not None:
            self.state.period = self.moved or chosen
            self.state.moved = self.moved or self.state.moved
