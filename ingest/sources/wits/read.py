"""Archived messages of WITS to rows of `raw_wits_trade`; values are thousand dollars."""

from __future__ import annotations

from typing import Any

from ingest.fetch.manifest import ManifestRow
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, finite
from ingest.sources.sdmx_json import Observation
from ingest.sources.sdmx_rows import Layout, period_columns, read_rows
from tradebooks.vocabulary import geo_codes

VERSION = "3"
DIMENSIONS = ("FREQ", "REPORTER", "PARTNER", "PRODUCTCODE", "INDICATOR", "TIME_PERIOD")
LAYOUT = Layout("raw_wits_trade", "an SDMX-JSON message of WITS", DIMENSIONS)
INDICATORS = {"XPRT-TRD-VL": "export", "MPRT-TRD-VL": "import"}
# What the name of an indicator says, where it has one.
UNIT = "US$ Thousand"
# Codes of countries that WITS kept when ISO 3166-1 gave others, and its areas.
RENAMED = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "MNT": "MNE", "SER": "SRB", "OAS": "NESASIA"}
AREAS = {"UNS": "NES", "SPE": "SPECIALCAT", "FRE": "FREEZONES", "BUN": "BUNKERS", "BLX": "BLX"}


def tables_of(row: ManifestRow) -> tuple[str, ...]:
    """Tell which table an answer fills: word that there are no records fills none."""
    return () if row.status == 404 else (LAYOUT.table,)


def parse(body: bytes, document: Document) -> Parsed:
    """Read a message.

    Raises:
        DocumentError: When the bytes are no message of WITS.
    """
    return read_rows(body, document, LAYOUT, _row)


def geo_of(code: str) -> str:
    """Return our code of a country or area of WITS; an unknown one stays as it is."""
    upper = code.upper()
    known = RENAMED.get(upper) or AREAS.get(upper)
    return known or (upper if upper in geo_codes() else code)


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known = one.dimensions
    periods = period_columns(one, document, cells, "FREQ")
    cells.require(known["FREQ"] == "A", "period_start", "period_form", known["TIME_PERIOD"])
    unit = one.names.get("INDICATOR", UNIT)
    cells.require(UNIT.casefold() in unit.casefold(), "value_kusd", "unit_known", unit)
    return {
        "reporter": geo_of(known["REPORTER"]),
        "partner": geo_of(known["PARTNER"]),
        "product": known["PRODUCTCODE"],
        "product_name": one.names.get("PRODUCTCODE"),
        "indicator": known["INDICATOR"],
        "flow": cells.read(lambda: _flow(known["INDICATOR"])),
        **periods,
        "value_kusd": cells.read(lambda: finite(one.value, "value_kusd")),
        "data_source": one.attributes.get("DATASOURCE"),
    }


def _flow(indicator: str) -> str:
    if indicator not in INDICATORS:
        raise BadCellError("indicator", "code_known", indicator, "flow")
    return INDICATORS[indicator]
