"""Archived pages of the World Bank to rows of `raw_world_bank_indicator`.

A page is a list of two: what it is, and its rows, newest first. Years that are not published yet
lead with null; they are rows whose observation is missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ingest.sources.calendar_labels import read_period
from ingest.sources.parsed import Document, Parsed, layout_error
from ingest.sources.row_maker import BadCellError, Cells, Rows, finite
from tradebooks.errors import DocumentError
from tradebooks.periods import Period

VERSION = "4"
TABLE = "raw_world_bank_indicator"
NAMES = frozenset(
    {"indicator", "country", "countryiso3code", "date", "value", "unit", "obs_status", "decimal"}
)


def parse(body: bytes, document: Document) -> Parsed:
    """Read a page.

    Raises:
        DocumentError: When the bytes are no page, or its rows have other fields.
    """
    meta, entries = _page(body, document)
    rows = Rows(TABLE, document)
    for number, entry in enumerate(entries):
        cells = Cells()
        row = _row(entry, meta, document, cells)
        rows.take({**row, "locator": f"[1][{number}]"}, cells, entry)
    return rows.parsed()


def _page(body: bytes, document: Document) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except ValueError as error:
        raise _error(document, f"no whole JSON ({error})") from error
    if not isinstance(found, list) or not found or not isinstance(found[0], dict):
        raise _error(document, f"{str(found)[:80]!r}")
    if "message" in found[0]:
        raise _error(document, f"the error {str(found[0]['message'])[:160]}")
    entries = found[1] if len(found) > 1 and found[1] else []
    for entry in entries[:1]:
        if set(entry) != NAMES:
            missing, unknown = sorted(NAMES - set(entry)), sorted(set(entry) - NAMES)
            raise _error(document, f"missing fields {missing}, unknown fields {unknown}")
    return found[0], entries


def _error(document: Document, seen: str) -> DocumentError:
    expected = "a page [what it is, rows] with the fields " + ", ".join(sorted(NAMES))
    return layout_error(document, seen, expected)


def _row(
    entry: Mapping[str, Any], meta: Mapping[str, Any], document: Document, cells: Cells
) -> dict[str, Any]:
    """Type one row."""
    period = cells.read(lambda: _period(entry.get("date")))
    value = cells.read(lambda: _number(entry.get("value")))
    if period is not None:
        # A year that runs is listed, without a value; one to come is not.
        known_from = period.start if entry.get("value") is None else period.end
        is_known = known_from <= document.recorded_at.date()
        cells.require(is_known, "period_end", "not_in_future", entry.get("date"))
    updated, unit = meta.get("lastupdated"), entry.get("unit")
    # The unit of an indicator is part of what it is; this field was never filled.
    cells.require(not unit, "unit", "unit_known", unit)
    return {
        "indicator": entry["indicator"].get("id"),
        "indicator_name": entry["indicator"].get("value"),
        "country": entry.get("countryiso3code") or entry["country"].get("id"),
        "period_start": period and period.start,
        "period_end": period and period.end,
        "value": value,
        "unit": entry.get("unit") or None,
        "obs_status": entry.get("obs_status") or ("O" if value is None else "A"),
        "decimals": entry.get("decimal"),
        "last_updated": date.fromisoformat(str(updated)[:10]) if updated else None,
        "page_no": _count(meta.get("page")),
        "page_count": _count(meta.get("pages")),
        "row_count": _count(meta.get("total")),
    }


def _count(cell: object) -> int | None:
    """Read where a page stands; numbers come as texts at times, and a page may not say it."""
    return int(str(cell)) if str(cell).isdecimal() else None


def _period(cell: object) -> Period:
    period = read_period(str(cell))
    if period is None:
        raise BadCellError("period_start", "period_form", cell, "period_end")
    return period


def _number(cell: object) -> float | None:
    return None if cell is None else finite(cell, "value", "obs_status")
