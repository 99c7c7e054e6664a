"""The wiring of Dagster as a readable file: a change of it shows up in review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dagster import AssetKey, Definitions

from tradebooks.settings import Settings

GOLDEN = Path(__file__).parent / "definitions.json"


@pytest.fixture(scope="module")
def defs(settings: Settings) -> Definitions:
    from orchestration import wiring

    return wiring.build()


def name(key: AssetKey) -> str:
    return key.to_user_string()


def shape(defs: Definitions) -> dict[str, object]:
    """Return assets with what they depend on, checks, jobs and schedules."""
    graph = defs.resolve_asset_graph()
    return {
        "assets": {
            name(node.key): sorted(name(parent) for parent in node.parent_keys)
            for node in sorted(graph.asset_nodes, key=lambda node: node.key)
            if node.is_materializable
        },
        "checks": sorted(f"{name(key.asset_key)}: {key.name}" for key in graph.asset_check_keys),
        "jobs": sorted(job.name for job in defs.resolve_all_job_defs() if job.name[0] != "_"),
        "schedules": {
            schedule.name: [
                str(schedule.cron_schedule),
                str(schedule.execution_timezone),
                schedule.default_status.value,
            ]
            for schedule in defs.schedules or []
        },
    }


def test_the_wiring_is_as_written_down(defs: Definitions, pytestconfig: pytest.Config) -> None:
    found = shape(defs)
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8")), (
        "the wiring changed; if that is meant, run pytest with --update-golden and commit the file"
    )


def test_data_flows_one_way(defs: Definitions) -> None:
    order = [
        "archive",
        "lake",
        "seeds",
        "staging",
        "intermediate",
        "reconciled",
        "marts",
        "findings",
        "bi",
        "meta",
        "release",
        "alert",
        "probe",
    ]
    for node in defs.resolve_asset_graph().asset_nodes:
        for parent in node.parent_keys:
            assert order.index(parent.path[0]) <= order.index(node.key.path[0]), (parent, node.key)


def test_every_asset_is_one_of_one_writer(defs: Definitions) -> None:
    for node in defs.resolve_asset_graph().asset_nodes:
        if node.is_materializable:
            assert node.pools == {"writer"}, node.key


def test_steps_run_in_one_process(defs: Definitions) -> None:
    assert defs.executor is not None
    assert defs.executor.name == "in_process"
