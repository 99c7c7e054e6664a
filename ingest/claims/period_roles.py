"""What part an expression of time plays: the main period, a base, a starting point, a date.

Which figure it goes with is decided in `timing`.
"""

from __future__ import annotations

from ingest.claims.discourse import Discourse
from ingest.claims.flow_frame import FIGURES
from ingest.claims.language import period_of
from ingest.claims.periods import (
    PeriodExpression,
    Span,
)
from ingest.claims.respective import matched_periods
from ingest.claims.tokens import Token

LEVELS = {"value", "share_pct"}
CHANGED = {"percent", "rise", "times"}
COMPARING = {"in", "of", "for", "to", "na", "za", "with", "k"}
BASE_KINDS = {"shift", "same"}
SPREAD = 4


class PeriodRoles:
    """The expressions of time of one sentence, by their part."""

    def __init__(self, tokens: list[Token], state: Discourse) -> None:
        self.tokens = tokens
        self.state = state
        places = [i for i, t in enumerate(tokens) if t.kind == "period"]
        usable = [i for i in places if period_of(tokens[i]).kind not in {"day", "rolling"}]
        usable = [i for i in usable if not self.dates_event(i)]
        self.sinces = [i for i in usable if self.since(i) or self.spread(i, usable)]
        usable = [i for i in usable if i not in self.sinces and not self.named(i, usable)]
        usable = [i for i in usable if not self.explained(i, usable)]
        self.inner = {i for i in usable if self.explains(i)}
        usable = [i for i in usable if i not in self.inner]
        self.bases = [i for i in usable if self.opens_base(i)]
        self.mains = [
            i for i in usable if i not in self.bases and period_of(tokens[i]).kind != "spell"
        ]
        self.matched = matched_periods(tokens, set(self.mains))
        self.levels: set[int] = set()
        self.moved: Span | None = None
        self.spells = [i for i in usable if period_of(tokens[i]).kind == "spell"]

    def before(self, i: int) -> Token | None:
        """Give the word that governs an expression of time."""
        j = i - 1
        while j >= 0 and self.tokens[j].kind in {"article", "samep", "whole"}:
            j -= 1
        return self.tokens[j] if j >= 0 else None

    def named(self, i: int, places: list[int]) -> bool:
        """Say whether `за полный год` only repeats a year that its clause has named."""
        if period_of(self.tokens[i]).relative != "same":
            return False
        years = [j for j in places if j < i and period_of(self.tokens[j]).kind == "year"]
        between = self.tokens[years[-1] : i] if years else []
        return bool(years) and sum(t.kind in FIGURES for t in between) <= 1

    def explained(self, i: int, places: list[int]) -> bool:
        """Say whether brackets after an expression give its exact months.

        Example: `nine months (July-March)`.
        """
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
        """Say whether an expression only dates the number in its brackets.

        Example: `(H1 2023: $1.2 billion)`.
        """
        opened = i - 2 if i > 1 and self.tokens[i - 1].kind == "prep" else i - 1
        if opened < 0 or i + 2 >= len(self.tokens) or self.tokens[opened].kind != "(":
            return False
        return self.tokens[i + 1].kind in {":", "-"} and self.tokens[i + 2].kind in FIGURES | {
            "hedge"
        }

    def dates_event(self, i: int) -> bool:
        """Say whether an expression dates a decision, not a figure: `agreed in 2019 to bring`."""
        before = self.tokens[max(0, i - 2) : i]
        if len(before) < 2 or before[1].kind != "prep" or "decided" not in before[0].tags:
            return False
        return not any(t.kind == "record" for t in self.tokens[:i])

    def since(self, i: int) -> bool:
        """Say whether an expression is a starting point: `the best since 2014`."""
        before = self.before(i)
        if before is None or period_of(self.tokens[i]).kind != "year":
            return False
        if "beginning" in before.tags:
            return bool(period_of(self.tokens[i]).year)
        return before.kind == "since" or "starting" in before.tags

    def spread(self, i: int, places: list[int]) -> bool:
        """Say whether `between` leads to a start: `between Q1 2022 and Q3 2025`."""
        before = self.before(i)
        later = [j for j in places if j > i]
        led = before is not None and before.kind == "prep" and before.value == "between"
        return (
            led and bool(later) and later[0] - i <= SPREAD and not self.figure_between(i, later[0])
        )

    def opens_base(self, i: int) -> bool:
        """Say whether an expression of time is what something is compared with."""
        expression = period_of(self.tokens[i])
        if expression.kind in BASE_KINDS:
            return True
        j = i - 1
        while j >= 0 and (
            self.tokens[j].kind in {"article", "samep", "whole"}
            or "alike" in self.tokens[j].tags
            or self.repeated(j)
        ):
            j -= 1
        if j < 0:
            return False
        near = self.tokens[max(0, i - 5) : i]
        folded = any(t.kind in {"times", "fold"} for t in near)
        if folded and any("level" in t.tags for t in near):
            return True
        if "level" in self.tokens[j].tags and j and self.tokens[j - 1].kind == "rise":
            return True
        if self.tokens[j].kind in {"times", "fold"}:
            after = [t for t in self.tokens[i + 1 : i + 3] if t.kind != "possessive"]
            return bool(after) and "level" in after[0].tags
        return self.tokens[j].kind == "base" or self.governed(j, expression)

    def repeated(self, j: int) -> bool:
        """Say whether a word belongs to `с теми же месяцами допандемийного 2019 года`."""
        same = [
            t.kind == "period" and t.value.kind == "same"
            for t in self.tokens[max(0, j - 1) : j + 1]
        ]
        return same[-1] or (self.tokens[j].kind == "word" and same[0])

    def governed(self, j: int, expression: PeriodExpression) -> bool:
        """Say whether the word before an expression makes it a comparison."""
        before = self.tokens[j]
        if before.kind == "rise" and "governs" in before.tags:
            return expression.kind in {"months", "year"}
        if before.kind == "rise":
            past = expression.kind == "year" and expression.relative in {"last", "prev"}
            return past and "comparative" in before.tags
        if before.kind in {"percent", "times"}:
            return expression.relative == "prev" or (past_year(expression) and self.levelled(j))
        if before.kind != "prep":
            return False
        if "outdone" in before.tags:
            return expression.kind == "year" and expression.relative in {"last", "prev"}
        return self.led_by(j, expression)

    def led_by(self, j: int, expression: PeriodExpression) -> bool:
        """Say whether a preposition leads to what something is compared with."""
        before = self.tokens[j]
        if before.value == "with" and expression.kind == "year":
            return any(t.kind == "base" for t in self.tokens[:j])
        if before.value == "k" and self.is_past(expression):
            return True
        if j < 1:
            return False
        earlier = self.tokens[self.outside(j - 1)]
        if before.value in COMPARING and self.after_base(j):
            return True
        if expression.relative == "prev" and earlier.kind in CHANGED:
            return True
        if "of" in before.tags and self.percent_of_level(j):
            return expression.kind in {"year", "months"}
        if before.value == "to" and self.after_percent(j, year=expression.kind == "year"):
            return expression.kind in {"year", "months"}
        dated = expression.year is not None or expression.relative == "prev"
        if before.value in {"k", "ot"} or ("over" in before.tags and dated):
            return expression.kind in {"year", "months", "fiscal"} and earlier.kind in CHANGED
        if before.value in {"on", "from"}:
            dated = expression.kind in {"months", "year"}
            changed = earlier.kind == "amount" and any(
                t.kind == "rise" for t in self.tokens[max(0, j - 4) : j]
            )
            return dated and (earlier.kind in {"percent", "rise", "respectively"} or changed)
        return before.low == "of" and earlier.kind == "percent"

    def outside(self, j: int) -> int:
        """Give the place before brackets that end at a place: `3.5 % ($11 bn) from 2023`."""
        opened = [k for k in range(max(0, j - 6), j) if self.tokens[k].kind == "("]
        return opened[-1] - 1 if self.tokens[j].kind == ")" and opened and opened[-1] else j

    def levelled(self, j: int) -> bool:
        """Say whether an expression after a figure owns a level: `twice last year's volume`."""
        after = self.tokens[j + 2 : j + 4]
        owned = len(after) > 1 and after[0].kind == "possessive"
        return owned and bool(after[1].tags & {"level", "subject_noun"})

    def percent_of_level(self, j: int) -> bool:
        """Say whether `of` goes on with a level: `128.7 % to the level of 2020`."""
        near = [t for t in self.tokens[max(0, j - 4) : j] if t.kind != "article"]
        levelled = len(near) > 1 and "level" in near[-1].tags
        return levelled and near[-2].kind == "prep" and any(t.kind == "percent" for t in near)

    def after_percent(self, j: int, *, year: bool) -> bool:
        """Say whether a percentage opens a comparison: `106 % to 2021`, `in % to January 2023`."""
        earlier = [t for t in self.tokens[max(0, j - 2) : j] if t.kind != "-"]
        percent = bool(earlier) and earlier[-1].kind == "percent"
        return percent and (year or earlier[-1].value == "1")

    def after_base(self, j: int) -> bool:
        """Say whether a preposition follows `than`, with or without the amount compared with."""
        while j > 1 and (
            self.tokens[j - 1].kind == "article" or "level" in self.tokens[j - 1].tags
        ):
            j -= 1
        earlier = self.tokens[j - 1]
        if earlier.kind == "base":
            return True
        if earlier.kind == "rise" and j > 1 and self.tokens[j - 2].kind == "percent":
            j -= 1
            earlier = self.tokens[j - 1]
        if earlier.kind not in {"amount", "percent"} or j < 2:
            return False
        k = j - 3 if self.tokens[j - 2].kind == "article" else j - 2
        return k >= 0 and self.tokens[k].kind == "base"

    def is_past(self, expression: PeriodExpression) -> bool:
        """Say whether `к 2022 году` names a time that was over, and no term."""
        day = self.state.day
        if expression.relative == "last" or expression.kind == "months":
            return True
        return bool(expression.year and day and expression.year < day.year)

    def figure_between(self, start: int, stop: int) -> bool:
        """Say whether another figure stands between."""
        return any(t.kind in FIGURES for t in self.tokens[start + 1 : stop])

    def comma_between(self, start: int, stop: int) -> bool:
        """Say whether a comma stands between."""
        return any(t.kind == "," for t in self.tokens[start + 1 : stop])

    def broken(self, start: int, stop: int) -> bool:
        """Say whether a figure and the border of a clause stand between."""
        border = any(t.kind in {";", "break"} for t in self.tokens[start + 1 : stop])
        return border and self.figure_between(start, stop)


def past_year(expression: PeriodExpression) -> bool:
    """Say whether an expression means a whole year that is named or lies back."""
    return expression.kind == "year" and (
        expression.year is not None or expression.relative in {"last", "prev"}
    )
