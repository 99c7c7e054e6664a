"""The assets between raw tables and release: dbt, reconciliation, and dbt again.

dbt builds the assertions, reconciliation reads them and writes its answers, dbt builds the marts
on both. What is computed is said in the dbt project and in `warehouse`.
"""

# No `from __future__ import annotations` here: Dagster reads the types of `context` at run time.
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

from orchestration import dbt, gate, keys, loading
from orchestration.assets import LOCK, POOL
from tradebooks.settings import Settings
from warehouse.reconciliation import Reconciliation, table_names

#: What reconciliation reads, with all that leads to it; the seeds are loaded with it.
ASSERTIONS = "+int_assertion +int_fx_rate resource_type:seed"
#: A test runs as soon as everything that it looks at is there.
_BUILD = ["build", "--exclude-resource-type", "unit_test", "--indirect-selection", "buildable"]


def assertion_assets(project: DbtProject) -> AssetsDefinition:
    """Make the assets of the dbt models up to the assertions, and of all seeds."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        select=ASSERTIONS,
        dagster_dbt_translator=keys.Translator(),
        name=gate.FIRST_BUILD,
        pool=POOL,
        required_resource_keys=LOCK | {"dbt_cli"},
    )
    def build_assertions(context: AssetExecutionContext) -> Iterator[Any]:
        settings = Settings()
        if gate.is_unchanged(settings):
            context.log.info("Lake, code and seeds are those of the last build: nothing to do.")
            return
        _prepare_build(settings)
        yield from _build(context, settings, gate.FIRST_BUILD)
        _build_waiting(context, settings)

    return build_assertions


def reconciled_assets() -> AssetsDefinition:
    """Make the assets of the tables of reconciliation; an unchanged build skips them."""

    @multi_asset(
        name="reconcile",
        specs=[
            AssetSpec(
                keys.reconciled(table),
                deps=[keys.model("int_assertion"), keys.model("int_fx_rate")],
                group_name="reconciled",
                kinds={"python", "parquet"},
                skippable=True,
            )
            for table in table_names()
        ],
        pool=POOL,
        required_resource_keys=LOCK,
    )
    def reconcile(context: AssetExecutionContext) -> Iterator[MaterializeResult[None]]:
        settings = Settings()
        newest = loading.newest_knowledge(settings)
        report = Reconciliation(dbt.reconciliation(settings)).run(dbt.build_file(settings), newest)
        context.log.info(f"{report.pages_made} pages made, {report.pages_reused} known before")
        for table in table_names():
            yield MaterializeResult(
                asset_key=keys.reconciled(table),
                metadata={"rows": report.rows[table], "report": MetadataValue.json(asdict(report))},
            )

    return reconcile


def warehouse_assets(project: DbtProject) -> AssetsDefinition:
    """Make the assets of the dbt models on the answers; a test of dbt is a check, and blocks."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        exclude=ASSERTIONS,
        dagster_dbt_translator=keys.Translator(),
        name=gate.SECOND_BUILD,
        pool=POOL,
        required_resource_keys=LOCK | {"dbt_cli"},
    )
    def build_warehouse(context: AssetExecutionContext) -> Iterator[Any]:
        settings = Settings()
        gate.stamp(settings).unlink(missing_ok=True)
        yield from _build(context, settings, gate.SECOND_BUILD)

    return build_warehouse


def _build(context: AssetExecutionContext, settings: Settings, build: str) -> Iterator[Any]:
    """Run dbt on what an asset selects, and keep its report for the gate."""
    gate.forget(settings, build)
    dbt_cli: DbtCliResource = context.resources.dbt_cli
    run = dbt_cli.cli(_BUILD, context=context, target_path=dbt.target(settings))
    try:
        yield from run.stream()
    finally:
        gate.remember(settings, build)


def _build_waiting(context: AssetExecutionContext, settings: Settings) -> None:
    """Build the pairs that wait because a pass has enough cells, until only marts are left to make.

    A pass is both builds, without answers of reconciliation: those come once all pairs are there,
    and what follows from them is made in every build. The checks of every pass block.
    """
    dbt_cli: DbtCliResource = context.resources.dbt_cli
    halves = {
        gate.SECOND_BUILD: ["--exclude", *ASSERTIONS.split()],
        gate.FIRST_BUILD: ["--select", *ASSERTIONS.split()],
    }
    while waiting := gate.waiting_pairs(settings):
        context.log.info(f"{waiting} pairs of countries wait for another pass")
        for build, selection in halves.items():
            gate.forget(settings, build)
            try:
                dbt_cli.cli([*_BUILD, *selection], target_path=dbt.target(settings)).wait()
            finally:
                gate.remember(settings, build)
    gate.forget(settings, gate.SECOND_BUILD)


def _prepare_build(settings: Settings) -> None:
    """Clear the way for both builds and for the answers between them."""
    gate.prepare_build(settings)
    for build in gate.BUILDS:
        gate.forget(settings, build)
    Reconciliation(dbt.reconciliation(settings)).prepare()
