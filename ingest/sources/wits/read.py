"""Archived messages of WITS to rows of `raw_wits_trade`; values are thousand dollars."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ingest.fetch.manifest import ManifestRow
from ingest.sources.calendar_labels import read_period
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from ingest.sources.sdmx_json import Observation, SdmxError, read_message
from tradebooks.errors import DocumentError
from tradebooks.periods import Period
from tradebooks.vocabulary import geo_codes

VERSION = "2"
TABLE = "raw_wits_trade"
DIMENSIONS = ("FREQ", "REPORTER", "PARTNER", "PRODUCTCODE", "INDICATOR", "TIME_PERIOD")
INDICATORS = {"XPRT-TRD-VL": "export", "MPRT-TRD-VL": "import"}
# What the name of an indicator says, where it has one.
UNIT = "US$ Thousand"
# Codes of countries that WITS kept when ISO 3166-1 gave others, and its areas.
RENAMED = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "MNT": "MNE", "SER": "SRB", "OAS": "NESASIA"}
AREAS = {"UNS": "NES", "SPE": "SPECIALCAT", "FRE": "FREEZONES", "BUN": "BUNKERS", "BLX": "BLX"}


def tables_of(row: ManifestRow) -> tuple[str, ...]:
    """Tell which table an answer fills: word that there are no records fills none."""
    return () if row.status == 404 else (TABLE,)


def parse(body: bytes, document: Document) -> Parsed:
    """Read a message.

    Raises:
        DocumentError: When the bytes are no message of WITS.
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


def geo_of(code: str) -> str:
    """Return our code of a country or area of WITS; an unknown one stays as it is."""
    upper = code.upper()
    known = RENAMED.get(upper) or AREAS.get(upper)
    return known or (upper if upper in geo_codes() else code)


def _error(document: Document, seen: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=f"an SDMX-JSON message of WITS with the dimensions {', '.join(DIMENSIONS)}",
        action="fetch it once more; if the layout has changed, the parser must learn it",
    )


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known = one.dimensions
    period = cells.read(lambda: _period(known))
    if period is not None:
        is_over = period.end <= document.recorded_at.date()
        cells.require(is_over, "period_end", "not_in_future", known["TIME_PERIOD"])
    flow = cells.read(lambda: _flow(known))
    unit = one.names.get("INDICATOR", UNIT)
    cells.require(UNIT.casefold() in unit.casefold(), "value_kusd", "unit_known", unit)
    value = cells.read(lambda: _number(one.value))
    return {
        "locator": one.place,
        "reporter": geo_of(known["REPORTER"]),
        "partner": geo_of(known["PARTNER"]),
        "product": known["PRODUCTCODE"],
        "product_name": one.names.get("PRODUCTCODE"),
        "indicator": known["INDICATOR"],
        "flow": flow,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "value_kusd": value,
        "data_source": one.attributes.get("DATASOURCE"),
    }


def _period(known: Mapping[str, str]) -> Period:
    period = read_period(known["TIME_PERIOD"])
    if period is None or known["FREQ"] != "A":
        raise BadCellError("period_start", "period_form", known["TIME_PERIOD"], "period_end")
    return period


def _flow(known: Mapping[str, str]) -> str:
    if known["INDICATOR"] not in INDICATORS:
        raise BadCellError("indicator", "code_known", known["INDICATOR"], "flow")
    return INDICATORS[known["INDICATOR"]]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadCellError("value_kusd", "not_a_number", value)
    return float(value)
