"""What a load of the bundled archive costs, step by step: `make bench`.

A process of its own per measurement, as a user starts it; medians over the runs, budgets beside
them. The first run fills an empty data folder (dbt parses its project then, once); the later
ones build anew from the same archive, and the last kind finds nothing new.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

RUNS = 3
#: Seconds, and bytes of memory, that a step may take on two cores.
BUDGETS = {
    "start-up of Python and Dagster": 12.0,
    "archive to lake": 5.0,
    "dbt, both builds": 15.0,
    "release": 2.0,
    "no-change day, in all": 15.0,
}
PEAK_BUDGET_GB = 1.0

#: Runs one load and writes the seconds of its parts as JSON into the file that it is given: into
#: what it prints, dbt and Dagster print as well.
SCRIPT = """
import json, sys, time
started = time.perf_counter()
from orchestration import instance
from tradebooks.settings import Settings
instance.prepare(Settings())
from dagster import DagsterInstance
from orchestration.wiring import DAILY_LOAD, build
job = build().resolve_job_def(DAILY_LOAD)
ready = time.perf_counter()
with DagsterInstance.get() as dagster:
    result = job.execute_in_process(instance=dagster)
steps = {}
for event in result.all_events:
    if event.is_step_success:
        seconds = event.step_success_data.duration_ms / 1000
        steps[event.step_key] = steps.get(event.step_key, 0) + seconds
with open(sys.argv[1], "w") as told:
    json.dump({"start": ready - started, "steps": steps}, told)
"""


def measure(data: Path) -> dict[str, float]:
    """Run one load in a process of its own; return the seconds of its parts, and of processors."""
    started, processor = perf_counter(), _processor_seconds()
    with tempfile.NamedTemporaryFile(encoding="utf-8", mode="r") as told:
        subprocess.run(
            [sys.executable, "-c", SCRIPT, told.name],
            env={**os.environ, "TRADEBOOKS_DATA": str(data), "DAGSTER_HOME": str(data / "runs")},
            capture_output=True,
            check=True,
        )
        whole = perf_counter() - started
        found = json.load(told)
    steps: dict[str, float] = found["steps"]
    dbt = steps.get("build_assertions", 0.0) + steps.get("build_warehouse", 0.0)
    others = steps.get("reconcile", 0.0), steps.get("release", 0.0)
    lake = sum(steps.values()) - dbt - sum(others)
    return {
        "start-up of Python and Dagster": found["start"],
        "archive to lake": lake,
        "dbt, both builds": dbt,
        "reconciliation": others[0],
        "release": others[1],
        "in all": whole,
        "processor": _processor_seconds() - processor,
    }


def _processor_seconds() -> float:
    """Return what all processes that were waited for have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def forget_lake(data: Path) -> None:
    """Remove what was made from the archive, so that the next load makes it again."""
    for folder in ("lake", "releases"):
        subprocess.run(["rm", "-rf", str(data / folder)], check=True)
    for stamp in ("published", "basis"):
        (data / "build" / stamp).unlink(missing_ok=True)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first = measure(data)
        full, idle = [], []
        for _ in range(RUNS):
            forget_lake(data)
            full.append(measure(data))
            idle.append(measure(data)["in all"])
    table = Table(title=f"Load of the bundled archive, seconds, median of {RUNS}")
    for column in ("part", "first run", "warm", "budget"):
        table.add_column(column, justify="left" if column == "part" else "right")
    for part in full[0]:
        warm = statistics.median(run[part] for run in full)
        budget = BUDGETS.get(part)
        table.add_row(
            part, f"{first[part]:.1f}", f"{warm:.1f}", f"≤ {budget:.0f}" if budget else ""
        )
    idle_budget = BUDGETS["no-change day, in all"]
    table.add_row(
        "no-change day, in all", "", f"{statistics.median(idle):.1f}", f"≤ {idle_budget:.0f}"
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    table.add_row("peak memory of a process, GB", "", f"{peak:.2f}", f"≤ {PEAK_BUDGET_GB:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
