"""Archived messages of the ECB's dataflow EXR to rows of `raw_ecb_rate`.

`CURRENCY` is what one unit of `CURRENCY_DENOM` costs: USD and EUR mean dollars for a euro. The
suffix A is the mean of the days for months and longer periods, the rate itself for days.
"""

from __future__ import annotations

from typing import Any

from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import Cells, finite
from ingest.sources.sdmx_json import Observation
from ingest.sources.sdmx_rows import Layout, period_columns, read_rows

VERSION = "2"
DIMENSIONS = ("FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD")
LAYOUT = Layout("raw_ecb_rate", "an SDMX-JSON message", DIMENSIONS)
RESOLUTION = 0.0001
SPOT = ("SP00", "A")


def parse(body: bytes, document: Document) -> Parsed:
    """Read a message.

    Raises:
        DocumentError: When the bytes are no message of exchange rates.
    """
    return read_rows(body, document, LAYOUT, _row)


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known = one.dimensions
    periods = period_columns(one, document, cells, "FREQ")
    kind = (known["EXR_TYPE"], known["EXR_SUFFIX"])
    cells.require(kind == SPOT, "series_key", "code_known", ".".join(kind))
    power = one.attributes.get("UNIT_MULT", "0")
    cells.require(power == "0", "rate", "unit_known", f"UNIT_MULT {power}")
    return {
        "series_key": ".".join(known[name] for name in DIMENSIONS[:-1]),
        "freq_code": known["FREQ"],
        "currency": known["CURRENCY_DENOM"],
        "quote_currency": known["CURRENCY"],
        **periods,
        "rate_type": "spot" if known["FREQ"] == "D" else "average_arithmetic",
        "rate": cells.read(lambda: finite(one.value, "rate")),
        "resolution": RESOLUTION,
        "obs_status": one.attributes.get("OBS_STATUS", "A"),
    }
