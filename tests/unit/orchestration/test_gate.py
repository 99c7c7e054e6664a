"""The gate looks at the reports of both builds, and never at an old one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from orchestration import dbt, gate
from tradebooks.errors import BuildError
from tradebooks.settings import Settings

_NODES = {"model.t.early": "model", "test.t.early": "test", "model.t.late": "model"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path)
    dbt.target(settings).mkdir(parents=True)
    manifest = {
        "nodes": {
            key: {"resource_type": kind, "config": {"enabled": True}}
            for key, kind in _NODES.items()
        }
    }
    (dbt.target(settings) / "manifest.json").write_text(json.dumps(manifest))
    return settings


def _ran(settings: Settings, build: str, **statuses: str) -> None:
    gate.forget(settings, build)
    rows = [
        {"unique_id": name.replace("__", "."), "status": status, "message": "seen"}
        for name, status in statuses.items()
    ]
    (dbt.target(settings) / "run_results.json").write_text(json.dumps({"results": rows}))
    gate.remember(settings, build)


def test_both_builds_have_to_pass(settings: Settings) -> None:
    _ran(settings, gate.FIRST_BUILD, model__t__early="success", test__t__early="pass")
    with pytest.raises(BuildError, match="1 nodes that did not run"):
        gate.require_checks_passed(settings)
    _ran(settings, gate.SECOND_BUILD, model__t__late="success")
    gate.require_checks_passed(settings)


def test_what_failed_first_is_told_first(settings: Settings) -> None:
    _ran(settings, gate.FIRST_BUILD, model__t__early="success", test__t__early="fail")
    with pytest.raises(BuildError, match=r"early \(fail: seen\)"):
        gate.require_checks_passed(settings)


def test_an_old_report_is_not_taken_for_a_new_one(settings: Settings) -> None:
    _ran(settings, gate.FIRST_BUILD, model__t__early="success", test__t__early="pass")
    _ran(settings, gate.SECOND_BUILD, model__t__late="success")
    gate.forget(settings, gate.SECOND_BUILD)
    with pytest.raises(BuildError, match="1 nodes that did not run"):
        gate.require_checks_passed(settings)


def test_nothing_built_is_told(settings: Settings) -> None:
    assert not gate.was_built(settings)
    with pytest.raises(BuildError):
        gate.require_checks_passed(settings)
