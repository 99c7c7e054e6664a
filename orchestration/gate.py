"""The gate before a release, and the question whether there is anything to build at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.sources.registry import all_sources
from orchestration import dbt, loading
from tradebooks import paths
from tradebooks.errors import BuildError
from tradebooks.settings import Settings
from warehouse.lake import Lake
from warehouse.release import Published, Releases

#: The two builds of dbt, before and after reconciliation, in their order.
FIRST_BUILD, SECOND_BUILD = BUILDS = ("build_assertions", "build_warehouse")

#: dbt's own report on one build.
_RESULTS = "run_results.json"
#: What dbt reports of a node that did its work. `warn` is a finding that is data, not a defect.
_PASSED = frozenset({"success", "pass", "warn"})
#: How many findings of a failed check, or nodes that did not run, an error names.
_SHOWN = 3


def releases(settings: Settings) -> Releases:
    """Return the folder of releases."""
    return Releases(settings.releases_dir, keep=settings.keep_releases)


def input_hash(settings: Settings) -> str:
    """Return a hash over all that a release is made of: lake, dbt project, code, versions."""
    parts = [Lake(settings.lake_dir).content_hash(), code_hash()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def code_hash() -> str:
    """Return a hash over what turns rows of the lake into a release: code, engines, parsers."""
    parts = [
        dbt.project_hash(),
        paths.files_hash(paths.ROOT / "ingest" / "sources"),
        paths.files_hash(paths.ROOT / "warehouse"),
        *(f"{name} {version(name)}" for name in ("tradebooks", "dbt-duckdb", "duckdb")),
        *(f"{source.id} {source.parser_version}" for source in all_sources()),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_unchanged(settings: Settings) -> bool:
    """Tell whether the last published build was made of exactly what is there now."""
    file = stamp(settings)
    if not file.exists() or releases(settings).current() is None:
        return False
    return file.read_text(encoding="utf-8") == input_hash(settings)


def prepare_build(settings: Settings) -> None:
    """Clear the way for a build: on top of the last one where the same code made it, else anew.

    Until the new build is published nothing vouches for the file, so that one that was cut short,
    or did not pass its checks, is never built upon.
    """
    file, basis = dbt.build_file(settings), basis_stamp(settings)
    log = file.with_name(f"{file.name}.wal")
    is_same = basis.exists() and basis.read_text(encoding="utf-8") == code_hash()
    stale = [] if is_same and not log.exists() else [file]
    file.parent.mkdir(parents=True, exist_ok=True)
    for old in (basis, stamp(settings), log, *stale):
        old.unlink(missing_ok=True)
    shutil.rmtree(dbt.target(settings) / "run", ignore_errors=True)


def waiting_pairs(settings: Settings) -> int:
    """Return how many pairs of countries wait for another pass of dbt."""
    import duckdb

    with duckdb.connect(str(dbt.build_file(settings)), read_only=True) as build:
        found = build.execute("select count(*) from intermediate.int_pair where is_waiting")
        row = found.fetchone()
    return row[0] if row else 0


def require_checks_passed(settings: Settings) -> None:
    """Let a release through only if dbt built and tested everything, and nothing failed.

    Raises:
        BuildError: If a model or a blocking test failed, was skipped or did not run.
    """
    failed = failed_nodes(settings)
    missing = sorted(_expected(settings) - {row["unique_id"] for row in _results(settings)})
    if failed or missing:
        raise BuildError(
            "release gate",
            seen="; ".join(failed)
            or f"{len(missing)} nodes that did not run, such as {', '.join(missing[:_SHOWN])}",
            expected="every model built and every blocking check passed",
            action="run `tradebooks doctor`; the last release stays in place",
        )


def failed_nodes(settings: Settings) -> list[str]:
    """Return what dbt says of every node of the last build that failed, or else was skipped."""
    found = [row for row in _results(settings) if row["status"] not in _PASSED]
    return [
        f"{row['unique_id'].split('.')[2]} ({row['status']}: {row['message']})"
        + "".join(f"; {message}" for message in _messages(settings, row["unique_id"]))
        for row in [row for row in found if row["status"] != "skipped"] or found
    ]


def publish(settings: Settings) -> Published:
    """Publish the build file and remember what it was made of."""
    published = releases(settings).publish(
        dbt.build_file(settings), as_of=loading.newest_knowledge(settings)
    )
    stamp(settings).write_text(input_hash(settings), encoding="utf-8")
    basis_stamp(settings).write_text(code_hash(), encoding="utf-8")
    return published


def remember(settings: Settings, build: str) -> None:
    """Keep dbt's report on one of the builds; the next one writes another in its place."""
    report = dbt.target(settings) / _RESULTS
    if report.exists():
        report.replace(_report(settings, build))


def forget(settings: Settings, build: str) -> None:
    """Remove what dbt reported on a build, so that an old report is never taken for a new one."""
    for stale in (dbt.target(settings) / _RESULTS, _report(settings, build)):
        stale.unlink(missing_ok=True)


def _report(settings: Settings, build: str) -> Path:
    return dbt.target(settings) / f"{build}.json"


def was_built(settings: Settings) -> bool:
    """Tell whether dbt ran at all since the build was last cleared."""
    return any(_report(settings, build).exists() for build in BUILDS)


def _results(settings: Settings) -> list[dict[str, Any]]:
    """Return what dbt says of every node, over all builds that left a report."""
    files = [file.name for build in BUILDS if (file := _report(settings, build)).exists()]
    return [row for name in files or [_RESULTS] for row in _artifact(settings, name)["results"]]


def _expected(settings: Settings) -> set[str]:
    """Return the models, seeds and tests that a whole build consists of."""
    nodes = _artifact(settings, "manifest.json")["nodes"]
    return {
        key
        for key, node in nodes.items()
        if node["resource_type"] in ("model", "seed", "test") and node["config"]["enabled"]
    }


def _messages(settings: Settings, unique_id: str) -> list[str]:
    """Return what the first rows that a failed check kept say, where they have a `message`."""
    import duckdb

    node = _artifact(settings, "manifest.json")["nodes"].get(unique_id, {})
    relation = node.get("relation_name")
    if node.get("resource_type") != "test" or not relation or not dbt.build_file(settings).exists():
        return []
    with duckdb.connect(str(dbt.build_file(settings)), read_only=True) as build:
        try:
            rows = build.execute(
                f"select distinct message from {relation} order by message limit {_SHOWN}"
            ).fetchall()
        except duckdb.Error:
            return []
    return [str(row[0]) for row in rows]


def _artifact(settings: Settings, name: str) -> dict[str, Any]:
    file = dbt.target(settings) / name
    if not file.exists():
        raise BuildError(
            "release gate",
            seen=f"no {name}",
            expected=f"dbt's own report at {file}",
            action="run `tradebooks run`; if dbt stopped early its log says why",
        )
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def stamp(settings: Settings) -> Path:
    """Return the file that says what the last published build was made of."""
    return settings.build_dir / "published"


def basis_stamp(settings: Settings) -> Path:
    """Return the file that says which code made the build file that lies there, if it is whole."""
    return settings.build_dir / "basis"
