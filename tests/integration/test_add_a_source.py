"""The walk through `docs/add-a-source.md`, done to a copy of the project block by block."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOC = ROOT / "docs" / "add-a-source.md"
#: What the walk changes, and the drift test that it speaks of.
COPIED = ("tradebooks", "ingest", "dbt_project", "pyproject.toml", "tests/dbt/test_drift.py")
#: "In `file`, a new file:", "at the end", or "before `line`" or "after `line`"; then the block.
BLOCK = re.compile(
    r"^In `(?P<file>[^`\n]+)`, "
    r"(?:(?P<place>a new file|at the end)|(?P<side>before|after) `(?P<line>[^`\n]+)`):\n\n"
    r"```\w+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
#: Adds the toy's document, loads it and tells what became of it.
LOAD = """
import json, sys
from pathlib import Path
from ingest.add import add_file
from ingest.fetch.archive import Archive
from ingest.load import load
from ingest.sources import catalogue
from ingest.sources.tables import RAW_TABLES, empty_frame

folder = Path(sys.argv[1])
archive = Archive(folder / "archive")
added = add_file(archive, Path("tests/fixtures/toy/2025-01.csv"), source="toy")
result = load("toy", archive, {})
for table in RAW_TABLES:
    (folder / "lake" / table).mkdir(parents=True)
    rows = result.accepted.get(table, empty_frame(table))
    rows.write_parquet(folder / "lake" / table / "part.parquet")
print(json.dumps({
    "is_new": added.is_new,
    "errors": [str(error) for error in result.report.errors],
    "counts": [result.report.rows_in, result.report.accepted, result.report.quarantined],
    "accepted": {table: rows.to_dicts() for table, rows in result.accepted.items()},
    "quarantine": result.quarantine.to_dicts(),
    "page": catalogue.page(),
}, default=str))
"""


def apply(block: re.Match[str], root: Path) -> None:
    """Do to the project what one block of the page says."""
    file, text = root / block["file"], block["text"]
    if block["place"] == "a new file":
        assert not file.exists(), f"{block['file']} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    assert file.is_file(), f"{block['file']} is not there"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = len(lines)
    if block["side"]:
        found = [number for number, line in enumerate(lines) if line.strip() == block["line"]]
        assert len(found) == 1, f"{block['file']}: {len(found)} lines read {block['line']!r}"
        at = found[0] + (block["side"] == "after")
    file.write_text("".join([*lines[:at], text, *lines[at:]]), encoding="utf-8")


def run(root: Path, *command: str, **variables: str) -> str:
    """Run a command in the copy, so that only the copy is imported, and return what it prints."""
    executable = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [str(executable), *command[1:]],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project to which the page was done."""
    root = tmp_path_factory.mktemp("walk") / "project"
    unwanted = shutil.ignore_patterns("__pycache__", "target", "logs")
    for name in COPIED:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=unwanted)
        else:
            shutil.copy(ROOT / name, target)
    page = DOC.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(page))
    assert len(blocks) == page.count("\n```") // 2, "a block does not say where it goes"
    for block in blocks:
        apply(block, root)
    return root


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, Any]:
    """Return what adding and loading the toy's document tells."""
    told: dict[str, Any] = json.loads(run(project, "python", "-c", LOAD, str(project.parent)))
    return told


def test_one_row_is_accepted_and_one_quarantined(told: dict[str, Any]) -> None:
    assert told["errors"] == []
    assert told["is_new"]
    assert told["counts"] == [2, 1, 1]
    (row,) = told["accepted"]["raw_toy_trade"]
    assert [row[name] for name in ("reporter", "partner", "flow", "value_musd")] == [
        *("BLR", "RUS", "export", 1954.3)
    ]
    assert [row["period_start"], row["period_end"]] == ["2025-01-01", "2025-01-31"]
    (bad,) = told["quarantine"]
    names = ("source", "raw_table", "locator", "column_name", "check_name", "value")
    assert [bad[name] for name in names] == [
        *("toy", "raw_toy_trade", "line 3", "value_musd", "in_range", "-0.2")
    ]


def test_the_list_of_sources_has_it(told: dict[str, Any]) -> None:
    assert "| `toy` | Toy customs service | no | monthly | 60 | `raw_toy_trade` |" in told["page"]
    assert "## Toy customs service\n" in told["page"]


def test_the_test_of_the_page_and_the_drift_test_pass(project: Path) -> None:
    tests = ("tests/contract/test_toy_file.py", "tests/dbt/test_drift.py")
    assert " passed" in run(project, "python", "-m", "pytest", "-p", "no:cacheprovider", *tests)


def test_dbt_reads_the_row(project: Path, told: dict[str, Any]) -> None:
    """What was loaded comes out among the printed cells of all sources."""
    import duckdb

    build = project.parent / "build.duckdb"
    run(
        project,
        *("dbt", "run", "--quiet", "--no-partial-parse", "--select", "+int_print"),
        *("--project-dir", "dbt_project", "--profiles-dir", "dbt_project"),
        TRADEBOOKS_LAKE=str(project.parent / "lake"),
        TRADEBOOKS_BUILD=str(build),
        DBT_TARGET_PATH=str(project.parent / "target"),
        DBT_LOG_PATH=str(project.parent / "logs"),
    )
    with duckdb.connect(str(build), read_only=True) as con:
        (schema,) = con.execute(
            "select table_schema from information_schema.tables where table_name = 'int_print'"
        ).fetchone() or ("",)
        rows = con.execute(
            "select reporter, partner, flow, scope, valuation, side, unit, value, resolution "
            f"from {schema}.int_print where source = 'toy'"
        ).fetchall()
    assert rows == [
        ("BLR", "RUS", "export", "goods", "fob", "BLR", "USD", 1_954_300_000.0, 100_000.0)
    ]
