"""One process, and what it cost: seconds, processor time, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost, and the JSON of its last line."""

    seconds: float
    processor: float
    peak_gb: float
    outcome: dict[str, Any]


def measured(command: list[str], **more: str) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: When it fails.
    """
    started = perf_counter()
    environment = {**os.environ, **more}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        text = process.stdout.read().decode() if process.stdout else ""
        # Of this one child: `getrusage` would give the largest of all.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    seconds = perf_counter() - started
    outcome = json.loads(text.strip().splitlines()[-1])
    per_gb = 1e9 if sys.platform == "darwin" else 1e6
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_gb, outcome)
