"""The assets: archived bodies, raw tables, dbt models and the release, wired in one direction.

Bodies are short on purpose; what a step does is in `orchestration.loading`, in the dbt project
and in the rooms below.
"""

# No `from __future__ import annotations` here: Dagster reads the types of `context` at run time.
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    asset,
    multi_asset,
)
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

from ingest.sources.registry import Source
from orchestration import dbt, gate, keys, live, loading
from tradebooks.settings import Settings

POOL = "writer"
#: Every step holds the lock that `orchestration.writer` gives to one run at a time.
LOCK = {"writer"}
Results = Iterator[MaterializeResult[None] | AssetCheckResult]


def archive_asset(source: Source) -> AssetsDefinition:
    """Make the asset that brings one source's bodies into the archive."""

    @asset(
        key=keys.archived(source.id),
        group_name="archive",
        kinds={"python"},
        pool=POOL,
        required_resource_keys=LOCK,
        description=f"{source.name}: bodies as they came, byte for byte, each with a manifest row. "
        f"A run tagged `{live.MODE}: {live.LIVE}` also asks the source itself.",
    )
    def archived(context: AssetExecutionContext) -> MaterializeResult[None]:
        new, known, errors = loading.collect(Settings(), source.id)
        asked = live.ask(Settings(), source.id, context.run.tags, context.log.info)
        for error in [*errors, *(asked.errors if asked else [])]:
            context.log.error(error)
        return MaterializeResult(metadata=_archived(new, known, errors, asked))

    return archived


def _archived(new: int, known: int, errors: list[str], asked: live.Asked | None) -> dict[str, Any]:
    metadata = {"new": new, "known": known, "collected": MetadataValue.json({"errors": errors})}
    if asked is None:
        return metadata
    return metadata | {
        "is_stale": bool(asked.errors),
        "asked": MetadataValue.json(asdict(asked)),
    }


def probe_asset() -> AssetsDefinition:
    """Make the asset that asks every endpoint for something small and says what it saw."""

    @asset(
        key=keys.PROBE,
        group_name="archive",
        kinds={"python"},
        pool=POOL,
        check_specs=[
            AssetCheckSpec(
                "endpoints_answer",
                asset=keys.PROBE,
                description="Every endpoint gives what its source expects of it.",
            )
        ],
        description="One small request to every endpoint of every live source; nothing is kept.",
    )
    def probed() -> Results:
        found = [asdict(one) for one in live.probe(Settings())]
        bad = [one for one in found if not one["is_good"]]
        yield MaterializeResult(
            metadata={"endpoints": len(found), "probed": MetadataValue.json(found)}
        )
        yield AssetCheckResult(
            check_name="endpoints_answer",
            asset_key=keys.PROBE,
            passed=not bad,
            severity=AssetCheckSeverity.WARN,
            metadata={"bad": MetadataValue.json(bad)},
        )

    return probed


def raw_assets(source: Source) -> AssetsDefinition:
    """Make the assets of one source's raw tables, with their checks."""
    tables = [keys.raw(table) for table in source.tables]

    @multi_asset(
        name=f"load_{source.id}",
        specs=[
            AssetSpec(key, deps=[keys.archived(source.id)], group_name="lake", kinds={"parquet"})
            for key in tables
        ],
        check_specs=[
            AssetCheckSpec(
                "rows_accounted_for",
                asset=tables[0],
                blocking=True,
                description="Every row that was read is either accepted or quarantined.",
            ),
            AssetCheckSpec(
                "schema_holds",
                asset=tables[0],
                description="Every document has the form its source promises, and every row "
                "passes the pandera schema. A row that does not is kept out of the lake; a "
                "source that fails keeps its last good rows and the others go on.",
            ),
        ],
        pool=POOL,
        required_resource_keys=LOCK,
    )
    def load(context: AssetExecutionContext) -> Results:
        loading.prepare_lake(Settings())
        done = loading.load(Settings(), source.id)
        for error in done.errors:
            context.log.error(error)
        for table, key in zip(source.tables, tables, strict=True):
            yield MaterializeResult(asset_key=key, metadata=_metadata(done, table))
        yield _accounted_for(done, source.tables[0])
        yield _schema_holds(done, source.tables[0])

    return load


def _metadata(done: loading.SourceLoad, table: str) -> dict[str, Any]:
    return {
        "documents": done.documents,
        "accepted": done.accepted.get(table, 0),
        "quarantined": done.quarantined,
        "seconds": round(done.seconds, 3),
        "known_bad": done.known_bad,
        "is_stale": bool(done.errors or done.known_bad),
        "load": MetadataValue.json(asdict(done)),
    }


def _accounted_for(done: loading.SourceLoad, table: str) -> AssetCheckResult:
    return AssetCheckResult(
        check_name="rows_accounted_for",
        asset_key=keys.raw(table),
        passed=done.is_accounted_for,
        metadata={
            "rows_in": done.rows_in,
            "accepted": done.rows_accepted,
            "quarantined": done.quarantined,
        },
    )


def _schema_holds(done: loading.SourceLoad, table: str) -> AssetCheckResult:
    return AssetCheckResult(
        check_name="schema_holds",
        asset_key=keys.raw(table),
        passed=not done.errors and not done.quarantined,
        severity=AssetCheckSeverity.ERROR if done.errors else AssetCheckSeverity.WARN,
        metadata={"quarantined": done.quarantined, "errors": MetadataValue.json(done.errors)},
    )


def manifest_assets(sources: tuple[Source, ...]) -> AssetsDefinition:
    """Make the assets of the two raw tables that all sources share."""
    tables = [keys.raw(table) for source in sources for table in source.tables]

    @multi_asset(
        name="load_manifest",
        specs=[
            AssetSpec(
                keys.raw(loading.MANIFEST), deps=tables, group_name="lake", kinds={"parquet"}
            ),
            AssetSpec(
                keys.raw(loading.QUARANTINE), deps=tables, group_name="lake", kinds={"parquet"}
            ),
        ],
        pool=POOL,
        required_resource_keys=LOCK,
    )
    def load_manifest() -> Results:
        new = loading.load_manifest(Settings())
        yield MaterializeResult(asset_key=keys.raw(loading.MANIFEST), metadata={"accepted": new})
        yield MaterializeResult(asset_key=keys.raw(loading.QUARANTINE))

    return load_manifest


def warehouse_assets(project: DbtProject) -> AssetsDefinition:
    """Make the assets of every dbt model; a test of dbt is a check of its model, and blocks."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        dagster_dbt_translator=keys.Translator(),
        name="build_warehouse",
        pool=POOL,
        required_resource_keys=LOCK | {"dbt_cli"},
    )
    def build_warehouse(context: AssetExecutionContext) -> Iterator[Any]:
        settings = Settings()
        if gate.is_unchanged(settings):
            context.log.info("Lake, code and seeds are those of the last build: nothing to do.")
            return
        gate.prepare_build(settings)
        arguments = ["build", "--exclude-resource-type", "unit_test"]
        dbt_cli: DbtCliResource = context.resources.dbt_cli
        run = dbt_cli.cli(arguments, context=context, target_path=dbt.target(settings))
        yield from run.stream()

    return build_warehouse


def release_asset(warehouse: AssetsDefinition) -> AssetsDefinition:
    """Make the asset that publishes a release once every blocking check has passed."""
    readable = [key for key in warehouse.keys if key.path[0] in ("marts", "bi", "meta")]

    @asset(
        key=keys.RELEASE,
        deps=sorted(readable),
        group_name="release",
        kinds={"duckdb", "parquet"},
        pool=POOL,
        required_resource_keys=LOCK,
        description="What readers see: a DuckDB file, Parquet marts and a descriptor, switched "
        "at once after every blocking check has passed.",
    )
    def release(context: AssetExecutionContext) -> MaterializeResult[None]:
        settings = Settings()
        gate.require_checks_passed(settings)
        published = gate.publish(settings)
        context.log.info(f"{'New' if published.is_new else 'Unchanged'}: {published.release.name}")
        return MaterializeResult(
            metadata={
                "release": published.release.name,
                "path": MetadataValue.path(published.release.path),
                "content_hash": published.release.content_hash,
                "is_new": published.is_new,
                "rows": MetadataValue.json(published.release.rows),
            }
        )

    return release
