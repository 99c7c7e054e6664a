"""How Dagster runs dbt: the project, its manifest, and the resource that calls it.

What the models compute is said in `dbt_project`; this module only starts dbt.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from dagster_dbt import DbtCliResource, DbtProject
from packaging.version import Version

from tradebooks import paths
from tradebooks.errors import BuildError
from tradebooks.settings import Settings
from warehouse.reconciliation import Reconciliation

#: Folders and files of the dbt project that decide what a build contains.
_INPUTS = ("dbt_project.yml", "profiles.yml", "macros", "models", "seeds", "tests")


def build_file(settings: Settings) -> Path:
    """Return the private database file that dbt builds."""
    return settings.build_dir / "tradebooks.duckdb"


def reconciliation(settings: Settings) -> Path:
    """Return the folder in which reconciliation reads assertions and leaves its answers."""
    return settings.build_dir / "reconciliation"


def set_environment(settings: Settings) -> None:
    """Tell dbt, which reads its settings from the environment, where lake and build file lie."""
    os.environ["TRADEBOOKS_LAKE"] = str(settings.lake_dir)
    os.environ["TRADEBOOKS_BUILD"] = str(build_file(settings))
    os.environ["TRADEBOOKS_RECONCILED"] = str(Reconciliation(reconciliation(settings)).answers)
    os.environ["TRADEBOOKS_DUCKDB_MEMORY"] = settings.duckdb_memory
    os.environ["TRADEBOOKS_BUILD_CELLS"] = str(settings.build_cells)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ["DBT_LOG_PATH"] = str(settings.build_dir / "logs")
    os.environ["DBT_TARGET_PATH"] = str(target(settings))


def target(settings: Settings) -> Path:
    """Return the folder of dbt's own artifacts."""
    return settings.build_dir / "dbt"


def project_hash() -> str:
    """Return a hash over every file of the dbt project, seeds included."""
    parts = [paths.files_hash(paths.DBT_PROJECT / name) for name in _INPUTS]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def project(settings: Settings) -> DbtProject:
    """Return the dbt project with a manifest that fits its files, parsing them if need be.

    Raises:
        BuildError: If dbt cannot read the project.
    """
    set_environment(settings)
    found = DbtProject(paths.DBT_PROJECT, target_path=target(settings))
    stamp = target(settings) / "parsed"
    wanted = f"{project_hash()} {settings.lake_dir} {build_file(settings)}"
    if not found.manifest_path.exists() or not stamp.exists() or stamp.read_text() != wanted:
        target(settings).mkdir(parents=True, exist_ok=True)
        _parse(settings)
        stamp.write_text(wanted)
    return found


class Dbt(DbtCliResource):
    """The dbt of this interpreter.

    Its version is read from the installed package. To ask dbt itself takes seconds at every step
    and makes it ask the network for a newer one.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))


def resource(found: DbtProject) -> DbtCliResource:
    """Return the resource that runs the dbt of this interpreter."""
    return Dbt(project_dir=str(found.project_dir), dbt_executable=_executable())


def _executable() -> str:
    return str(Path(sys.executable).parent / "dbt")


def _parse(settings: Settings) -> None:
    command = [
        _executable(),
        "parse",
        "--quiet",
        "--no-partial-parse",
        "--project-dir",
        str(paths.DBT_PROJECT),
        "--profiles-dir",
        str(paths.DBT_PROJECT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(
            "dbt parse",
            seen=(done.stdout + done.stderr).strip()[-2000:],
            expected="a project that dbt can read",
            action=f"mend what dbt names above; its log is in {settings.build_dir / 'logs'}",
        )
