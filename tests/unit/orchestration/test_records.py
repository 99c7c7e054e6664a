"""The event log that Dagster is given: its files, what they hold, and what stays open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from dagster import AssetKey, DagsterInstance, asset, materialize

from orchestration import instance
from orchestration.records import EventLog
from tradebooks.settings import Settings


@asset
def thing() -> None:
    """Be made."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "runs"))
    return instance.prepare(Settings(data=tmp_path))


def test_events_lie_where_dagster_itself_looks_for_them(home: Path) -> None:
    with DagsterInstance.get() as dagster:
        assert isinstance(dagster.event_log_storage, EventLog)
        run = materialize([thing], instance=dagster).run_id
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    with DagsterInstance.get() as dagster:
        assert not isinstance(dagster.event_log_storage, EventLog)
        assert dagster.get_latest_materialization_event(AssetKey("thing")) is not None
        assert [run] == [record.dagster_run.run_id for record in dagster.get_run_records()]
        assert dagster.all_logs(run)


def test_the_file_of_a_run_changes_with_every_event(home: Path) -> None:
    """Web pages watch that file; what is only in a log beside it they do not see."""
    with DagsterInstance.get() as dagster:
        run = materialize([thing], instance=dagster).run_id
        folder = home / "history" / "runs"
        assert not (folder / f"{run}.db-wal").exists()
        with sqlite3.connect(f"file:{folder / run}.db?mode=ro&immutable=1", uri=True) as con:
            (events,) = con.execute("select count(*) from event_logs").fetchone()
        assert events == len(dagster.all_logs(run))
        assert (folder / "index.db-wal").exists()
    assert not (folder / "index.db-wal").exists()


def test_what_is_wiped_is_gone_and_the_log_goes_on(home: Path) -> None:
    with DagsterInstance.get() as dagster:
        materialize([thing], instance=dagster)
        dagster.event_log_storage.wipe()
        assert dagster.get_latest_materialization_event(AssetKey("thing")) is None
        materialize([thing], instance=dagster)
        assert dagster.get_latest_materialization_event(AssetKey("thing")) is not None
