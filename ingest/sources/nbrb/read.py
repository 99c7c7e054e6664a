"""Archived rates of the National Bank of Belarus to rows of `raw_nbrb_rate`.

A daily list names currency and scale; a run of days (`dynamics`) does not, there the question
does. A rate is in the rouble of its day: BYB to 1999, BYR to 30 June 2016, then BYN.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ingest.fetch.manifest import ManifestRow
from ingest.sources.nbrb.generations import day_of
from ingest.sources.parsed import Document, Parsed
from ingest.sources.row_maker import BadCellError, Cells, Rows
from tradebooks.errors import DocumentError

VERSION = "1"
TABLE = "raw_nbrb_rate"
DAILY_NAMES = frozenset(
    {"Cur_ID", "Date", "Cur_Abbreviation", "Cur_Scale", "Cur_Name", "Cur_OfficialRate"}
)
DYNAMICS_NAMES = frozenset({"Cur_ID", "Date", "Cur_OfficialRate"})
# Printed decimals: four for the rouble of 2016, two and less before.
DECIMALS = {"BYN": 4, "BYR": 2, "BYB": 2}


def tables_of(row: ManifestRow) -> tuple[str, ...]:
    """Tell which table an answer fills: the list of currencies holds no rate."""
    return () if _asked(row).get("kind") == "currencies" else (TABLE,)


def parse(body: bytes, document: Document) -> Parsed:
    """Read rates.

    Raises:
        DocumentError: When the bytes are no list of rates with the known fields.
    """
    asked = _asked(document.row)
    entries = _entries(body, document, asked)
    rows = Rows(TABLE, document)
    today = document.recorded_at.date()
    for number, entry in enumerate(entries):
        cells = Cells()
        row = _row(number, entry, asked, cells)
        day, cur_id = row["rate_date"], row["cur_id"]
        if day is not None:
            # The rate of tomorrow is set today.
            cells.require((day - today).days <= 1, "rate_date", "not_in_future", day)
        is_asked = cur_id in (None, asked.get("cur_id", cur_id))
        cells.require(is_asked, "cur_id", "is_asked_for", cur_id)
        rows.take(row, cells, entry)
    return rows.parsed()


def quote_currency(day: date) -> str:
    """Return the rouble that was legal tender on a day."""
    if day >= date(2016, 7, 1):
        return "BYN"
    return "BYR" if day >= date(2000, 1, 1) else "BYB"


def _asked(row: ManifestRow) -> dict[str, Any]:
    asked: dict[str, Any] = json.loads(row.request) if row.request else {}
    return asked


def _entries(body: bytes, document: Document, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    wanted = DYNAMICS_NAMES if asked.get("kind") == "dynamics" else DAILY_NAMES
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except ValueError as error:
        raise _error(document, f"no whole JSON ({error})", wanted) from error
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise _error(document, f"{type(found).__name__} in place of a list of objects", wanted)
    for entry in found[:1]:
        if set(entry) != wanted:
            missing, unknown = sorted(wanted - set(entry)), sorted(set(entry) - wanted)
            raise _error(document, f"missing fields {missing}, unknown fields {unknown}", wanted)
    return found


def _error(document: Document, seen: str, wanted: frozenset[str]) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected=f"a list of rates with the fields {', '.join(sorted(wanted))}",
        action="fetch it once more; a run of days is only read with the question that it answers",
    )


def _row(
    number: int, entry: Mapping[str, Any], asked: Mapping[str, Any], cells: Cells
) -> dict[str, Any]:
    """Type one rate."""
    day = cells.read(lambda: _day(entry.get("Date")))
    scale = cells.read(lambda: _whole(asked.get("scale", entry.get("Cur_Scale")), "scale"))
    printed = cells.read(lambda: _rate(entry.get("Cur_OfficialRate")))
    quote = quote_currency(day) if day else None
    first, last = asked.get("generation", (None, None))
    return {
        "locator": f"[{number}]",
        "cur_id": cells.read(lambda: _whole(entry.get("Cur_ID"), "cur_id")),
        "rate_date": day,
        "currency": asked.get("currency") or entry.get("Cur_Abbreviation"),
        "quote_currency": quote,
        "scale": scale,
        "official_rate": printed,
        "rate": printed / scale if printed is not None and scale else None,
        "resolution": 10.0 ** -DECIMALS[quote] / max(scale or 1, 1) if quote else None,
        "generation_start": day_of(first) if first else None,
        "generation_end": day_of(last) if last else None,
    }


def _day(cell: object) -> date:
    try:
        return day_of(str(cell))
    except ValueError as error:
        also = ("quote_currency", "resolution")
        raise BadCellError("rate_date", "not_typed", cell, *also) from error


def _whole(cell: object, column: str) -> int:
    also = ("rate", "resolution") if column == "scale" else ()
    try:
        return int(str(cell))
    except ValueError as error:
        raise BadCellError(column, "not_typed", cell, *also) from error


def _rate(cell: object) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise BadCellError("official_rate", "not_typed", cell, "rate")
    return float(cell)
