"""The tables that come out, with their columns and types; a table without rows has them too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

_T, _N, _I, _D, _B = pl.String(), pl.Float64(), pl.Int64(), pl.Date(), pl.Boolean()

_ROWS: dict[str, dict[str, pl.DataType]] = {
    "reconciliation": {
        "reconciliation_key": _T,
        "slice_key": _T,
        "reporter": _T,
        "partner": _T,
        "flow": _T,
        "scope": _T,
        "basis": _T,
        "commodity_key": _T,
        "period_key": _T,
        "period_kind": _T,
        "period_start": _D,
        "period_end": _D,
        "unit": _T,
        "side_country": _T,
        "verdict": _T,
        "main_reason": _T,
        "sentence": _T,
        "best": _N,
        "low": _N,
        "high": _N,
        "spread": _N,
        "spread_pct": _N,
        "assertion_count": _I,
        "independent_count": _I,
        "side_count": _I,
    },
    "reconciliation_input": {
        "reconciliation_key": _T,
        "assertion_key": _T,
        "component_key": _T,
        "measure": _T,
        "rung": _T,
        "reason_unused": _T,
        "unit": _T,
        "rate_type": _T,
        "adjusted_value": _N,
        "adjusted_low": _N,
        "adjusted_high": _N,
        "fx_rate": _N,
        "weight": _N,
        "gap_to_best": _N,
        "gap_to_best_pct": _N,
        "is_used": _B,
        "is_in_conflict": _B,
        "is_suspect": _B,
    },
    "disagreement": {
        "disagreement_key": _T,
        "assertion_key_low": _T,
        "assertion_key_high": _T,
        "slice_key_low": _T,
        "slice_key_high": _T,
        "measure": _T,
        "reporter": _T,
        "partner": _T,
        "flow": _T,
        "basis": _T,
        "commodity_key": _T,
        "period_key": _T,
        "period_start": _D,
        "period_end": _D,
        "unit": _T,
        "value_low": _N,
        "value_high": _N,
        "difference": _N,
        "gap": _N,
        "reason": _T,
        "partly_explained_by": _T,
        "explained": _N,
        "rest": _N,
        "is_closed": _B,
    },
    "book": {
        "book_key": _T,
        "reconciliation_key": _T,
        "slice_key": _T,
        "component_key": _T,
        "books": _T,
        "valuation": _T,
        "status": _T,
        "period_key": _T,
        "unit": _T,
        "low": _N,
        "high": _N,
        "low_from": _T,
        "high_from": _T,
        "is_stated": _B,
    },
    "growth": {
        "growth_key": _T,
        "slice_key": _T,
        "kind": _T,
        "books": _T,
        "valuation": _T,
        "status": _T,
        "unit": _T,
        "reporter": _T,
        "partner": _T,
        "flow": _T,
        "scope": _T,
        "basis": _T,
        "commodity_key": _T,
        "period_key": _T,
        "period_start": _D,
        "period_end": _D,
        "base_period_key": _T,
        "base_period_start": _D,
        "base_period_end": _D,
        "assertion_key": _T,
        "implied_by": _T,
        "low": _N,
        "high": _N,
        "is_like_for_like": _B,
        "is_contradicted": _B,
    },
    "constraint": {
        "constraint_key": _T,
        "component_key": _T,
        "identity": _T,
        "assertion_key": _T,
        "expression": _T,
        "low": _N,
        "high": _N,
        "is_soft": _B,
        "is_broken": _B,
    },
    "component": {
        "component_key": _T,
        "name": _T,
        "status": _T,
        "reason": _T,
        "broken_identities": _T,
        "contradictory": _T,
        "set_aside": _T,
        "suspects": _T,
        "variable_count": _I,
        "assertion_count": _I,
        "constraint_count": _I,
    },
}

#: On every row: when it was known, and by which method it was found.
_STAMP: dict[str, pl.DataType] = {
    "as_of": pl.Datetime("us"),
    "method_key": _T,
    "method_version": _T,
}

SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    name: columns | _STAMP for name, columns in _ROWS.items()
}


def frame(name: str, rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Return a table with its columns in order, sorted by all of them."""
    schema = SCHEMAS[name]
    table = pl.DataFrame(list(rows), schema=schema, strict=False, orient="row")
    return table.sort(list(schema), nulls_last=True)
