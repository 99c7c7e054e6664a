"""Live runs through Dagster and the command line, against a site on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dagster import DagsterInstance, Definitions
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from cli import console
from cli import run as report
from cli.main import app
from ingest.fetch.archive import Archive
from ingest.sources.live import LIVE
from orchestration import live, run, wiring
from tests.integration.live_site import Site
from tradebooks.errors import UsageError
from tradebooks.settings import Settings
from warehouse.lake import Lake

TRADE = "Trade between Russia and Belarus grows"


@pytest.fixture(scope="module")
def defs(settings: Settings) -> Definitions:
    return wiring.build()


@pytest.fixture
def site(
    httpserver: HTTPServer,
    defs: Definitions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Site:
    """Put the site in the place of the world, for everything that reads its settings now."""
    site = Site(httpserver)
    site.story("/economy/1", TRADE)
    feeds = [{"id": "site", "url": f"{site.url}/rss", "outlet": "tass"}]
    monkeypatch.setenv("TRADEBOOKS_DATA", str(tmp_path))
    monkeypatch.setenv("TRADEBOOKS_FETCH__STAND_INS", '["localhost", "127.0.0.1"]')
    monkeypatch.setenv("TRADEBOOKS_SOURCES__NEWS__OPTIONS__FEEDS", json.dumps(feeds))
    for name, value in {"INTERVAL": "0", "BACKOFF": "0.01"}.items():
        monkeypatch.setenv(f"TRADEBOOKS_SOURCES__NEWS__{name}_SECONDS", value)
    for name in set(LIVE) - {"news"}:
        monkeypatch.setenv(f"TRADEBOOKS_SOURCES__{name.upper()}__ENABLED", "false")
    return site


def poll(defs: Definitions, tags: dict[str, str]):
    job = defs.resolve_job_def(wiring.HOURLY_POLL)
    with DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, tags=tags)


def test_poll_fetches_reads_and_validates(site: Site, defs: Definitions) -> None:
    result = poll(defs, live.tags())
    (asked,) = run._reports(result, "asked")
    assert (asked["new"], asked["errors"]) == (2, [])
    rows = Lake(Settings().lake_dir).rows("raw_news_article")
    assert f"{site.url}/economy/1" in rows["url"].to_list()


def test_run_without_tags_asks_nobody(site: Site, defs: Definitions) -> None:
    result = poll(defs, {})
    assert list(run._reports(result, "asked")) == []
    assert not site.hits


def test_source_that_fails_is_stale_and_its_good_rows_stay(site: Site, defs: Definitions) -> None:
    poll(defs, live.tags())
    before = Lake(Settings().lake_dir).rows("raw_news_article").height
    site.feed_status = 500
    result = poll(defs, live.tags())
    (asked,) = run._reports(result, "asked")
    assert "status 500" in asked["errors"][0]
    assert Lake(Settings().lake_dir).rows("raw_news_article").height == before
    doctor = CliRunner().invoke(app, ["doctor"])
    assert doctor.exit_code == 1


def test_summary_of_a_run_with_an_unanswered_source_is_no_success() -> None:
    def summary(*errors: str) -> run.RunSummary:
        asked = live.Asked("news", errors=list(errors))
        return run.RunSummary("id", [asked], [], [], [], True, None, False)

    assert summary().is_success
    assert not summary("no answer").is_success


def test_a_run_says_what_is_withdrawn() -> None:
    asked = live.Asked("news", withdrawn=["feed: https://example.org/rss (404 since 2026-10-04)"])
    with console.out.capture() as shown:
        report._report_asked(run.RunSummary("id", [asked], [], [], [], True, None, False))
    assert "news: withdrawn, which is not no news: feed: https://example.org/rss" in shown.get()


def test_schedules_are_live_and_poll_every_hour(defs: Definitions) -> None:
    schedules = {one.name: one for one in defs.schedules or []}
    assert set(schedules) == {"daily_load_at_six", "poll_every_hour", "probe_before_the_load"}
    assert all(one.tags.items() >= live.LIVE_TAGS.items() for one in schedules.values())


def test_probe_job_reports_and_keeps_nothing(site: Site, defs: Definitions) -> None:
    site.feed_status = 404
    with DagsterInstance.ephemeral() as instance:
        job = defs.resolve_job_def(wiring.PROBE)
        result = job.execute_in_process(instance=instance, tags=live.tags())
    (check,) = result.get_asset_check_evaluations()
    assert (check.passed, check.severity.value) == (False, "WARN")
    assert Archive(Settings().archive_dir).rows() == []


def test_probe_command(site: Site) -> None:
    good = CliRunner().invoke(app, ["probe"])
    assert (good.exit_code, "rss" in good.output) == (0, True)
    site.feed_status = 404
    assert CliRunner().invoke(app, ["probe"]).exit_code == 1


def test_add_command_fetches_addresses(site: Site) -> None:
    url = f"{site.url}/economy/7"
    done = CliRunner().invoke(app, ["add", url, "--published", "2026-01-05", "--no-load"])
    assert (done.exit_code, "1 new" in done.output) == (0, True)
    again = CliRunner().invoke(app, ["add", url, "--published", "2026-01-05", "--no-load"])
    assert "0 new, 1 known" in again.output
    site.broken = {"/economy/8"}
    assert CliRunner().invoke(app, ["add", f"{site.url}/economy/8", "--no-load"]).exit_code == 1


def test_span_needs_live() -> None:
    assert CliRunner().invoke(app, ["run", "--span", "2015..2019"]).exit_code == 2
    assert live.tags("2015..2019")[live.SPAN] == "2015..2019"
    with pytest.raises(UsageError):
        live.tags("soon")
