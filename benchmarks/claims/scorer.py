"""Score extracted claims against gold: one-to-one matching, default and strict.

A match needs measure, flow, sides (unordered for turnover), value within rounding, unit and period.
Strict also needs bound, status, scope, record flag, basis, share denominator, commodity and base
period.
How the result is printed is the business of `run`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Fields = dict[str, Any]
STRICT = ("bound", "status", "scope", "is_record", "basis", "share_of", "commodity", "base")
PLAIN = ("bound", "status", "scope", "is_record", "basis", "share_of")
SMALL_WORDS = {"and", "of", "the", "и", "в", "на"}


@dataclass(slots=True)
class Matching:
    """The matching of one article, and the predictions that do not count."""

    gold: list[Fields]
    predicted: list[Fields]
    pairs: dict[int, int]
    dropped: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one line of the report."""

    matched: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.matched / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold claims that were found."""
        return self.matched / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tolerance(gold: float, *, about: bool) -> float:
    """Give how far a value may be from gold: half its last digit, 2 % if it was only `about`."""
    if gold == 0:
        return 1e-9
    exponent = Decimal(repr(gold)).normalize().as_tuple().exponent
    half_digit = 0.5 * 10.0 ** int(exponent)
    relative = abs(gold) * (0.02 if about else 0.005)
    return max(relative if about else min(half_digit, relative), abs(gold) * 1e-9)


def same_number(gold: float | None, predicted: float | None, *, about: bool = False) -> bool:
    """Say whether two values agree within rounding."""
    if gold is None or predicted is None:
        return gold is None and predicted is None
    return abs(float(gold) - float(predicted)) <= tolerance(float(gold), about=about)


def stems(text: str | None) -> set[str]:
    """Give the first letters of the words of a phrase."""
    return {w[:5] for w in re.findall(r"\w+", (text or "").lower()) if w not in SMALL_WORDS}


def same_goods(gold: str | None, predicted: str | None) -> bool:
    """Say whether two phrases name the same goods."""
    a, b = stems(gold), stems(predicted)
    if not a or not b:
        return a == b
    return len(a & b) / len(a | b) >= 0.5 or a <= b or b <= a


def key_fields(gold: Fields, predicted: Fields) -> dict[str, bool]:
    """Compare the fields that a match needs."""
    sides, other = (
        (gold["reporter"], gold["partner"]),
        (predicted["reporter"], predicted["partner"]),
    )
    swapped = gold["flow"] == "turnover" and sides == other[::-1]
    result = {
        "measure": gold["measure"] == predicted["measure"],
        "flow": gold["flow"] == predicted["flow"],
        "unit": gold["unit"] == predicted["unit"],
        "geo": sides == other or swapped,
    }
    if gold["measure"] == "composition":
        return {
            **result,
            "value": same_goods(gold["commodity"], predicted["commodity"]),
            "period": True,
        }
    high = gold["value_high"] is None or same_number(gold["value_high"], predicted["value_high"])
    about = gold["bound"] == "about"
    result["value"] = same_number(gold["value"], predicted["value"], about=about) and high
    result["period"] = all(gold[k] == predicted[k] for k in ("period_start", "period_end"))
    return result


def other_fields(gold: Fields, predicted: Fields) -> dict[str, bool]:
    """Compare the fields that only a strict match needs."""
    result = {name: gold[name] == predicted[name] for name in PLAIN}
    result["commodity"] = same_goods(gold["commodity"], predicted["commodity"])
    names = ("base_period_start", "base_period_end")
    result["base"] = all(gold[k] == predicted[k] for k in names)
    return result


def match(gold: list[Fields], predicted: list[Fields], keys: set[str] | None = None) -> Matching:
    """Find a maximum one-to-one matching."""
    edges: list[list[int]] = []
    for g in gold:
        row = [
            (-sum(other_fields(g, p).values()), j)
            for j, p in enumerate(predicted)
            if all(ok for name, ok in key_fields(g, p).items() if keys is None or name in keys)
        ]
        edges.append([j for _, j in sorted(row)])
    owner: dict[int, int] = {}
    for i in sorted(range(len(gold)), key=lambda i: len(edges[i])):
        augment(i, edges, owner, set())
    repeated = {j for row in edges for j in row} - set(owner)
    return Matching(gold, predicted, {i: j for j, i in owner.items()}, repeated)


def augment(i: int, edges: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give a gold claim a prediction, moving others where that helps."""
    for j in edges[i]:
        if j in seen:
            continue
        seen.add(j)
        if j not in owner or augment(owner[j], edges, owner, seen):
            owner[j] = i
            return True
    return False


def drop_ignored(matching: Matching, ignored: Iterable[Fields]) -> None:
    """Let predictions of borderline numbers not count."""
    used = set(matching.pairs.values())
    for j, p in enumerate(matching.predicted):
        if j not in used and any(
            same_number(x["value"], p["value"]) and x["unit"] == p["unit"] for x in ignored
        ):
            matching.dropped.add(j)


def total(
    matchings: list[Matching],
    chosen: Callable[[Fields], bool] = lambda _: True,
    *,
    strict: bool = False,
) -> Score:
    """Add up the matchings, of all claims or of some."""
    matched = predicted = gold = 0
    for m in matchings:
        gold += sum(chosen(g) for g in m.gold)
        predicted += sum(chosen(p) for j, p in enumerate(m.predicted) if j not in m.dropped)
        for i, j in m.pairs.items():
            right = not strict or all(other_fields(m.gold[i], m.predicted[j])[k] for k in STRICT)
            matched += chosen(m.gold[i]) and right
    return Score(matched, predicted, gold)


def confusion(matchings: list[Matching]) -> Counter[str]:
    """Count which fields were wrong where a number was found, and what was missed or made up."""
    counts: Counter[str] = Counter()
    for m in matchings:
        free = [
            j for j in range(len(m.predicted)) if j not in m.pairs.values() and j not in m.dropped
        ]
        for i, gold in enumerate(m.gold):
            if i in m.pairs:
                continue
            near = [j for j in free if key_fields(gold, m.predicted[j])["value"]]
            if not near:
                counts["not found"] += 1
                continue
            best = max(near, key=lambda j: sum(key_fields(gold, m.predicted[j]).values()))
            free.remove(best)
            wrong = key_fields(gold, m.predicted[best])
            counts.update(name for name, ok in wrong.items() if not ok)
        counts["spurious"] += len(free)
    return counts
