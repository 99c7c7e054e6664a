"""Archived messages of the ECB's dataflow EXR to rows of `raw_ecb_rate`.

`CURRENCY` is what one unit of `CURRENCY_DENOM` costs: USD and EUR mean dollars for a euro. The
suffix A is the mean of the days for months and longer periods, the rate itself for days.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ingest.sources.calendar_labels import frequency, read_period
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from ingest.sources.sdmx_json import Observation, SdmxError, read_message
from tradebooks.errors import DocumentError
from tradebooks.periods import Period

VERSION = "2"
TABLE = "raw_ecb_rate"
DIMENSIONS = ("FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD")
RESOLUTION = 0.0001
SPOT = ("SP00", "A")


def parse(body: bytes, document: Document) -> Parsed:
    """Read a message.

    Raises:
        DocumentError: When the bytes are no message of exchange rates.
    """
    try:
        observations = read_message(body)
    except SdmxError as error:
        raise _error(document, str(error)) from error
    rows = Rows(TABLE, document)
    for one in observations:
        missing = [name for name in DIMENSIONS if name not in one.dimensions]
        if missing:
            raise _error(document, f"no {', '.join(missing)}")
        cells = Cells()
        row = _row(one, document, cells)
        rows.take(row, cells, {**one.dimensions, "value": one.value})
    return rows.parsed()


def _error(document: Document, seen: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=f"an SDMX-JSON message with the dimensions {', '.join(DIMENSIONS)}",
        action="fetch it once more; if the layout has changed, the parser must learn it",
    )


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known = one.dimensions
    period = cells.read(lambda: _period(known))
    if period is not None:
        is_over = period.end <= document.recorded_at.date()
        cells.require(is_over, "period_end", "not_in_future", known["TIME_PERIOD"])
    kind = (known["EXR_TYPE"], known["EXR_SUFFIX"])
    cells.require(kind == SPOT, "series_key", "code_known", ".".join(kind))
    value = cells.read(lambda: _number(one.value))
    power = one.attributes.get("UNIT_MULT", "0")
    cells.require(power == "0", "rate", "unit_known", f"UNIT_MULT {power}")
    return {
        "locator": one.place,
        "series_key": ".".join(known[name] for name in DIMENSIONS[:-1]),
        "freq_code": known["FREQ"],
        "currency": known["CURRENCY_DENOM"],
        "quote_currency": known["CURRENCY"],
        "period_start": period and period.start,
        "period_end": period and period.end,
        "rate_type": "spot" if known["FREQ"] == "D" else "average_arithmetic",
        "rate": value,
        "resolution": RESOLUTION,
        "obs_status": one.attributes.get("OBS_STATUS", "A"),
    }


def _period(known: Mapping[str, str]) -> Period:
    period = read_period(known["TIME_PERIOD"])
    if period is None or frequency(period) != known["FREQ"]:
        raise BadCellError("period_start", "period_form", known["TIME_PERIOD"], "period_end")
    return period


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadCellError("rate", "not_a_number", value)
    return float(value)
