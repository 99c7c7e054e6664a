"""`tradebooks dev`: Dagster's web page and daemon, as two processes that stop together."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from cli.console import out
from orchestration import instance
from tradebooks.settings import Settings


def serve(port: int) -> int:
    """Run webserver and daemon until Ctrl-C or until one of them ends; return the exit code."""
    home = instance.prepare(Settings())
    binaries = Path(sys.executable).parent
    location = ["-w", str(instance.workspace(home))]
    commands = [
        [str(binaries / "dagster-webserver"), *location, "-h", "127.0.0.1", "-p", str(port)],
        [str(binaries / "dagster-daemon"), "run", *location],
    ]
    signal.signal(signal.SIGTERM, _interrupt)
    out.print(f"Dagster on [bold]http://127.0.0.1:{port}[/] · runs are kept in {home}")
    out.print(
        "Live: the daily load starts at 06:00 Europe/Minsk, a poll of the news feeds every hour. "
        "Ctrl-C stops both processes."
    )
    processes = [subprocess.Popen(command) for command in commands]
    try:
        return _until_one_ends(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def _until_one_ends(processes: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in processes:
            try:
                return process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
