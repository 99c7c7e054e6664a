"""One load from start to end, in this process, with its story told while it runs.

The job is the one that the schedule starts; only who starts it differs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import Any, cast

from dagster import (
    AssetCheckEvaluation,
    DagsterEvent,
    DagsterInstance,
    EventLogEntry,
    ExecuteInProcessResult,
    JsonMetadataValue,
)

from orchestration import alert, gate, instance, live, loading, writer
from tradebooks.errors import BuildError
from tradebooks.settings import Settings
from warehouse.release import Release


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one asset check."""

    table: str
    name: str
    passed: bool
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did.

    Attributes:
        run_id: Dagster's id of the run.
        asked: What asking each live source did; empty when the archive was replayed.
        loads: What each source brought, in the order of loading.
        checks: Every check that ran.
        failures: Steps that failed, each with its error.
        was_built: Whether dbt ran at all.
        release: The release that readers see now, or None.
        is_new_release: Whether this run made it, or sent readers to it.
        alerted: What the alert found and sent; None where the run did not get so far.
        withdrawn: Releases that readers were sent away from by a rollback.
        was_interrupted: Whether a person stopped the run.
        verdicts: Number of answers by verdict, if this run reconciled.
    """

    run_id: str
    asked: list[live.Asked]
    loads: list[loading.SourceLoad]
    checks: list[Check]
    failures: list[str]
    was_built: bool
    release: Release | None
    is_new_release: bool
    alerted: alert.Alerted | None = None
    withdrawn: list[Release] = field(default_factory=list)
    was_interrupted: bool = False
    verdicts: dict[str, int] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        """Whether all steps ran, all sources answered and loaded, and no blocking check failed."""
        blocked = any(not check.passed and check.is_blocking for check in self.checks)
        errors = [one.errors for one in self.asked] + [one.errors for one in self.loads]
        return not self.failures and not blocked and not any(errors)


@dataclass(slots=True)
class Progress:
    """Hears of a run's steps while they happen and tells what is being done.

    Attributes:
        tell: Called with the name of a step or table and whether it is done.
    """

    tell: Callable[[str, bool], None]

    def __call__(self, record: EventLogEntry) -> None:
        """Take one entry of Dagster's event log."""
        event: DagsterEvent | None = record.dagster_event
        if event is None and record.step_key is not None:
            self.tell(record.user_message[:LINE], False)
        if event is None or event.step_key is None:
            return
        if event.is_step_start:
            self.tell(event.step_key, False)
        elif event.is_step_success or event.is_step_failure or event.is_step_skipped:
            self.tell(event.step_key, True)
        elif event.is_step_materialization and event.asset_key is not None:
            self.tell(event.asset_key.to_user_string(), False)


Tell = Callable[[str, bool], None]
#: What fits on a line of the progress display.
LINE = 48

#: Dagster keeps every event in its own log; the terminal shows the progress and the summary.
_NO_CONSOLE = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def execute(
    settings: Settings,
    tell: Tell = lambda _name, _is_done: None,
    tell_steps: Callable[[int], None] = lambda _number: None,
    tags: Mapping[str, str] | None = None,
) -> RunSummary:
    """Run the daily load in this process and tell its story while it happens.

    Args:
        settings: Where everything lies.
        tell: Called with the name of a step or table, and whether it is done.
        tell_steps: Called once with the number of steps.
        tags: Tags of the run; `live.tags()` make it ask the sources themselves.
    """
    with writer.held(settings, lambda: tell("waiting for another load to end", False)):
        return _execute(settings, tell, tell_steps, tags or {})


def _execute(
    settings: Settings, tell: Tell, tell_steps: Callable[[int], None], tags: Mapping[str, str]
) -> RunSummary:
    from dagster._core.utils import make_new_run_id

    from orchestration.wiring import DAILY_LOAD, build

    instance.prepare(settings)
    job = build().resolve_job_def(DAILY_LOAD)
    tell_steps(len(job.graph.nodes))
    before = gate.releases(settings).current()
    run_id = make_new_run_id()
    with DagsterInstance.get() as dagster:
        dagster.add_event_listener(run_id, Progress(tell))
        with _quiet(settings):
            result = job.execute_in_process(
                instance=dagster,
                run_id=run_id,
                raise_on_error=False,
                run_config=_NO_CONSOLE,
                tags=dict(tags),
            )
    after = gate.releases(settings).current()
    return RunSummary(
        run_id=run_id,
        asked=[live.Asked(**data) for data in _reports(result, "asked")],
        loads=_loads(result),
        checks=_checks(result),
        failures=_failures(result, settings),
        was_interrupted=_was_interrupted(result),
        was_built=any(
            event.is_step_materialization and event.step_key in gate.BUILDS
            for event in result.all_events
        ),
        verdicts=next((found["verdicts"] for found in _reports(result, "report")), {}),
        release=after,
        alerted=next((alert.Alerted(**data) for data in _reports(result, "alerted")), None),
        withdrawn=gate.releases(settings).withdrawn(),
        is_new_release=after is not None and (before is None or before.name != after.name),
    )


@contextmanager
def _quiet(settings: Settings) -> Iterator[None]:
    """Send what dbt prints to a file, and do not warn of checks that an unchanged build omits."""
    gating = logging.getLogger("dagster._core.execution.plan.active")
    level = gating.level
    log = settings.build_dir / "logs" / "run.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    gating.setLevel(logging.ERROR)
    try:
        with log.open("w", encoding="utf-8") as file, redirect_stdout(file):
            yield
    finally:
        gating.setLevel(level)


def _loads(result: ExecuteInProcessResult) -> list[loading.SourceLoad]:
    """Return what each source brought, from the metadata of its tables."""
    loads = [loading.SourceLoad(**data) for data in _reports(result, "load")]
    return list({load.source: load for load in loads}.values())


def _reports(result: ExecuteInProcessResult, name: str) -> Iterator[dict[str, Any]]:
    """Give the reports of one name that steps left in the metadata of what they made."""
    for event in result.all_events:
        if event.is_step_materialization:
            metadata = event.step_materialization_data.materialization.metadata
            if isinstance(entry := metadata.get(name), JsonMetadataValue):
                yield cast("dict[str, Any]", entry.data)


def _checks(result: ExecuteInProcessResult) -> list[Check]:
    return [_check(evaluation) for evaluation in result.get_asset_check_evaluations()]


def _check(evaluation: AssetCheckEvaluation) -> Check:
    return Check(
        table=evaluation.asset_key.path[-1],
        name=evaluation.check_name,
        passed=evaluation.passed,
        is_blocking=evaluation.severity.value == "ERROR",
    )


def _failures(result: ExecuteInProcessResult, settings: Settings) -> list[str]:
    steps = [
        f"{event.step_key}: {_build_cause(settings) or _cause(event)}"
        if event.step_key in gate.BUILDS
        else f"{event.step_key}: {_cause(event)}"
        for event in result.all_events
        if event.is_step_failure
    ]
    return steps + [error for data in _reports(result, "collected") for error in data["errors"]]


def _was_interrupted(result: ExecuteInProcessResult) -> bool:
    return any(
        event.is_step_failure and "Interrupted" in str(event.step_failure_data.error)
        for event in result.all_events
    )


def _build_cause(settings: Settings) -> str | None:
    """Return what dbt says of a failed build: every node that failed, and why."""
    try:
        return "; ".join(gate.failed_nodes(settings)) or None
    except BuildError:
        return None


def _cause(event: DagsterEvent) -> str:
    """Return the innermost message of a failed step: the one that says what to do."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else "no error was recorded"
