"""All assets, the daily job and its schedule, wired together."""

from __future__ import annotations

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    Definitions,
    ScheduleDefinition,
    define_asset_job,
    in_process_executor,
)

from ingest.sources.registry import all_sources
from orchestration import assets, dbt
from orchestration.writer import WriterLock
from tradebooks.settings import Settings

DAILY_LOAD = "daily_load"


def build() -> Definitions:
    """Wire every asset, the daily job and its schedule."""
    project = dbt.project(Settings())
    sources = all_sources()
    warehouse = assets.warehouse_assets(project)
    job = define_asset_job(
        DAILY_LOAD,
        selection=AssetSelection.all(),
        description="Collect, read, build, check, release: the whole road, in one process.",
    )
    # After a pause the daemon starts the missed tick once; one run then loads all that is new.
    schedule = ScheduleDefinition(
        name="daily_load_at_six",
        job=job,
        cron_schedule="0 6 * * *",
        execution_timezone="Europe/Minsk",
        default_status=DefaultScheduleStatus.RUNNING,
    )
    return Definitions(
        assets=[
            *(assets.archive_asset(source) for source in sources),
            *(assets.raw_assets(source) for source in sources),
            assets.manifest_assets(sources),
            warehouse,
            assets.release_asset(warehouse),
        ],
        jobs=[job],
        schedules=[schedule],
        resources={"dbt_cli": dbt.resource(project), "writer": WriterLock()},
        executor=in_process_executor,
    )
