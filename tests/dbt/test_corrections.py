"""A person's corrections: one that holds is applied, one that is out of date stops the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.dbt import history
from tests.dbt.history import History, Tables, key
from tests.dbt.lake import Build, build, write_lake
from tradebooks.paths import DBT_PROJECT

GUARD = "corrections_are_still_needed"
UNKNOWN = "corrections_name_statements"
CLAIM = key(key("news", "russian"), "1,2 млрд")
HEADER = "statement_key,field,expected,corrected,reason,reviewer,reviewed_on"
PARTS = ("--select", "+int_assertion", UNKNOWN, "--indirect-selection", "buildable")
REVIEW = "misprint,a reader,2026-03-01"
Reviewed = Callable[[Tables, str], Build]


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    """Build statements with one row in the file of corrections."""

    def run(tables: Tables, *rows: str) -> Build:
        project = tmp_path / "project"
        shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
        corrections = project / "seeds" / "corrections.csv"
        corrections.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return built(tmp_path, tables, project)

    return run


def built(folder: Path, tables: Tables, project: Path = DBT_PROJECT) -> Build:
    lake = write_lake(folder / "lake", tables, rows_per_file=10_000, backwards=False)
    without = ("--exclude-resource-type", "unit_test")
    return build(lake, folder / "build", *PARTS, *without, project=project)


def figures(*exports: float) -> Tables:
    """One cell of the press, printed by one file after another, and a cell of a workbook."""
    made = History()
    for month, value in enumerate(exports, 1):
        document = made.document("manual", f"file {month}", f"2026-0{month}-10T06:00")
        at = datetime.fromisoformat(f"2026-0{month}-09")
        url = "https://tass.com/economy/1"
        row = {"flow": "export", "resolution": 1e8, "source_url": url, "published_at": at}
        made.figure(document, 1, "2024-Q1", value, **row)
    workbook = made.document("rosstat", "workbook", "2026-01-05T06:00")
    made.cell(workbook, "import", "2021-01", 1500.0)
    return made.tables


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Keys of the cells, as a reader finds them in the facts."""
    done = built(tmp_path_factory.mktemp("keys"), figures(6.7e9))
    assert done.failed() == []
    with duckdb.connect(str(done.file), read_only=True) as con:
        return dict(
            con.execute("select source, observation_key from intermediate.int_statement").fetchall()
        )


def statements(done: Build, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(done.file), read_only=True) as con:
        return con.execute(
            "select flow, value, is_reviewed from intermediate.int_statement "
            "where coalesce(claim_key, observation_key) = ? order by vintage_no",
            [statement],
        ).fetchall()


def stopped(done: Build) -> str:
    """Return what the guard says; nothing may be built on a correction that is out of date."""
    failed = done.failed()
    [message] = [line for line in failed if GUARD in line]
    assert "Got 1 result, configured to fail if != 0" in message
    assert any("int_statement" in line for line in failed)
    with duckdb.connect(str(done.file), read_only=True) as con:
        [(said,)] = con.execute(f"select message from meta.{GUARD}").fetchall()
    return str(said)


def test_a_correction_of_a_claim_is_applied_from_its_day_on(reviewed: Reviewed) -> None:
    done = reviewed(history.tables(), f"{CLAIM},value,1200000000,2.1e9,{REVIEW}")
    assert done.failed() == []
    assert statements(done, CLAIM) == [("export", 1.2e9, False), ("export", 2.1e9, True)]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("value,1300000000,2.1e9", "expects 1300000000, but 1200000000.0 is read now"),
        ("value,1300000000,1200000000", "expects 1300000000, but 1200000000.0 is read now"),
    ],
    ids=["reads another number", "reads what the correction says"],
)
def test_a_correction_of_a_claim_that_no_longer_holds_stops_the_build(
    reviewed: Reviewed, row: str, what: str
) -> None:
    done = reviewed(history.tables(), f"{CLAIM},{row},{REVIEW}")
    assert what in stopped(done)


def test_figures_and_cells_are_corrected_likewise(reviewed: Reviewed, keys: dict[str, str]) -> None:
    done = reviewed(
        figures(6.7e9),
        f"{keys['tass']},value,6.7e9,4.7e9,{REVIEW}",
        f"{keys['tass']},flow,export,import,{REVIEW}",
        f"{keys['rosstat']},value,1500000000,1400000000,{REVIEW}",
    )
    assert done.failed() == []
    assert statements(done, keys["tass"]) == [("export", 6.7e9, False), ("import", 4.7e9, True)]
    assert statements(done, keys["rosstat"]) == [("import", 1.5e9, False), ("import", 1.4e9, True)]


@pytest.mark.parametrize("newest", [4.7e9, 4.8e9], ids=["mended", "revised"])
def test_a_source_that_prints_something_else_stops_the_build(
    reviewed: Reviewed, keys: dict[str, str], newest: float
) -> None:
    done = reviewed(figures(6.7e9, newest), f"{keys['tass']},value,6.7e9,4.7e9,{REVIEW}")
    assert stopped(done) == (
        f"correction of value in statement {keys['tass']} expects 6.7e9, but {newest} is read now; "
        "look at the source: take the row out of the seed corrections, or mend it"
    )


def test_a_cell_is_not_moved_to_another_pair(reviewed: Reviewed, keys: dict[str, str]) -> None:
    done = reviewed(figures(6.7e9), f"{keys['tass']},partner,RUS,KAZ,{REVIEW}")
    assert "the field is not there now" in stopped(done)


def test_a_correction_of_nothing_warns_and_is_named(reviewed: Reviewed) -> None:
    done = reviewed(figures(6.7e9), f"{'0' * 32},value,6.7e9,4.7e9,{REVIEW}")
    assert done.failed() == []
    assert UNKNOWN in done.warned()
    with duckdb.connect(str(done.file), read_only=True) as con:
        [(said,)] = con.execute(f"select message from meta.{UNKNOWN}").fetchall()
    assert str(said).startswith("the correction of value names statement 000")
