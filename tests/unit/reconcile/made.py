"""Assertions made by hand: a compact way to write the table that reconciliation takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import polars as pl

from tradebooks.periods import Period
from tradebooks.vocabulary import seed
from warehouse.reconcile.contract import COLUMNS
from warehouse.reconcile.variables import ordered

BILLION = 1e9
#: Times in tables are UTC without a zone, as DuckDB's TIMESTAMP is.
_PUBLISHED = datetime(2024, 5, 24)  # noqa: DTZ001
_FOREVER = datetime(9999, 12, 31)  # noqa: DTZ001


def interval(value: float, resolution: float, bound: str, value_high: float | None) -> tuple:
    """The rule of the seed `hedge_rules`, as the dbt macro has it."""
    if bound == "range":
        return min(value, value_high), max(value, value_high)
    rule = next(r for r in seed("hedge_rules") if r["bound"] == bound and r["version"] == "1")
    size, half = abs(value), resolution / 2
    near = min(float(rule["low_factor"]) * size, size - float(rule["low_half_digits"]) * half)
    far = max(float(rule["high_factor"]) * size, size + float(rule["high_half_digits"]) * half)
    return (-far, -near) if value < 0 else (near, far)


def say(key: str, printed: str, period: str, flow: str = "turnover", **fields: Any) -> dict:
    """Return one assertion.

    `printed` is the number as printed; `mult` its multiplier (billions for a value); `pair` is
    reporter and partner; `books` the country whose books are meant.
    """
    measure = fields.pop("measure", "value")
    mult = fields.pop("mult", BILLION if measure in ("value", "change_abs") else 1.0)
    decimals = len(printed.partition(".")[2])
    value, resolution = float(printed) * mult, 10.0**-decimals * mult
    bound, high = fields.pop("bound", "exact"), fields.pop("to", None)
    low, top = interval(value, resolution, bound, None if high is None else high * mult)
    reporter, partner = fields.pop("pair", ("BLR", "RUS"))
    books = fields.pop("books", "RUS")
    row = dict.fromkeys(COLUMNS) | {
        "assertion_key": key,
        "document_key": "note",
        "evidence_key": fields.pop("document", "note"),
        "source": "tass",
        "origin": "claim",
        "measure": measure,
        "scope": "goods",
        "basis": "value",
        "valuation": "unspecified",
        "side_country": books,
        "commodity_key": "TOTAL",
        "unit": {"growth_pct": "PCT", "share_pct": "PCT", "multiple": "X"}.get(measure, "USD"),
        "bound": bound,
        "status": "actual",
        "inferred": "",
        "value": value,
        "low": round(low, 6),
        "high": round(top, 6),
        "resolution": resolution,
        "published_at": _PUBLISHED,
        "published_precision": "day",
        "known_from": _PUBLISHED,
        "known_to": _FOREVER,
    }
    return row | _place(reporter, partner, flow, books) | _periods(period, fields) | fields


def _place(reporter: str, partner: str, flow: str, books: str | None) -> dict:
    """Turnover and balance are told from the pair's first country, as in `int_assertion`."""
    exporter, importer = {
        "export": (reporter, partner),
        "import": (partner, reporter),
    }.get(flow, (None, None))
    side = {reporter: "reporter", partner: "partner", None: "unspecified"}.get(books, "third_party")
    if flow == "turnover":
        reporter, partner = ordered(reporter, partner)
    place = {"reporter": reporter, "partner": partner, "flow": flow, "side": side}
    return place | {"exporter": exporter, "importer": importer}


def _periods(period: str, fields: dict) -> dict:
    span = Period.parse(period)
    base = fields.pop("base", None)
    if base is None and fields.get("unit") is None:
        base_span = span.year_before()
    else:
        base_span = Period.parse(base) if base else None
    return {
        "period_start": span.start,
        "period_end": span.end,
        "base_period_start": base_span.start if base_span else None,
        "base_period_end": base_span.end if base_span else None,
    }


def grow(key: str, printed: str, period: str, flow: str = "turnover", **fields: Any) -> dict:
    """Return a rate of growth against the same period of the year before."""
    return say(key, printed, period, flow, measure="growth_pct", **fields)


def table(*rows: dict) -> pl.DataFrame:
    """Return assertions as a frame."""
    return pl.DataFrame(list(rows), schema=COLUMNS, orient="row")


def answer(result: Any, flow: str, period: str, scope: str = "goods", **where: Any) -> dict:
    """Return the one row of `reconciliation` for a slice and period."""
    rows = result["reconciliation"].filter(
        (pl.col("flow") == flow) & (pl.col("period_key") == period) & (pl.col("scope") == scope)
    )
    for column, value in where.items():
        rows = rows.filter(pl.col(column) == value)
    assert rows.height == 1, rows
    return rows.row(0, named=True)
