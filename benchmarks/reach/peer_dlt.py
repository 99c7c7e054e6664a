"""The peer (b): dlt loads the same answers into DuckDB, with the rows typed by dlt.

    python peer_dlt.py CONTRACT TARGET

It neither maps codes nor rejects rows: even so it does less than the others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import dlt


def main(contract_file: str, target: str) -> None:
    """Load every document and say what came out."""
    documents = json.loads(Path(contract_file).read_text(encoding="utf-8"))["documents"]

    @dlt.resource(name="trade", write_disposition="append")
    def rows() -> Iterator[list]:
        for document in documents:
            answer = json.loads(Path(document["file"]).read_bytes())
            yield [row | {"document_key": document["key"]} for row in answer["data"]]

    pipeline = dlt.pipeline(
        "reach",
        pipelines_dir=f"{target}/pipelines",
        destination=dlt.destinations.duckdb(f"{target}/dlt.duckdb"),
        dataset_name="raw",
    )
    pipeline.run(rows())
    with pipeline.sql_client() as client:
        count = client.execute_sql("select count(*) from trade")[0][0]
    print(json.dumps({"accepted": count, "rejected": 0, "value": 0}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
