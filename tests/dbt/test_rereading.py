"""A code that somebody maps: what waited for it is read, counted once, and reported no longer.

The lake is loaded by a copy of the project, whose seeds then learn the code; another lake, which
never knew less, must come to the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.fetch.archive import Archive
from tests.dbt.lake import Build, build
from tests.official import answer
from tests.unit.ingest.test_trust import CHINA, NOBODY, RUSSIA, exports
from tradebooks.paths import ROOT
from warehouse.reconciliation import Reconciliation

ASKED = {
    "kind": "trade",
    "freq": "A",
    "level": "TOTAL",
    "reporters": ["BLR"],
    "partners": ["RUS", "CHN", "MNG"],
    "flows": ["X"],
    "periods": ["2021"],
}
PARTS = (
    "--select",
    "+int_observation",
    "+int_coverage",
    "+quarantine",
    "--indirect-selection",
    "empty",
    "--exclude-resource-type",
    "unit_test",
)
LOAD = """
import json, sys
from orchestration import loading
from tradebooks.settings import Settings
settings = Settings(sources={"comtrade": {"max_quarantine_share": 0.9}})
loading.prepare_lake(settings)
done = loading.load(settings, "comtrade")
loading.load_manifest(settings)
print(json.dumps([done.documents, done.rows_accepted, done.quarantined, len(done.errors)]))
"""


class Copy:
    """A copy of the project with its data."""

    def __init__(self, root: Path) -> None:
        self.root = root
        unwanted = shutil.ignore_patterns("__pycache__", "target", "logs", "bundle", "claims")
        for name in ("tradebooks", "ingest", "orchestration", "warehouse", "dbt_project"):
            shutil.copytree(ROOT / name, root / name, ignore=unwanted)
        archive = Archive(root / "data" / "archive")
        # The first waits for a code, the second is refused for it as a whole.
        for number, nobody in enumerate((0.5, 500.0)):
            body = exports((RUSSIA, 900.0), (CHINA, 99.5 + number), (NOBODY, nobody))
            archive.store(answer("comtrade", body, ASKED, url=f"https://example.org/{number}"))

    def load(self) -> list[int]:
        """Load, and return documents, rows accepted and refused, and errors."""
        done = subprocess.run(
            [sys.executable, "-c", LOAD],
            cwd=self.root,
            env={
                **os.environ,
                "PYTHONPATH": str(self.root),
                "TRADEBOOKS_DATA": str(self.root / "data"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told: list[int] = json.loads(done.stdout.splitlines()[-1])
        return told

    def map_the_code(self) -> None:
        """Do what the error says."""
        with (self.root / "dbt_project" / "seeds" / "comtrade_areas.csv").open("a") as seed:
            seed.write(f"{NOBODY},MNG,Mongolia\n")

    def build(self) -> Build:
        lake = self.root / "data" / "lake"
        Reconciliation(lake / "reconciled").prepare()
        return build(lake, self.root / "build", *PARTS, project=self.root / "dbt_project")


@pytest.fixture(scope="module")
def loads() -> dict[str, list[int]]:
    return {}


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory, loads: dict[str, list[int]]) -> Build:
    """Return the build of a lake that was loaded before and after the code was mapped."""
    copy = Copy(tmp_path_factory.mktemp("late"))
    loads["before"] = copy.load()
    copy.map_the_code()
    loads["after"] = copy.load()
    loads["again"] = copy.load()
    return copy.build()


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the build of a lake that was loaded once, with the code mapped."""
    copy = Copy(tmp_path_factory.mktemp("early"))
    copy.map_the_code()
    copy.load()
    return copy.build()


def opened(build: Build) -> duckdb.DuckDBPyConnection:
    """Open a build file whose views look for the lake from its own folder."""
    folder = str(build.file.parent)
    return duckdb.connect(str(build.file), read_only=True, config={"file_search_path": folder})


@pytest.fixture
def con(late: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(late) as connection:
        yield connection


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_rows_wait_until_their_code_is_mapped(late: Build, loads: dict[str, list[int]]) -> None:
    assert late.failed() == []
    assert loads == {"before": [2, 2, 4, 1], "after": [2, 6, 0, 0], "again": [0, 0, 0, 0]}


def test_no_row_counts_twice(con: duckdb.DuckDBPyConnection) -> None:
    cells = rows(
        con, "select partner, primary_value_usd from staging.stg_comtrade_trade order by all"
    )
    assert cells == [
        ("CHN", 99.5),
        ("CHN", 100.5),
        ("MNG", 0.5),
        ("MNG", 500.0),
        ("RUS", 900.0),
        ("RUS", 900.0),
    ]


def test_nothing_is_reported_any_longer(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "select * from meta.quarantine") == []


def test_the_answers_count_as_asked(con: duckdb.DuckDBPyConnection) -> None:
    covered = (
        "select partner, count(distinct document_key) from intermediate.int_coverage group by 1"
    )
    assert dict(rows(con, covered)) == {"RUS": 2, "CHN": 2, "MNG": 2}


@pytest.mark.parametrize(
    "relation", ["staging.stg_comtrade_trade", "intermediate.int_coverage", "meta.quarantine"]
)
def test_it_is_what_a_lake_holds_that_always_knew_the_code(
    con: duckdb.DuckDBPyConnection, early: Build, relation: str
) -> None:
    with opened(early) as other:
        assert rows(con, f"from {relation} order by all") == rows(
            other, f"from {relation} order by all"
        )
