"""The verdict on a place: do its books agree, after what, and what is the one best answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from warehouse.reconcile import ladder
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.places import Level, Place
from warehouse.reconcile.variables import UNDATED

#: Reasons that make numbers agree once they are brought to one footing.
_ADJUSTABLE = frozenset({"rounding", "side", "fx", "valuation"})
#: Reasons that show that two numbers were never meant to be the same.
_NO_CONFLICT = _ADJUSTABLE | {
    "copy",
    "scope",
    "period",
    "flow",
    "status",
    "revision",
    "confidentiality",
    "timing",
}


@dataclass(frozen=True)
class Answer:
    """What can be known of a place.

    Attributes:
        verdict, reason: As in the vocabulary; the reason may be empty.
        best, low, high: None where nothing is known.
        level: The books that the best value is from.
        assertions, independent, sides: Counts over the statements that are used.
        spread: Between the best values of the books.
    """

    verdict: str
    reason: str
    best: float | None = None
    low: float | None = None
    high: float | None = None
    level: Level | None = None
    assertions: int = 0
    independent: int = 0
    sides: int = 0
    spread: float | None = None


def judge(place: Place, pairs: list[dict[str, Any]], outcome: Outcome) -> Answer:
    """Return the answer for a place.

    Args:
        place: The place with its books.
        pairs: Rows of disagreement whose two numbers both belong to it.
        outcome: All that came out of the solver.
    """
    dated = [level for level in place.levels if not _is_undated(level)] or place.levels
    levels = [level for level in dated if level.keys] or dated
    if not levels:
        return _nothing(place, outcome)
    keys = sorted(key for level in levels for key in level.keys)
    used = [outcome.said.assertions[key] for key in keys]
    independent = _independent(used)
    verdict, reason = _verdict(place, levels, pairs, independent, outcome)
    reason = "undated" if not reason and _is_undated(levels[0]) else reason
    chosen = min(levels, key=lambda one: (-one.weight, one.high - one.low, one.variable))
    bests = [level.best for level in levels]
    return Answer(
        verdict,
        reason,
        best=chosen.best,
        low=min(level.low for level in levels),
        high=max(level.high for level in levels),
        level=chosen,
        assertions=len(keys),
        independent=independent,
        sides=len({level.variable.books for level in levels}) if keys else 0,
        spread=max(bests) - min(bests),
    )


def _is_undated(level: Level) -> bool:
    return level.variable.books.startswith(UNDATED)


def _nothing(place: Place, outcome: Outcome) -> Answer:
    """Say why there is no answer."""
    if place.reason:
        return Answer("no_data", "unsolved")
    if place.unconverted:
        return Answer("no_data", "no_rate")
    why = {outcome.why_unused(key) or "no_level" for key in place.subjects}
    statuses = {outcome.said.assertions[key].status for key in place.subjects}
    if statuses <= {"forecast", "target"}:
        return Answer("no_data", "status")
    return Answer("no_data", min(why))


def _independent(used: Iterable[Assertion]) -> int:
    """Count voices: statements that share their evidence or their origin are one."""
    voices: list[set[str]] = []
    for assertion in used:
        marks = {f"evidence:{assertion.evidence}", ladder.root(assertion)}
        if assertion.origin == "observation":
            marks = {f"{ladder.root(assertion)} {assertion.side_country}"}
        shared = [voice for voice in voices if voice & marks]
        voices = [voice for voice in voices if not voice & marks]
        voices.append(marks.union(*shared))
    return len(voices)


def _verdict(
    place: Place,
    levels: list[Level],
    pairs: list[dict[str, Any]],
    independent: int,
    outcome: Outcome,
) -> tuple[str, str]:
    excused = {
        pair[end]
        for pair in pairs
        if pair["reason"] in _NO_CONFLICT
        for end in ("assertion_key_low", "assertion_key_high")
    }
    accused = [key for key in place.subjects if _is_accused(key, outcome)]
    unused = [key for key in accused if key not in excused]
    if unused or any(pair["reason"] not in _NO_CONFLICT for pair in pairs):
        return "conflict", _why(pairs, unused, outcome)
    if not any(level.keys for level in levels):
        return "implied", ""
    adjusted = _adjusted(levels, pairs)
    if adjusted:
        return "agree_after_adjustment", adjusted
    return ("single_source" if independent == 1 else "agree"), ""


def _is_accused(key: str, outcome: Outcome) -> bool:
    """Tell whether a level was set aside, or another one that could as well be the wrong one."""
    if key not in outcome.levels or key not in outcome.cores:
        return False
    if key in outcome.relaxed:
        return True
    solution, weights = outcome.cores[key], outcome.said.weights
    is_peer = all(weights[key] <= weights[other] for other in solution.relaxed)
    is_settled = any(outcome.is_unit_slip(other) for other in solution.relaxed)
    return key in solution.suspects and is_peer and not is_settled


def _why(pairs: list[dict[str, Any]], accused: list[str], outcome: Outcome) -> str:
    """Return the reason of the largest rest, else what the broken identity is."""
    open_pairs = [pair for pair in pairs if pair["reason"] not in _NO_CONFLICT]
    if open_pairs:
        widest = max(open_pairs, key=lambda pair: (pair["rest"], pair["disagreement_key"]))
        return str(widest["reason"])
    return "unit" if any(outcome.is_unit_slip(key) for key in accused) else "arithmetic"


def _adjusted(levels: list[Level], pairs: list[dict[str, Any]]) -> str:
    """Return what brings the books together, or an empty text if nothing was needed."""
    if pairs:
        return str(max(pairs, key=lambda pair: (pair["difference"], pair["reason"]))["reason"])
    apart = any(a.high <= b.low or b.high <= a.low for a, b in combinations(levels, 2))
    if apart:
        return "side"
    return "fx" if len({level.variable.unit for level in levels}) > 1 else ""
