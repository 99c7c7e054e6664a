"""What reconciliation takes: assertions with the columns of `int_assertion`, and mean rates.

Only the shape of the input is said here; what an assertion means as a constraint is the business
of `statements`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

import polars as pl

from tradebooks.errors import UsageError

_TEXT, _DAY, _TIME = pl.String(), pl.Date(), pl.Datetime("us")

#: Columns of `int_assertion` that are read, with their types.
COLUMNS: dict[str, pl.DataType] = {
    "assertion_key": _TEXT,
    "slice_key": _TEXT,
    "document_key": _TEXT,
    "evidence_key": _TEXT,
    "source": _TEXT,
    "origin": _TEXT,
    "measure": _TEXT,
    "reporter": _TEXT,
    "partner": _TEXT,
    "flow": _TEXT,
    "exporter": _TEXT,
    "importer": _TEXT,
    "scope": _TEXT,
    "basis": _TEXT,
    "valuation": _TEXT,
    "side": _TEXT,
    "side_country": _TEXT,
    "commodity_key": _TEXT,
    "period_start": _DAY,
    "period_end": _DAY,
    "base_period_start": _DAY,
    "base_period_end": _DAY,
    "unit": _TEXT,
    "bound": _TEXT,
    "status": _TEXT,
    "share_of": _TEXT,
    "conf_status": _TEXT,
    "speaker_key": _TEXT,
    "cited_source": _TEXT,
    "inferred": _TEXT,
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "resolution": pl.Float64(),
    "published_at": _TIME,
    "published_precision": _TEXT,
    "known_from": _TIME,
    "known_to": _TIME,
    "copy_of": _TEXT,
}
#: May be missing from the input; null then.
OPTIONAL = frozenset({"copy_of", "known_from", "known_to", "conf_status", "slice_key"})

#: Columns of the rates; `rate` units of `quote_currency` cost one unit of `currency`.
RATE_COLUMNS: dict[str, pl.DataType] = {
    "currency": _TEXT,
    "quote_currency": _TEXT,
    "period_start": _DAY,
    "period_end": _DAY,
    "rate_type": _TEXT,
    "rate": pl.Float64(),
    "source": _TEXT,
}


@dataclass(frozen=True, slots=True)
class Assertion:
    """One number for one slice and period from one document; the fields are the columns."""

    assertion_key: str
    slice_key: str | None
    document_key: str | None
    evidence_key: str | None
    source: str | None
    origin: str | None
    measure: str
    reporter: str | None
    partner: str | None
    flow: str | None
    exporter: str | None
    importer: str | None
    scope: str
    basis: str
    valuation: str
    side: str | None
    side_country: str | None
    commodity_key: str
    period_start: date | None
    period_end: date | None
    base_period_start: date | None
    base_period_end: date | None
    unit: str | None
    bound: str | None
    status: str
    share_of: str | None
    conf_status: str | None
    speaker_key: str | None
    cited_source: str | None
    inferred: str
    value: float | None
    low: float | None
    high: float | None
    resolution: float | None
    published_at: datetime | None
    published_precision: str | None
    known_from: datetime | None
    known_to: datetime | None
    copy_of: str | None

    @property
    def evidence(self) -> str:
        """What it rests on: two assertions with the same evidence are one."""
        return self.evidence_key or self.document_key or self.assertion_key

    @property
    def guesses(self) -> frozenset[str]:
        """The fields that were inferred."""
        return frozenset(name for name in self.inferred.split(",") if name)


_DEFAULTS = {
    "scope": "unspecified",
    "basis": "value",
    "valuation": "unspecified",
    "commodity_key": "TOTAL",
    "status": "actual",
    "inferred": "",
    "measure": "",
}


def read(frame: pl.DataFrame) -> list[Assertion]:
    """Return the assertions in canonical order, each key once.

    Raises:
        UsageError: If a column of `int_assertion` is missing.
    """
    missing = sorted(set(COLUMNS) - OPTIONAL - set(frame.columns))
    if missing:
        raise UsageError(
            "assertions for reconciliation",
            seen=f"no column {', '.join(missing)}",
            expected="the columns of int_assertion",
            action="write the Parquet file anew from the build of this version",
        )
    rows = _conform(frame).sort(list(COLUMNS), nulls_last=True)
    unique = rows.unique("assertion_key", keep="first", maintain_order=True)
    return [Assertion(*row) for row in unique.iter_rows()]


def _conform(frame: pl.DataFrame) -> pl.DataFrame:
    """Bring the columns into their order and types; fill what the vocabulary has a word for."""
    present = set(frame.columns)
    columns = [
        (pl.col(name) if name in present else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in COLUMNS.items()
    ]
    return frame.select(columns).with_columns(
        pl.col(name).fill_null(default) for name, default in _DEFAULTS.items()
    )


def known_on(frame: pl.DataFrame, moment: datetime) -> pl.DataFrame:
    """Keep what the world could know at a moment: published by then and not yet replaced."""
    return frame.filter(
        pl.col("known_from").le(moment) & pl.col("known_to").gt(moment).fill_null(value=True)
    )


assert [field.name for field in fields(Assertion)] == list(COLUMNS)  # noqa: S101
