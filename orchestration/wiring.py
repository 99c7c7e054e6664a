"""All assets, the jobs and their schedules, wired together."""

from __future__ import annotations

from typing import Any

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    Definitions,
    ScheduleDefinition,
    define_asset_job,
    in_process_executor,
)

from ingest.sources.registry import all_sources, get
from orchestration import alert, assets, building, dbt, keys, live, syndication
from orchestration.writer import WriterLock
from tradebooks.settings import Settings

DAILY_LOAD = "daily_load"
HOURLY_POLL = "hourly_poll"
PROBE = "probe_endpoints"


def build() -> Definitions:
    """Wire every asset, the jobs and their schedules."""
    project = dbt.project(Settings())
    sources = all_sources()
    warehouse = building.warehouse_assets(project)
    jobs = _jobs()
    return Definitions(
        assets=[
            *(assets.archive_asset(source) for source in sources),
            *(assets.raw_assets(source) for source in sources),
            assets.manifest_assets(sources),
            syndication.syndication_asset(),
            building.assertion_assets(project),
            building.reconciled_assets(),
            warehouse,
            assets.release_asset(warehouse),
            alert.alert_asset(),
            assets.probe_asset(),
        ],
        jobs=list(jobs.values()),
        schedules=_schedules(jobs),
        resources={"dbt_cli": dbt.resource(project), "writer": WriterLock()},
        executor=in_process_executor,
    )


def _jobs() -> dict[str, Any]:
    """Return the jobs; a run of any of them is live only if its tags say so."""
    news = [keys.archived("news"), *(keys.raw(table) for table in get("news").tables)]
    jobs = [
        define_asset_job(
            DAILY_LOAD,
            selection=AssetSelection.all() - AssetSelection.assets(keys.PROBE),
            description="Collect, read, build, check, release: the whole road, in one process.",
        ),
        define_asset_job(
            HOURLY_POLL,
            selection=AssetSelection.assets(*news),
            description="Feeds and articles only: fetch, extract, validate. The daily load "
            "builds and publishes what it brought.",
        ),
        define_asset_job(
            PROBE,
            selection=AssetSelection.assets(keys.PROBE),
            description="One small request to every endpoint: what was seen against expected.",
        ),
    ]
    return {job.name: job for job in jobs}


def _schedules(jobs: dict[str, Any]) -> list[ScheduleDefinition]:
    """Return the schedules: all of them ask the world, unless the offline switch is set.

    After a pause the daemon starts a missed tick once; one run then loads all that is new.
    """
    crons = {
        "daily_load_at_six": (DAILY_LOAD, "0 6 * * *"),
        # Never at the full hour, where everybody asks.
        "poll_every_hour": (HOURLY_POLL, "23 * * * *"),
        "probe_before_the_load": (PROBE, "35 5 * * *"),
    }
    return [
        ScheduleDefinition(
            name=name,
            job=jobs[job],
            cron_schedule=cron,
            execution_timezone="Europe/Minsk",
            default_status=DefaultScheduleStatus.RUNNING,
            tags=live.LIVE_TAGS,
        )
        for name, (job, cron) in crons.items()
    ]
