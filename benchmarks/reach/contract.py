"""What holds for a row of `raw_comtrade_trade`, as JSON for peers that import nothing of ours."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.reach.answers import TABLE
from ingest.fetch.archive import Archive
from ingest.sources.comtrade.areas import codes
from ingest.sources.comtrade.columns import TRADE
from ingest.sources.official_rules import CLASSIFICATION, COMTRADE_FLOWS, HS_FORM, hs_codes
from ingest.sources.rules import FIRST_DAY, LARGEST_VALUE, LAST_DAY
from ingest.sources.tables import RAW_TABLES
from tradebooks import vocabulary


def write(archive: Archive, target: Path) -> None:
    """Write the contract, and where the documents lie."""
    layout = RAW_TABLES[TABLE]
    fields = {
        wire: {"column": field.column, "kind": field.kind}
        for wire, field in TRADE.items()
        if field.column is not None
    }
    said = {
        "fields": fields,
        "columns": list(layout.columns),
        "required": sorted(layout.required),
        "key": list(layout.key),
        "areas": codes(),
        "geo": sorted(vocabulary.geo_codes()),
        "flows": COMTRADE_FLOWS,
        "hs_codes": sorted(hs_codes()),
        "hs_form": HS_FORM,
        "conf": sorted(vocabulary.codes("conf_status")),
        "classification": CLASSIFICATION,
        "first": str(FIRST_DAY),
        "last": str(LAST_DAY),
        "most": LARGEST_VALUE,
        "documents": [
            {
                "file": str(archive.root / "bodies" / row.content_sha256[:2] / row.content_sha256),
                "key": row.document_key,
                "day": row.retrieved_at[:10],
            }
            for row in archive.rows("comtrade")
        ],
    }
    target.write_text(json.dumps(said), encoding="utf-8")
