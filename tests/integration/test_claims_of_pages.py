"""`tradebooks claims URL` against a site on this machine: manners, errors, and no trace of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from cli.main import app
from ingest.fetch.archive import Archive
from tests.faults.cases import HASTY
from tests.integration.live_site import TEXT, Site
from tradebooks.settings import Settings


@pytest.fixture
def site(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("TRADEBOOKS_DATA", str(tmp_path))
    monkeypatch.setenv("TRADEBOOKS_FETCH__STAND_INS", '["localhost", "127.0.0.1"]')
    manners = {**HASTY, "deadline_seconds": 5, "read_seconds": 1, "max_bytes": 4000}
    monkeypatch.setenv("TRADEBOOKS_SOURCES__NEWS", json.dumps(manners))
    return Site(httpserver)


def test_a_page_is_read_and_not_kept(site: Site) -> None:
    url = f"{site.url}/economy/1"
    run = CliRunner().invoke(app, ["claims", "--json", url])
    assert run.exit_code == 0, run.output
    record = json.loads(run.stdout)
    assert record["id"] == url
    assert {44e9, 1.8} <= {claim["value"] for claim in record["claims"]}
    assert (site.hits["/robots.txt"], site.hits["/economy/1"]) == (1, 1)
    assert Archive(Settings().archive_dir).rows() == []
    table = CliRunner().invoke(app, ["claims", url])
    assert "44 bn USD" in table.stdout


def test_robots_keep_a_page_out_and_other_articles_are_still_read(
    site: Site, tmp_path: Path
) -> None:
    site.robots = "User-agent: *\nDisallow: /private\n"
    article = tmp_path / "a.html"
    article.write_text(f"<html><body><article>{TEXT}</article></body></html>", encoding="utf-8")
    run = CliRunner().invoke(app, ["claims", "--json", f"{site.url}/private/1", str(article)])
    assert run.exit_code == 1
    assert "a rule of robots.txt against it" in run.stderr
    assert json.loads(run.stdout)["id"] == "a"
    assert site.hits["/private/1"] == 0


def test_a_page_that_fails_is_told_in_four_parts(site: Site) -> None:
    site.broken = {"/economy/1"}
    run = CliRunner().invoke(app, ["claims", f"{site.url}/economy/1"])
    assert run.exit_code == 1
    for part in ("500", "saw", "expected", "do"):
        assert part in run.stderr


def test_an_address_without_an_article_is_told(site: Site) -> None:
    run = CliRunner().invoke(app, ["claims", f"{site.url}/rss"])
    assert run.exit_code == 1
    assert "the web page of an article" in run.stderr


def test_addresses_of_this_machine_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_FETCH__STAND_INS", "[]")
    run = CliRunner().invoke(app, ["claims", f"{site.url}/economy/1"])
    assert run.exit_code == 1
    assert sum(site.hits.values()) == 0
