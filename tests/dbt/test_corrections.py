"""A person's corrections: one that holds is applied, one that is out of date stops the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt import history
from tests.dbt.history import key
from tests.dbt.lake import Build, build, write_lake
from tradebooks.paths import DBT_PROJECT

GUARD = "corrections_are_still_needed"
CLAIM = key(key("news", "russian"), "1,2 млрд")
HEADER = "claim_key,field,expected,corrected,reason,reviewer,reviewed_on"
Reviewed = Callable[[str], Build]


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    """Build the small history with one row in the file of corrections."""

    def run(row: str) -> Build:
        project = tmp_path / "project"
        shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
        corrections = project / "seeds" / "claim_corrections.csv"
        corrections.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
        tables = history.tables()
        lake = write_lake(tmp_path / "lake", tables, rows_per_file=10_000, backwards=False)
        chosen = (
            "--select",
            f"+{GUARD}",
            "+int_claim_reviewed",
            "--indirect-selection",
            "cautious",
        )
        without = ("--exclude-resource-type", "unit_test")
        return build(lake, tmp_path / "build", *chosen, *without, project=project)

    return run


def readings(done: Build) -> list[tuple[str, float, bool]]:
    with duckdb.connect(str(done.file), read_only=True) as con:
        return con.execute(
            "select flow, value, is_reviewed from intermediate.int_claim_reviewed "
            "where claim_key = ? order by is_reviewed",
            [CLAIM],
        ).fetchall()


def test_a_correction_that_holds_is_applied_from_its_day_on(reviewed: Reviewed) -> None:
    done = reviewed(f"{CLAIM},value,1200000000,2.1e9,misprint,a reader,2026-03-01")
    assert done.failed() == []
    assert readings(done) == [("export", 1.2e9, False), ("export", 2.1e9, True)]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("value,1300000000,2.1e9", "the extractor reads another number now"),
        ("value,1300000000,1200000000", "it reads what the correction says"),
    ],
)
def test_a_correction_that_no_longer_holds_stops_the_build(
    reviewed: Reviewed, row: str, what: str
) -> None:
    done = reviewed(f"{CLAIM},{row},misprint,a reader,2026-03-01")
    failed = done.failed()
    [message] = [line for line in failed if GUARD in line]
    assert "Got 1 result, configured to fail if != 0" in message, what
    skipped = [line for line in failed if "int_claim_reviewed" in line]
    assert skipped, "nothing is built on a correction that is out of date"
