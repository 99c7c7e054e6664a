"""Archived answers of UN Comtrade to rows of `raw_comtrade_trade` and of its availability.

Rows keep the dimensions that the requests pin (second partner, customs procedure, transport and
supply mode), so that an answer which breaks them down anyway loses nothing; staging takes the
totals. Values are dollars. A quantity of 0 stands for "not available" on this wire and becomes
null; a value of 0 is a 0.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ingest.fetch.manifest import ManifestRow
from ingest.sources.comtrade import areas, columns
from ingest.sources.comtrade.envelope import Envelope, EnvelopeError, open_envelope
from ingest.sources.comtrade.rows import ACTION, typed_rows
from ingest.sources.parsed import ROW_ID, Document, Parsed, Reject
from ingest.sources.tables import polars_types
from tradebooks.errors import DocumentError

if TYPE_CHECKING:
    import polars as pl

VERSION = "2"
TRADE, AVAILABILITY = "raw_comtrade_trade", "raw_comtrade_availability"
# Confidential detail is moved to these codes: 99 holds 9999 holds 999999, in the list H0 9999AA.
CONFIDENTIAL = ("99", "9999", "999999", "9999AA")
# What is made of a cell of the wire, and has no value when that cell cannot be read.
DERIVED = {
    "reporter_code": ("reporter",),
    "partner_code": ("partner",),
    "period": ("period_start", "period_end"),
    "commodity_code": ("conf_status",),
}


def tables_of(row: ManifestRow) -> tuple[str, ...]:
    """Tell which table an answer fills, by what was asked."""
    asked = json.loads(row.request) if row.request else {}
    is_availability = asked.get("kind") == "availability" or "/getda/" in (row.url or "").lower()
    return (AVAILABILITY,) if is_availability else (TRADE,)


def parse(body: bytes, document: Document) -> Parsed:
    """Read an answer.

    Raises:
        DocumentError: When it is none, is not whole, or has other fields.
    """
    try:
        envelope = open_envelope(body)
    except EnvelopeError as error:
        raise DocumentError(
            document.name,
            seen=str(error),
            expected="an answer of UN Comtrade v1 with an array `data`",
            action=ACTION,
        ) from error
    table = tables_of(document.row)[0]
    found, rejects = _trade(envelope, document) if table == TRADE else _known(envelope, document)
    origin = _origin(found, document, table).select(*polars_types(table), ROW_ID)
    bad = origin[ROW_ID].is_in({reject.row_id for reject in rejects})
    typed = {row.pop(ROW_ID): row for row in origin.filter(bad).iter_rows(named=True)}
    return Parsed({table: origin.filter(~bad)}, {table: _with_typed(rejects, typed)})


def _with_typed(rejects: list[Reject], rows: Mapping[int, dict[str, object]]) -> list[Reject]:
    """Add what could be typed of the rejected rows, so that their other cells are checked too."""
    unread: dict[int, set[str]] = {}
    for reject in rejects:
        columns = DERIVED.get(str(reject.column), ()) if reject.check != "not_in_future" else ()
        unread.setdefault(reject.row_id, set()).update((str(reject.column), *columns))
    typed = {
        number: {name: cell for name, cell in rows[number].items() if name not in columns}
        for number, columns in unread.items()
    }
    return [
        replace(one, row={**typed[one.row_id], **one.row}, typed=typed[one.row_id])
        for one in rejects
    ]


def _trade(envelope: Envelope, document: Document) -> tuple[pl.DataFrame, list[Reject]]:
    import polars as pl

    raw, rejects = typed_rows(envelope, columns.TRADE, document)
    frame, more = _with_periods(raw, document)
    code = pl.col("commodity_code").str.strip_chars()
    return frame.with_columns(
        _geo("reporter_code").alias("reporter"),
        _geo("partner_code").alias("partner"),
        code,
        pl.col("mos_code", "customs_code", "flow_code", "classification").str.strip_chars(),
        # On this wire 0 and null both say that nobody counted.
        *(pl.col(name).replace(0.0, None) for name in ("qty", "net_weight_kg", "gross_weight_kg")),
        pl.when(code.is_in(CONFIDENTIAL))
        .then(pl.lit("C"))
        .otherwise(pl.lit("F"))
        .alias("conf_status"),
    ), [*rejects, *more]


def _known(envelope: Envelope, document: Document) -> tuple[pl.DataFrame, list[Reject]]:
    import polars as pl

    raw, rejects = typed_rows(envelope, columns.AVAILABILITY, document)
    frame, more = _with_periods(raw, document)
    moments = [
        pl.col(name).str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
        for name in ("first_released_at", "last_released_at")
    ]
    return frame.with_columns(_geo("reporter_code").alias("reporter"), *moments), [*rejects, *more]


def _origin(frame: pl.DataFrame, document: Document, table: str) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(
        pl.lit(document.key).alias("document_key"),
        pl.lit(document.versions[table]).alias("parser_version"),
        pl.format("data[{}]", ROW_ID).alias("locator"),
    )


def _geo(column: str) -> pl.Expr:
    """Turn M49 into our codes; an unmapped one keeps its number and fails the check of codes."""
    import polars as pl

    mapped = pl.col(column).replace_strict(areas.codes(), default=None, return_dtype=pl.String)
    return mapped.fill_null(pl.format(areas.UNMAPPED + "{}", column))


def _with_periods(frame: pl.DataFrame, document: Document) -> tuple[pl.DataFrame, list[Reject]]:
    """Add both ends of the period; an unreadable or a future one makes its row a reject."""
    import polars as pl

    spans = {text: _span(text) for text in frame["period"].unique().to_list() if text}
    ends = [
        pl.col("period")
        .replace_strict(
            {k: v[i] for k, v in spans.items() if v}, default=None, return_dtype=pl.Date
        )
        .alias(name)
        for i, name in enumerate(("period_start", "period_end"))
    ]
    dated = (
        frame.with_columns(ends)
        if spans
        else frame.with_columns(
            pl.lit(None, pl.Date).alias(name) for name in ("period_start", "period_end")
        )
    )
    today = document.recorded_at.date()
    is_future = pl.col("period_end") > today
    bad = dated.filter(pl.col("period_start").is_null() | is_future)
    rejects = [
        _period_reject(row, spans) for row in bad.iter_rows(named=True) if row["period"] is not None
    ]
    return dated, rejects


def _period_reject(row: dict[str, object], spans: Mapping[str, object]) -> Reject:
    number, text = int(str(row[ROW_ID])), row["period"]
    check = "not_in_future" if spans.get(str(text)) else "period_form"
    return Reject(number, f"data[{number}]", "period", check, str(text), row)


def _span(text: str) -> tuple[date, date] | None:
    """Read 2023 or 202311; both are texts on this wire, numbers in bulk files."""
    if not (text.isdecimal() and text.isascii() and len(text) in (4, 6)):
        return None
    year, months = int(text[:4]), (int(text[4:]),) * 2 if len(text) == 6 else (1, 12)
    if year < 1900 or not 1 <= months[0] <= 12:
        return None
    return date(year, months[0], 1), date(year, months[1], monthrange(year, months[1])[1])
