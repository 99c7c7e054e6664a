"""The Dagster instance of this project: where it keeps its runs, and one writer at a time."""

from __future__ import annotations

import os
from pathlib import Path

from tradebooks.settings import Settings

#: One run at a time, and within it one step: the lake and the build file have one writer.
CONFIGURATION = """\
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    default_limit: 1
    granularity: run
"""

WORKSPACE = """\
load_from:
  - python_module:
      module_name: orchestration.definitions
      location_name: tradebooks
"""


def prepare(settings: Settings) -> Path:
    """Make the folder of run records with its configuration and point Dagster to it.

    An operator's own `DAGSTER_HOME` wins; its configuration is left as it is.

    Returns:
        The folder that Dagster uses.
    """
    given = os.environ.get("DAGSTER_HOME")
    home = Path(given) if given else settings.runs_dir
    home.mkdir(parents=True, exist_ok=True)
    file = home / "dagster.yaml"
    if not file.exists():
        file.write_text(CONFIGURATION, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    return home


def workspace(home: Path) -> Path:
    """Write the file that tells Dagster's servers what to load, and return it."""
    file = home / "workspace.yaml"
    file.write_text(WORKSPACE, encoding="utf-8")
    return file
