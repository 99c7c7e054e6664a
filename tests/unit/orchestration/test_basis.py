"""What a build may be built upon: a published build of the same code, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration import dbt, gate
from tradebooks.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder with a published build of the code `now`."""
    monkeypatch.setattr(gate, "code_hash", lambda: "now")
    found = Settings(data=tmp_path)
    found.build_dir.mkdir(parents=True)
    dbt.build_file(found).write_bytes(b"last build")
    gate.basis_stamp(found).write_text("now")
    gate.stamp(found).write_text("published")
    return found


def test_a_published_build_is_built_upon(settings: Settings) -> None:
    gate.prepare_build(settings)
    assert dbt.build_file(settings).read_bytes() == b"last build"


def test_until_it_is_published_nothing_vouches_for_a_build(settings: Settings) -> None:
    gate.prepare_build(settings)
    assert not gate.basis_stamp(settings).exists()
    assert not gate.stamp(settings).exists()
    gate.prepare_build(settings)
    assert not dbt.build_file(settings).exists()


def test_other_code_builds_anew(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "code_hash", lambda: "later")
    gate.prepare_build(settings)
    assert not dbt.build_file(settings).exists()


def test_a_log_beside_the_file_is_never_taken_along(settings: Settings) -> None:
    log = dbt.build_file(settings).with_name("tradebooks.duckdb.wal")
    log.write_bytes(b"half a transaction")
    gate.prepare_build(settings)
    assert not log.exists()
    assert not dbt.build_file(settings).exists()


def test_code_is_project_engines_and_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gate.code_hash()
    assert gate.code_hash() == before
    monkeypatch.setattr("ingest.sources.comtrade.read.VERSION", "other")
    assert gate.code_hash() != before
