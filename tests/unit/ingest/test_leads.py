"""News discovery: searches, leads, and the articles of listed outlets behind them."""

from __future__ import annotations

from pathlib import Path

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.types import Fetched
from ingest.sources.leads.live import Leads, outlet_hosts
from ingest.sources.parsed import naive_utc
from tests.official import NOW, answer, body_of, loaded
from tradebooks.settings import Settings

SOURCE = Leads()


def job(folder: Path) -> Job:
    settings = Settings(data=folder)
    return Job(settings, Archive(settings.archive_dir), NOW)


def test_searches(tmp_path: Path) -> None:
    gdelt, google = SOURCE.requests(job(tmp_path))
    assert "query=%28Belarus%20trade%20Russia%29%20sourcelang%3Aenglish&mode=artlist" in str(
        gdelt.url
    )
    assert str(google.url).startswith("https://news.google.com/rss/search?q=site:eng.belta.by")
    policy = SOURCE.policy(job(tmp_path).settings)
    limits = [policy.limit_of(str(one.url)) for one in (gdelt, google)]
    assert [one and one.interval_seconds for one in limits] == [5.0, None]


def test_only_articles_on_trade_of_listed_outlets_are_fetched(tmp_path: Path) -> None:
    wanted = job(tmp_path)
    search = next(iter(SOURCE.requests(wanted)))
    found = Fetched(search, body_of("leads/gdelt.json"), NOW)
    SOURCE.check(found)
    (page,) = SOURCE.follow(found, wanted)
    assert (page.source, page.url) == ("news", "https://tass.com/economy/1800001")
    assert SOURCE.obeys_robots(page)
    assert not SOURCE.obeys_robots(search)
    wanted.archive.store(SOURCE.complete(Fetched(page, b"<html>" + b"x" * 300, NOW)))
    assert list(SOURCE.follow(found, wanted)) == []


def test_hosts_of_outlets() -> None:
    hosts = outlet_hosts()
    assert (hosts["tass.com"], hosts["eng.belta.by"]) == ("RUS", "BLR")
    assert "wits.worldbank.org" not in hosts


def test_leads_of_both_finders(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        "news_leads",
        answer("news_leads", body_of("leads/gdelt.json"), {"finder": "gdelt", "query": "q"}),
        answer("news_leads", body_of("leads/google.xml"), {"finder": "google_news", "query": "g"}),
        answer("news_leads", body_of("leads/google_empty.xml"), {"finder": "google_news"}),
    )
    rows = {row["title"]: row for row in result.accepted["raw_news_lead"].rows(named=True)}
    assert (result.report.errors, len(rows)) == ([], 4)
    first = rows["Trade between Russia and Belarus grows, ministry says"]
    assert (first["publisher"], first["seen_at"]) == ("tass.com", naive_utc("2024-06-15T17:00:00Z"))
    assert first["published_at"] is None
    other = rows["Belarus - Russia trade up 3.6% in January-November"]
    assert (other["publisher"], other["published_at"]) == (
        "BelTA",
        naive_utc("2025-12-19T08:00:00Z"),
    )
