"""`releases rollback`: one writer at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner, Result

from cli.main import app
from orchestration import writer
from tradebooks.errors import ReleaseError, UsageError


def rollback() -> Result:
    return CliRunner().invoke(app, ["releases", "rollback"])


def test_a_rollback_waits_for_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_DATA", str(tmp_path))
    monkeypatch.setattr(writer, "WAIT_SECONDS", 0.1)
    with FileLock(tmp_path / ".load.lock"):
        told = rollback()
    assert isinstance(told.exception, UsageError)
    assert "Waiting for a load" in told.stdout
    assert isinstance(rollback().exception, ReleaseError)
