"""From what was found to the rows of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from warehouse.reconcile import ladder
from warehouse.reconcile.components import Component
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.keys import short_hash
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.places import Place
from warehouse.reconcile.rates import Factor, Rates
from warehouse.reconcile.rows import Row
from warehouse.reconcile.sentences import sentence
from warehouse.reconcile.solve import Solution
from warehouse.reconcile.statements import limits
from warehouse.reconcile.variables import OUTTURN, Variable, orientation
from warehouse.reconcile.verdicts import Answer

Cells = dict[str, Any]


def place_row(place: Place, answer: Answer, key: str) -> Cells:
    """Return the row of one slice and period."""
    variable, level = place.example, answer.level
    share = answer.spread / abs(answer.best) * 100 if answer.spread and answer.best else None
    return {
        "reconciliation_key": key,
        "slice_key": place.key[0],
        "reporter": variable.exporter,
        "partner": variable.importer,
        "flow": variable.shown_flow,
        "scope": variable.scope,
        "basis": variable.basis,
        "commodity_key": variable.commodity,
        "period_key": place.example.period_key,
        "period_kind": place.period.kind,
        "period_start": variable.start,
        "period_end": variable.end,
        "unit": place.unit,
        "side_country": level.variable.side if level else None,
        "verdict": answer.verdict,
        "main_reason": answer.reason or None,
        "sentence": sentence(place, answer),
        "best": answer.best,
        "low": _finite(answer.low),
        "high": _finite(answer.high),
        "spread": answer.spread,
        "spread_pct": share if answer.spread else answer.spread,
        "assertion_count": answer.assertions,
        "independent_count": answer.independent,
        "side_count": answer.sides,
    }


def _finite(value: float | None) -> float | None:
    return None if value in (inf, -inf) else value


def input_rows(
    place: Place, answer: Answer, key: str, outcome: Outcome, rates: Rates
) -> Iterator[Cells]:
    """Return the part of every assertion that speaks of a place."""
    for name in place.subjects:
        row = part_row(outcome.said.assertions[name], outcome)
        row["reconciliation_key"] = key
        if row["measure"] == "value":
            variable = outcome.said.subject[name]
            factor = rates.find(variable.unit, place.unit, variable.start, variable.end)
            row |= _adjusted(outcome.said.assertions[name], factor, answer)
            row["unit"] = place.unit
            if factor is None and row["is_used"]:
                row |= {"is_used": False, "reason_unused": "no_rate"}
            if variable.status != OUTTURN and row["is_used"]:
                row |= {"is_used": False, "reason_unused": "status"}
        yield row


def part_row(assertion: Assertion, outcome: Outcome) -> Cells:
    """Return an assertion's part before any adjustment; also for one that no place knows."""
    name = assertion.assertion_key
    why = outcome.why_unused(name)
    solution = outcome.cores.get(name)
    known = outcome.known.get(outcome.said.subject[name]) if name in outcome.said.subject else None
    return {
        "assertion_key": name,
        "component_key": known.component if known else None,
        "measure": assertion.measure,
        "rung": ladder.rung(assertion),
        "reason_unused": why,
        "weight": outcome.said.weights[name],
        "is_used": why is None,
        "is_in_conflict": solution is not None,
        "is_suspect": solution is not None and name in solution.suspects,
    }


def _adjusted(assertion: Assertion, factor: Factor | None, answer: Answer) -> Cells:
    """Bring a value to the unit of the answer; without a rate it stays null."""
    if factor is None or assertion.value is None:
        return {}
    value = assertion.value * orientation(assertion) * factor.value
    low, high = (end * factor.value for end in limits(assertion))
    gap = value - answer.best if answer.best is not None else None
    return {
        "rate_type": factor.rate_type or None,
        "adjusted_value": value,
        "adjusted_low": low,
        "adjusted_high": high,
        "fx_rate": factor.value if factor.rate_type else None,
        "gap_to_best": gap,
        "gap_to_best_pct": gap / abs(answer.best) * 100
        if gap is not None and answer.best
        else None,
    }


def book_rows(place: Place, key: str) -> Iterator[Cells]:
    """Return the bounds of each set of books, in its own unit, with what implies them."""
    for level in (*place.levels, *place.unconverted):
        variable, known = level.variable, level.known
        yield {
            "book_key": short_hash(*variable),
            "reconciliation_key": key,
            "slice_key": place.key[0],
            "component_key": known.component,
            "books": variable.books,
            "valuation": variable.valuation,
            "status": variable.status,
            "period_key": place.example.period_key,
            "unit": variable.unit,
            "low": _finite(known.low),
            "high": _finite(known.high),
            "low_from": ",".join(known.low_chain),
            "high_from": ",".join(known.high_chain),
            "is_stated": bool(level.keys),
        }


def component_row(component: Component, solution: Solution) -> Cells:
    """Return the report on one component."""
    return {
        "component_key": component.key,
        "name": component.name,
        "status": solution.status,
        "reason": solution.reason or None,
        "broken_identities": ",".join(solution.identities),
        "contradictory": ",".join(solution.cores[0]) if solution.cores else "",
        "set_aside": ",".join(solution.relaxed),
        "suspects": ",".join(solution.suspects),
        "variable_count": len(component.variables),
        "assertion_count": len(component.assertions),
        "constraint_count": len(component.rows),
    }


def broken_row(assertion: Assertion, reason: str) -> Cells:
    """Return the report on a statement that is broken in itself: a component of its own."""
    key = assertion.assertion_key
    return {
        "component_key": short_hash("broken", key),
        "name": f"{assertion.reporter}-{assertion.partner} {assertion.measure} {key}",
        "status": "unsolved",
        "reason": f"{reason}: low {assertion.low}, high {assertion.high}",
        "broken_identities": "",
        "contradictory": key,
        "set_aside": key,
        "suspects": "",
        "variable_count": 0,
        "assertion_count": 1,
        "constraint_count": 0,
    }


def constraint_rows(component: Component, solution: Solution) -> Iterator[Cells]:
    """Return every constraint of a component with the statement that gives it."""
    contradictory = set(solution.cores[0]) if solution.cores else set[str]()
    for row in component.rows:
        expression = _expression(row)
        yield {
            "constraint_key": short_hash(component.key, row.identity, row.assertion, expression),
            "component_key": component.key,
            "identity": row.identity,
            "assertion_key": row.assertion,
            "expression": expression,
            "low": _finite(row.low),
            "high": _finite(row.high),
            "is_soft": False,
            "is_broken": row.assertion in contradictory,
        }


def _expression(row: Row) -> str:
    return " ".join(f"{factor:+.6g} {_label(variable)}" for variable, factor in row.terms)


def _label(v: Variable) -> str:
    goods = "" if v.commodity == "TOTAL" else f" {v.commodity}"
    return f"[{v.first}-{v.second} {v.flow} {v.scope}{goods} {v.period_key} {v.books} {v.unit}]"


def pairs_by_place(
    rows: Iterable[Cells], outcome: Outcome
) -> dict[tuple[str, Any, Any], list[Cells]]:
    """Group disagreements between outturns that count, of one slice, by their place."""
    found = defaultdict[tuple[str, Any, Any], list[Cells]](list)
    for row in rows:
        ends = row["assertion_key_low"], row["assertion_key_high"]
        is_one_slice = row["slice_key_low"] == row["slice_key_high"]
        if is_one_slice and all(_counts(key, outcome) for key in ends):
            found[row["slice_key_low"], row["period_start"], row["period_end"]].append(row)
    return found


def _counts(key: str, outcome: Outcome) -> bool:
    """Tell whether an assertion is a level of an outturn that was not refused."""
    is_level = key in outcome.levels and outcome.said.weights[key] > 0
    return is_level and outcome.said.subject[key].status == OUTTURN
