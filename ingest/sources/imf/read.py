"""Archived messages of the IMF to rows of `raw_imf_trade`.

Values are full dollars, printed as texts. For countries that do not report, the IMF fills in from
the partner's books with CIF/FOB = 1.06: `DERIVATION_TYPE` other than O (official) says so and is
kept, and such a cell is an estimate.
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
from tradebooks.vocabulary import codes

VERSION = "3"
TABLE = "raw_imf_trade"
INDICATORS = {
    "XG_FOB_USD": ("export", "fob"),
    "MG_CIF_USD": ("import", "cif"),
    "MG_FOB_USD": ("import", "fob"),
    "TBG_USD": ("balance", "mixed"),
}
DIMENSIONS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD")
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
    try:
        observations = read_message(body)
    except SdmxError as error:
        raise _error(document, str(error), "an SDMX-JSON message of the dataflow IMTS") from error
    for one in observations[:1]:
        missing = [name for name in DIMENSIONS if name not in one.dimensions]
        if missing:
            raise _error(document, f"no {', '.join(missing)}", f"{', '.join(DIMENSIONS)}")
    rows = Rows(TABLE, document)
    largest, scales = 0.0, set()
    for one in observations:
        cells = Cells()
        row = _row(one, document, cells)
        rows.take(row, cells, {**one.dimensions, "value": one.value})
        largest = max(largest, abs(row["value_usd"] or 0.0))
        scales.add(row["scale"])
    if scales - {None, "0"} and 0 < largest < SUSPICIOUS:
        seen = f"scale {', '.join(sorted(map(str, scales)))} and no value above {largest:,.0f}"
        raise _error(document, seen, "values in full dollars")
    return rows.parsed()


def _error(document: Document, seen: str, expected: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=expected,
        action="fetch it once more; if the layout or unit has changed, the parser must learn it",
    )


def _row(one: Observation, document: Document, cells: Cells) -> dict[str, Any]:
    """Type one observation."""
    known, attributes = one.dimensions, one.attributes
    period = cells.read(lambda: _period(known))
    if period is not None and one.value is not None:
        is_over = period.end <= document.recorded_at.date()
        cells.require(is_over, "period_end", "not_in_future", known["TIME_PERIOD"])
    flow, valuation = cells.read(lambda: _flow(known)) or (None, None)
    value = cells.read(lambda: _number(one.value))
    derivation = attributes.get("DERIVATION_TYPE")
    unit = attributes.get("UNIT", UNIT)
    cells.require(unit == UNIT, "value_usd", "unit_known", unit)
    return {
        "locator": one.place,
        "reporter": AREAS.get(known["COUNTRY"], known["COUNTRY"]),
        "partner": AREAS.get(known["COUNTERPART_COUNTRY"], known["COUNTERPART_COUNTRY"]),
        "indicator": known["INDICATOR"],
        "flow": flow,
        "valuation": valuation,
        "freq_code": known["FREQUENCY"],
        "period_start": period and period.start,
        "period_end": period and period.end,
        "value_usd": value,
        "value_printed": None if one.value is None else str(one.value),
        "scale": attributes.get("SCALE"),
        "derivation_type": derivation,
        "obs_status": _status(attributes, derivation, value),
    }


def _period(known: Mapping[str, str]) -> Period:
    period = read_period(known["TIME_PERIOD"])
    if period is None or frequency(period) != known["FREQUENCY"]:
        raise BadCellError("period_start", "period_form", known["TIME_PERIOD"], "period_end")
    return period


def _flow(known: Mapping[str, str]) -> tuple[str, str]:
    if known["INDICATOR"] not in INDICATORS:
        shown = known["INDICATOR"]
        raise BadCellError("indicator", "code_known", shown, "flow", "valuation")
    return INDICATORS[known["INDICATOR"]]


def _number(value: float | str | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError as error:
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
