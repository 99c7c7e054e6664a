"""Archived messages of the IMF to rows of `raw_imf_trade`.

Values are full dollars, printed as texts. For countries that do not report, the IMF fills in from
the partner's books with CIF/FOB = 1.06: `DERIVATION_TYPE` other than O (official) says so and is
kept, and such a cell is an estimate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ingest.sources.parsed import Document, Parsed, layout_error
from ingest.sources.row_maker import BadCellError, Cells
from ingest.sources.sdmx_json import Observation
from ingest.sources.sdmx_rows import Layout, period_columns, read_rows
from tradebooks.vocabulary import codes

VERSION = "3"
INDICATORS = {
    "XG_FOB_USD": ("export", "fob"),
    "MG_CIF_USD": ("import", "cif"),
    "MG_FOB_USD": ("import", "fob"),
    "TBG_USD": ("balance", "mixed"),
}
LAYOUT = Layout(
    "raw_imf_trade",
    "an SDMX-JSON message of the dataflow IMTS",
    ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD"),
)
AREAS = {"G001": "WLD"}
UNIT = "USD"
OFFICIAL = "O"
# A year of trade between two countries in millions is below this, in dollars mostly above.
SUSPICIOUS = 1e7


def parse(body: bytes, document: Document) -> Parsed:
    """Read a message.

    Raises:
        DocumentError: When the bytes are no message, or its values are not in dollars.
    """
    parsed = read_rows(body, document, LAYOUT, _row)
    _require_dollars(parsed, document)
    return parsed


def _require_dollars(parsed: Parsed, document: Document) -> None:
    """Refuse a message that speaks of a scale and holds no value as large as dollars make it."""
    (rows,) = parsed.frames.values()
    scales = sorted(set(rows["scale"].drop_nulls()) - {"0"})
    largest = max(map(abs, rows["value_usd"].drop_nulls()), default=0.0)
    if scales and 0 < largest < SUSPICIOUS:
        seen = f"scale {', '.join(scales)} and no value above {largest:,.0f}"
        raise layout_error(document, seen, "values in full dollars")


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known, attributes = one.dimensions, one.attributes
    periods = period_columns(one, document, cells, "FREQUENCY")
    flow, valuation = cells.read(lambda: _flow(known["INDICATOR"])) or (None, None)
    value = cells.read(lambda: _number(one.value))
    derivation = attributes.get("DERIVATION_TYPE")
    unit = attributes.get("UNIT", UNIT)
    cells.require(unit == UNIT, "value_usd", "unit_known", unit)
    return {
        "reporter": AREAS.get(known["COUNTRY"], known["COUNTRY"]),
        "partner": AREAS.get(known["COUNTERPART_COUNTRY"], known["COUNTERPART_COUNTRY"]),
        "indicator": known["INDICATOR"],
        "flow": flow,
        "valuation": valuation,
        "freq_code": known["FREQUENCY"],
        **periods,
        "value_usd": value,
        "value_printed": None if one.value is None else str(one.value),
        "scale": attributes.get("SCALE"),
        "derivation_type": derivation,
        "obs_status": _status(attributes, derivation, value),
    }


def _flow(indicator: str) -> tuple[str, str]:
    if indicator not in INDICATORS:
        raise BadCellError("indicator", "code_known", indicator, "flow", "valuation")
    return INDICATORS[indicator]


def _number(value: float | str | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise BadCellError("value_usd", "not_a_number", value, "obs_status") from error
    if not math.isfinite(number):
        raise BadCellError("value_usd", "not_a_number", value, "obs_status")
    return number


def _status(attributes: Mapping[str, str], derivation: str | None, value: float | None) -> str:
    """Return the status; one that no list holds is left for the rules to see."""
    given = attributes.get("OBS_STATUS") or attributes.get("STATUS")
    if given and given not in codes("obs_status"):
        return given
    if value is None:
        return "O"
    return given or ("A" if derivation in (None, OFFICIAL) else "E")
