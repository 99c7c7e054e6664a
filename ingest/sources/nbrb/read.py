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
from ingest.sources.parsed import Document, Parsed, Reject, frame_of
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
    rows: list[dict[str, Any]] = []
    row_ids: list[int] = []
    rejects: list[Reject] = []
    today = document.recorded_at.date()
    for number, entry in enumerate(entries):
        try:
            row = _row(number, entry, asked)
        except (ValueError, TypeError) as error:
            rejects.append(_reject(number, entry, None, "not_typed", str(error)[:120]))
            continue
        # The rate of tomorrow is set today.
        if (row["rate_date"] - today).days > 1:
            rejects.append(_reject(number, entry, "rate_date", "not_in_future", row["rate_date"]))
        elif row["cur_id"] != asked.get("cur_id", row["cur_id"]):
            rejects.append(_reject(number, entry, "cur_id", "is_asked_for", row["cur_id"]))
        else:
            rows.append(row)
            row_ids.append(number)
    return Parsed({TABLE: frame_of(TABLE, rows, document, row_ids)}, {TABLE: rejects})


def quote_currency(day: date) -> str:
    """Return the rouble that was legal tender on a day."""
    if day >= date(2016, 7, 1):
        return "BYN"
    return "BYR" if day >= date(2000, 1, 1) else "BYB"


def _reject(
    number: int, entry: Mapping[str, Any], column: str | None, check: str, value: object
) -> Reject:
    return Reject(number, f"[{number}]", column, check, str(value), entry)


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


def _row(number: int, entry: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Type one rate.

    Raises:
        ValueError, TypeError: When a cell does not fit.
    """
    day = day_of(entry["Date"])
    scale = int(asked["scale"]) if "scale" in asked else int(entry["Cur_Scale"])
    printed = entry["Cur_OfficialRate"]
    if isinstance(printed, bool) or not isinstance(printed, int | float):
        raise TypeError(f"Cur_OfficialRate is {printed!r}")
    quote = quote_currency(day)
    first, last = asked.get("generation", (None, None))
    return {
        "locator": f"[{number}]",
        "cur_id": int(entry["Cur_ID"]),
        "rate_date": day,
        "currency": asked.get("currency") or entry["Cur_Abbreviation"],
        "quote_currency": quote,
        "scale": scale,
        "official_rate": float(printed),
        "rate": float(printed) / scale if scale else None,
        "resolution": 10.0 ** -DECIMALS[quote] / max(scale, 1),
        "generation_start": day_of(first) if first else None,
        "generation_end": day_of(last) if last else None,
    }
