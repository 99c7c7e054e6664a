"""From rows to a lake, and from a lake to a build file: what the tests of the models share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ingest.load import empty_tables
from tests.dbt.history import Tables
from tradebooks.paths import DBT_PROJECT
from warehouse.reconciliation import Reconciliation

#: What dbt keeps of a project that it has read.
PARSED = "partial_parse.msgpack"


@dataclass(frozen=True)
class Build:
    """A build file and what dbt said about each of its nodes."""

    file: Path
    results: list[dict[str, Any]]

    def failed(self) -> list[str]:
        """Name what neither passed nor only warned, with its message."""
        good = ("success", "pass", "warn")
        return [
            f"{r['unique_id']}: {r['message']}" for r in self.results if r["status"] not in good
        ]

    def warned(self) -> set[str]:
        """Name the tests that found something that blocks nothing."""
        return {r["unique_id"].split(".")[2] for r in self.results if r["status"] == "warn"}


def write_lake(root: Path, tables: Tables, *, rows_per_file: int, backwards: bool) -> Path:
    """Spread the rows of each table over files, in their order or against it."""
    for table, empty in empty_tables().items():
        folder = root / table
        folder.mkdir(parents=True)
        empty.write_parquet(folder / "columns.parquet")
        rows = tables.get(table, [])[:: -1 if backwards else 1]
        for start in range(0, len(rows), rows_per_file):
            part = pl.DataFrame(rows[start : start + rows_per_file], schema=empty.schema)
            name = f"part-{len(rows) - start if backwards else start:05d}.parquet"
            part.write_parquet(folder / name)
    Reconciliation(root / "reconciled").prepare()
    return root


def build(lake: Path, folder: Path, *arguments: str, project: Path = DBT_PROJECT) -> Build:
    """Run `dbt build` once; failures are in the result, not raised.

    dbt reads the project anew where a path of the profile or a variable of the environment is
    another. Builds give both from their own folder, so that all of them share one reading.
    """
    target = folder / "target"
    target.mkdir(parents=True, exist_ok=True)
    seen = Path(os.path.relpath(lake, folder))
    parsed = Path(os.environ["TRADEBOOKS_DATA"]).parent / PARSED
    if parsed.exists() and not (target / PARSED).exists():
        shutil.copy(parsed, target)
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "dbt"),
            "build",
            "--quiet",
            "--project-dir",
            str(project),
            "--profiles-dir",
            str(project),
            *arguments,
        ],
        cwd=folder,
        env=os.environ
        | {
            "TRADEBOOKS_LAKE": str(seen),
            "TRADEBOOKS_BUILD": "build.duckdb",
            "TRADEBOOKS_RECONCILED": str(Reconciliation(seen / "reconciled").answers),
            "DBT_TARGET_PATH": str(target),
            "DBT_LOG_PATH": str(folder / "logs"),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    report = target / "run_results.json"
    assert report.exists(), done.stdout + done.stderr
    if project == DBT_PROJECT and not parsed.exists():
        shutil.copy(target / PARSED, parsed)
    return Build(folder / "build.duckdb", json.loads(report.read_text(encoding="utf-8"))["results"])
