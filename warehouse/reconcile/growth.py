"""Growth against the year before, stated, computed and implied side by side.

Computed rates compare two stated levels of the same books; implied ones compare bounds that other
statements give. A stated rate that the levels of its own books exclude is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import Any

from warehouse.reconcile.keys import short_hash
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.variables import OUTTURN, Variable

Ends = tuple[float, float]


def growth_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Return one row per rate of growth, in canonical order."""
    levels, sources = _levels(outcome), _sources(outcome)
    computed = dict[tuple[Variable, Variable], Ends]()
    for variable in sorted(outcome.known):
        base = _base(variable)
        if base in outcome.known and variable.status == OUTTURN and not variable.is_free:
            stated = variable in levels and base in levels
            ends = _ends(variable, base, levels if stated else _bounds(variable, base, outcome))
            if ends is not None:
                computed[variable, base] = ends
                kind = "computed" if stated else "implied"
                yield _row(kind, variable, base, ends, None) | {
                    "is_like_for_like": bool(sources[variable] & sources[base]) if stated else None,
                    "implied_by": None if stated else _chain(variable, base, outcome),
                }
    yield from _stated(outcome, computed)


def _base(variable: Variable) -> Variable:
    before = variable.period.year_before()
    return variable._replace(start=before.start, end=before.end)


def _chain(variable: Variable, base: Variable, outcome: Outcome) -> str:
    """Return the assertions that imply the bounds of both levels."""
    known = outcome.known[variable], outcome.known[base]
    return ",".join(sorted({key for one in known for key in (*one.low_chain, *one.high_chain)}))


def _levels(outcome: Outcome) -> dict[Variable, Ends]:
    """Return what is stated of each variable's own level, where all who state it agree."""
    found = dict[Variable, Ends]()
    for row in outcome.levels.values():
        variable = row.terms[0][0]
        low, high = found.get(variable, (row.low, row.high))
        found[variable] = max(low, row.low), min(high, row.high)
    return {variable: ends for variable, ends in found.items() if ends[0] <= ends[1]}


def _bounds(variable: Variable, base: Variable, outcome: Outcome) -> dict[Variable, Ends]:
    known = ((v, outcome.known[v]) for v in (variable, base))
    return {v: (bounds.low, bounds.high) for v, bounds in known}


def _ends(variable: Variable, base: Variable, known: dict[Variable, Ends]) -> Ends | None:
    """Return the rate in per cent, or None where the base may be nothing or has no end."""
    (low, high), (base_low, base_high) = known[variable], known[base]
    if base_low <= 0 or low <= 0 or not (isfinite(high) and isfinite(base_high)):
        return None
    return round((low / base_high - 1) * 100, 6), round((high / base_low - 1) * 100, 6)


def _sources(outcome: Outcome) -> dict[Variable, set[str | None]]:
    """Return who states each variable's level: like is compared with like by one source."""
    sources = defaultdict[Variable, set[str | None]](set)
    for key, row in outcome.levels.items():
        sources[row.terms[0][0]].add(outcome.said.assertions[key].source)
    return sources


def _stated(
    outcome: Outcome, computed: dict[tuple[Variable, Variable], Ends]
) -> Iterator[dict[str, Any]]:
    for row in sorted(outcome.said.rows, key=lambda one: one.assertion or ""):
        assertion = outcome.said.assertions[row.assertion or ""]
        if assertion.measure != "growth_pct" or row.high != 0.0:
            continue
        variable, base = row.variables
        ends = assertion.low or 0.0, assertion.high or 0.0
        levels = computed.get((variable, base))
        is_apart = levels is not None and (ends[0] >= levels[1] or levels[0] >= ends[1])
        yield _row("stated", variable, base, ends, assertion.assertion_key) | {
            "is_like_for_like": None,
            "is_contradicted": is_apart or assertion.assertion_key in outcome.relaxed,
        }


def _row(
    kind: str, variable: Variable, base: Variable, ends: Ends, assertion: str | None
) -> dict[str, Any]:
    return {
        "growth_key": short_hash(kind, *variable, base.start, base.end, assertion),
        "slice_key": variable.slice_key,
        "kind": kind,
        "books": variable.books,
        "valuation": variable.valuation,
        "status": variable.status,
        "unit": variable.unit,
        "reporter": variable.exporter,
        "partner": variable.importer,
        "flow": variable.shown_flow,
        "scope": variable.scope,
        "basis": variable.basis,
        "commodity_key": variable.commodity,
        "period_key": variable.period_key,
        "period_start": variable.start,
        "period_end": variable.end,
        "base_period_key": base.period_key,
        "base_period_start": base.start,
        "base_period_end": base.end,
        "assertion_key": assertion,
        "low": ends[0],
        "high": ends[1],
        "is_contradicted": False,
    }
