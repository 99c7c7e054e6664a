"""How fast archived answers of UN Comtrade become validated rows, beside DuckDB alone.

Both sides read the same bytes in the same run: DuckDB's `read_json` writes them to Parquet
unchecked, once from the envelopes as they are archived and once from the bare arrays; the project
opens, types, maps, validates and writes the raw lake.

    python -m benchmarks.comtrade [rows]
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.fetch.archive import Archive
from ingest.fetch.types import Fetched, Request
from ingest.load import load
from ingest.sources.comtrade.areas import codes
from ingest.sources.tables import empty_frame
from warehouse.lake import Lake

TABLE = "raw_comtrade_trade"
ROWS_A_BODY = 100_000
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def row(number: int, generator: random.Random) -> dict[str, object]:
    """Make one row in the documented shape, with a key of its own."""
    partners = sorted(codes())
    chapter = number % 96 + 1
    partner = partners[number // 96 % len(partners)]
    year = 1962 + number // (96 * len(partners)) % 60
    flow = "X" if number // (96 * len(partners) * 60) % 2 else "M"
    value = round(generator.random() * 1e9, 3)
    return {
        "typeCode": "C", "freqCode": "A", "refPeriodId": year * 10000 + 101, "refYear": year,
        "refMonth": 52, "period": str(year), "reporterCode": 112, "reporterISO": None,
        "reporterDesc": None, "flowCode": flow, "flowDesc": None, "partnerCode": partner,
        "partnerISO": None, "partnerDesc": None, "partner2Code": 0, "partner2ISO": None,
        "partner2Desc": None, "classificationCode": "H5", "classificationSearchCode": "HS",
        "isOriginalClassification": True, "cmdCode": f"{chapter if chapter != 77 else 97:02d}",
        "cmdDesc": None, "aggrLevel": 2, "isLeaf": False, "customsCode": "C00",
        "customsDesc": None, "mosCode": "0", "motCode": 0 if chapter != 77 else 1, "motDesc": None,
        "qtyUnitCode": -1, "qtyUnitAbbr": None, "qty": 0.0, "isQtyEstimated": False,
        "altQtyUnitCode": -1, "altQtyUnitAbbr": None, "altQty": 0.0, "isAltQtyEstimated": False,
        "netWgt": None if number % 3 else round(value / 2, 3), "isNetWgtEstimated": False,
        "grossWgt": 0.0, "isGrossWgtEstimated": False,
        "cifvalue": value if flow == "M" else None, "fobvalue": value if flow == "X" else None,
        "primaryValue": value, "legacyEstimationFlag": 0, "isReported": False, "isAggregate": True,
    }  # fmt: skip


def body(first: int, count: int, generator: random.Random) -> bytes:
    """Make one answer."""
    rows = [row(number, generator) for number in range(first, first + count)]
    answer = {"elapsedTime": "1.5 secs", "count": count, "data": rows, "error": ""}
    return json.dumps(answer, separators=(",", ":")).encode()


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds a piece of work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alone(pattern: Path, query: str, target: Path) -> float:
    """Let DuckDB write the same bytes to Parquet without looking at them."""
    options = "maximum_object_size = 2000000000"
    source = f"read_json('{pattern}', {options})"
    with duckdb.connect() as database:
        return timed(
            lambda: database.execute(
                f"copy ({query.format(source=source)}) to '{target}' (format parquet)"
            )
        )


def main(rows: int = 1_000_000) -> None:
    """Measure and print."""
    generator = random.Random(5)
    with tempfile.TemporaryDirectory(prefix="tradebooks-bench-") as name:
        folder = Path(name)
        archive, lake = Archive(folder / "archive"), Lake(folder / "lake")
        lake.prepare(TABLE, empty_frame(TABLE))
        for kind in ("envelopes", "arrays"):
            (folder / kind).mkdir()
        for number, first in enumerate(range(0, rows, ROWS_A_BODY)):
            answer = body(first, min(ROWS_A_BODY, rows - first), generator)
            (folder / "envelopes" / f"{number}.json").write_bytes(answer)
            array = answer[answer.index(b"[") : answer.rindex(b"]") + 1]
            (folder / "arrays" / f"{number}.json").write_bytes(array)
            request = Request("comtrade", f"https://example.org/{number}", {"kind": "trade"})
            archive.store(Fetched(request, answer, NOW))
        unnest = "select unnest(data, max_depth := 2) from {source}"
        peer = alone(folder / "envelopes" / "*.json", unnest, folder / "peer.parquet")
        bare = alone(
            folder / "arrays" / "*.json", "select * from {source}", folder / "bare.parquet"
        )

        def ours() -> None:
            result = load("comtrade", archive, {})
            assert result.report.accepted == rows, result.report
            lake.append(TABLE, result.accepted[TABLE])

        seconds = timed(ours)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"comtrade, {rows:,} rows, archived bytes to validated raw lake: {seconds:.1f} s")
    print(f"  DuckDB alone, envelopes to Parquet: {peer:.1f} s; ratio {seconds / peer:.2f}")
    print(f"  DuckDB alone, bare arrays to Parquet: {bare:.1f} s; ratio {seconds / bare:.2f}")
    print(f"  rows a second {rows / seconds:,.0f}; peak memory of the whole run {memory:.1f} GB")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
