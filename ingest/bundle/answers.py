"""Answers of interfaces, put together again from their figures in the documented shape.

Only figures are kept in `content`; what an interface writes around them is written here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

LAST_UPDATED = "2025-01-28"

Row = Mapping[str, str]


def answer(source: str, table: Path) -> bytes:
    """Return the body that a source answers with, made of a table of figures."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return json.dumps(SHAPES[source](rows), separators=(",", ":")).encode()


def comtrade(rows: Sequence[Row]) -> dict[str, Any]:
    """Write an answer of UN Comtrade v1 without descriptions."""
    data = [_cell(row) for row in rows]
    return {"elapsedTime": "0.05 secs", "count": len(data), "data": data, "error": ""}


def _cell(row: Row) -> dict[str, Any]:
    cif, fob = _number(row["cif_value_usd"]), _number(row["fob_value_usd"])
    year, code = int(row["period"]), row["commodity_code"]
    described = {
        name: None
        for side in ("reporter", "partner", "partner2")
        for name in (f"{side}ISO", f"{side}Desc")
    }
    return {
        "typeCode": "C",
        "freqCode": "A",
        "refPeriodId": year * 10_000 + 101,
        "refYear": year,
        "refMonth": 52,
        "period": row["period"],
        "reporterCode": int(row["reporter_code"]),
        "flowCode": row["flow_code"],
        "flowDesc": None,
        "partnerCode": int(row["partner_code"]),
        "partner2Code": 0,
        **described,
        "classificationCode": row["classification"],
        "classificationSearchCode": "HS",
        "isOriginalClassification": True,
        "cmdCode": code,
        "cmdDesc": None,
        "aggrLevel": len(code),
        "isLeaf": False,
        "customsCode": "C00",
        "customsDesc": None,
        "mosCode": "0",
        "motCode": int(row["transport_code"]),
        "motDesc": None,
        "qtyUnitCode": 8,
        "qtyUnitAbbr": "kg",
        "qty": _number(row["quantity_kg"]),
        "isQtyEstimated": False,
        "altQtyUnitCode": -1,
        "altQtyUnitAbbr": "N/A",
        "altQty": 0.0,
        "isAltQtyEstimated": False,
        "netWgt": _number(row["net_weight_kg"]),
        "isNetWgtEstimated": False,
        "grossWgt": 0.0,
        "isGrossWgtEstimated": False,
        "cifvalue": cif,
        "fobvalue": fob,
        "primaryValue": cif if fob is None else fob,
        "legacyEstimationFlag": 0,
        "isReported": False,
        "isAggregate": True,
    }


def world_bank(rows: Sequence[Row]) -> list[Any]:
    """Write a page of the World Bank's indicators."""
    about = {"page": 1, "pages": 1, "per_page": 1000, "total": len(rows), "sourceid": "2"}
    return [{**about, "lastupdated": LAST_UPDATED}, [_observation(row) for row in rows]]


def _observation(row: Row) -> dict[str, Any]:
    return {
        "indicator": {"id": row["indicator"], "value": row["indicator_name"]},
        "country": {"id": row["country_id"], "value": row["country_name"]},
        "countryiso3code": row["country"],
        "date": row["year"],
        "value": _number(row["value"]),
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


SHAPES: Mapping[str, Callable[[Sequence[Row]], Any]] = MappingProxyType(
    {"comtrade": comtrade, "world_bank": world_bank}
)
