"""The whole road: from the bundled archive to a release, again, in another order, elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.run import RunSummary
from tradebooks.settings import Settings
from warehouse import dictionary, reader
from warehouse.release import Releases

DICTIONARY = Path(__file__).parents[2] / "docs" / "dictionary.md"


def run_elsewhere(data: Path, code: str, **settings: str) -> dict[str, object]:
    """Load into another data folder, in a process of its own; `told` is what the code tells."""
    script = f"""
import json
told = {{}}
from tradebooks.settings import Settings
from orchestration.run import execute
{code}
summary = execute(Settings())
print(json.dumps({{"hash": summary.release.content_hash, "failures": summary.failures}} | told))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "TRADEBOOKS_DATA": str(data),
            "DAGSTER_HOME": str(data / "runs"),
            **{f"TRADEBOOKS_{name}": value for name, value in settings.items()},
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def test_the_first_run_loads_everything_and_publishes(first_run: RunSummary) -> None:
    assert first_run.failures == []
    assert first_run.is_success
    assert first_run.is_new_release
    busy = {load.source for load in first_run.loads if load.documents}
    assert busy == {
        "comtrade",
        "manual",
        "manual_rate",
        "news",
        "rosstat",
        "rosstat_annual",
        "world_bank",
    }
    for load in first_run.loads:
        assert load.is_accounted_for, load
        assert (load.quarantined, load.errors) == (0, []), load
    tables = {check.table for check in first_run.checks}
    assert {"raw_rosstat_trade", "fct_trade_value", "fct_claim"} <= tables


def test_a_second_run_finds_nothing_new(
    first_run: RunSummary, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    from orchestration.run import execute

    second = execute(settings)
    assert second.is_success
    assert not second.is_new_release
    assert not second.was_built
    assert [load.documents for load in second.loads] == [0] * len(second.loads)
    assert first_run.release is not None
    assert second.release is not None
    assert second.release.content_hash == first_run.release.content_hash
    assert not [record for record in caplog.records if "gating" in record.getMessage()]


def test_another_machine_and_another_order_give_the_same_content(
    first_run: RunSummary, tmp_path: Path
) -> None:
    """One document a load, newest first; then the whole bundle on top, in two passes of dbt."""
    backwards = """
from datetime import UTC
from ingest.fetch.archive import Archive
from ingest.fetch.replay import ReplayTransport
from ingest.sources.registry import all_sources
from orchestration import loading
from tradebooks import paths

settings = Settings()
replay = ReplayTransport(paths.BUNDLE)
loading.prepare_lake(settings)
for source in reversed(all_sources()):
    requests = list(replay.requests(source.id))
    for request in reversed(requests):
        Archive(settings.archive_dir).store(replay.fetch(request))
        if source.id != "news":
            loading.load(settings, source.id)

from orchestration import gate

waiting_pairs = gate.waiting_pairs

def remember_waiting(settings):
    told.setdefault("waited", []).append(waiting_pairs(settings) > 0)
    return waiting_pairs(settings)

gate.waiting_pairs = remember_waiting
"""
    elsewhere = run_elsewhere(tmp_path / "data", backwards, BUILD_CELLS="6000")
    assert first_run.release is not None
    expected = {"hash": first_run.release.content_hash, "failures": [], "waited": [True, False]}
    assert elsewhere == expected


def test_a_failed_blocking_check_leaves_the_release(
    first_run: RunSummary, settings: Settings, tmp_path: Path
) -> None:
    """Rows in an unknown currency get into the lake behind the back of validation."""
    data = tmp_path / "data"
    shutil.copytree(settings.data, data, symlinks=True)
    before = Releases(data / "releases").current()
    part = next((data / "lake" / "raw_manual_rate").glob("part-*.parquet"))
    with duckdb.connect() as con:
        con.execute(
            f"copy (select * replace ('XXQ' as quote_currency) from '{part}') "
            f"to '{part.with_name('part-broken.parquet')}' (format parquet)"
        )
    told = subprocess.run(
        [sys.executable, "-m", "cli", "run"],
        env={**os.environ, "TRADEBOOKS_DATA": str(data), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert told.returncode == 1, told.stdout
    assert Releases(data / "releases").current() == before
    assert "✗ fct_fx_rate: references exist" in told.stdout
    assert "still the last one" in told.stdout


def test_a_source_that_fails_keeps_its_rows_and_stops_no_other(
    first_run: RunSummary, settings: Settings, tmp_path: Path
) -> None:
    from ingest.sources.manual import template_csv

    data = tmp_path / "data"
    shutil.copytree(settings.data, data, symlinks=True)
    bad = tmp_path / "figures.csv"
    header = template_csv().splitlines()[0]
    row = ",".join("nonsense" for _ in header.split(","))
    bad.write_text("\n".join([header, *[row] * 12]) + "\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "cli", "add", str(bad), "--source", "manual"],
        env={**os.environ, "TRADEBOOKS_DATA": str(data), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert told.returncode == 1, told.stdout
    assert "12 of 12 rows in quarantine" in told.stdout
    current = Releases(data / "releases").current()
    assert current is not None
    assert first_run.release is not None
    assert current.rows["fct_trade_value"] == first_run.release.rows["fct_trade_value"]


def test_the_dictionary_is_the_one_in_the_docs(release: Path, pytestconfig: pytest.Config) -> None:
    found = dictionary.markdown(release)
    if pytestconfig.getoption("--update-golden"):
        DICTIONARY.write_text(found, encoding="utf-8")
    assert found == DICTIONARY.read_text(encoding="utf-8"), "run pytest with --update-golden"


def test_every_published_column_is_described(release: Path) -> None:
    with reader.connect(release) as con:
        bare = con.execute(
            """
            select c.schema_name, c.table_name, c.column_name
            from duckdb_columns() as c
            left join meta.data_dictionary as d using (schema_name, table_name, column_name)
            where c.schema_name in ('main', 'bi') and not c.internal
                and coalesce(d.description, '') = ''
            """
        ).fetchall()
    assert bare == []


def test_views_for_bi_use_plain_types(release: Path) -> None:
    plain = {"VARCHAR", "DOUBLE", "BIGINT", "INTEGER", "DATE", "TIMESTAMP", "BOOLEAN"}
    with reader.connect(release) as con:
        rows = con.execute(
            "select distinct table_name, column_name, data_type from duckdb_columns() "
            "where schema_name = 'bi'"
        ).fetchall()
    assert {row for row in rows if row[2] not in plain} == set()
