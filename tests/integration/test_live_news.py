"""News from a site on this machine: feed, rule, robots, archive, load, and what goes wrong."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.sources.live import LIVE
from ingest.sources.news_live import NewsFeeds
from ingest.sources.newsworthy import Rule
from orchestration import live, loading
from tests.faults.cases import HASTY
from tests.integration.live_site import Site
from tradebooks.settings import Settings

TRADE = "Trade between Russia and Belarus grows"


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


def settings_for(site: Site, folder: Path, **options) -> Settings:
    feeds = [{"id": "site", "url": f"{site.url}/rss", "outlet": "tass"}]
    news = {
        **HASTY,
        "deadline_seconds": 5,
        "read_seconds": 5,
        "options": {"feeds": feeds, **options},
    }
    others = {name: {"enabled": False} for name in LIVE if name != "news"}
    return Settings(
        data=folder,
        fetch={"stand_ins": ["localhost", "127.0.0.1"]},
        sources={"news": news, **others},
    )


def ask(settings: Settings) -> live.Asked:
    asked = live.ask(settings, "news", live.LIVE_TAGS)
    assert asked is not None
    return asked


def articles(settings: Settings):
    return Archive(settings.archive_dir).rows("news", "fetch")


def test_feed_leads_to_articles_that_the_news_loader_reads(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.story("/economy/1?utm_source=rss&utm_medium=x#comments", TRADE)
    site.story("/sport/2", "Football in Sochi")
    asked = ask(settings)
    assert (asked.new, asked.errors) == (2, [])
    (article,) = articles(settings)
    assert article.url == f"{site.url}/economy/1"
    assert (article.published_at, article.published_precision) == ("2026-10-07T16:01:48Z", "second")
    assert article.may_republish is False
    assert site.hits["/sport/2"] == 0

    loading.prepare_lake(settings)
    load = loading.load(settings, "news")
    assert (load.documents, load.errors) == (1, [])
    assert load.accepted["raw_trade_claim"] >= 3


def test_a_feed_that_ended_is_told_of_and_only_probed(site: Site, tmp_path: Path) -> None:
    ended = {"id": "ended", "url": f"{site.url}/gone", "withdrawn": "404 since 2026-10-04"}
    feeds = [{"id": "site", "url": f"{site.url}/rss", "outlet": "tass"}, ended]
    settings = settings_for(site, tmp_path, feeds=feeds)
    site.story("/economy/1", TRADE)
    asked = ask(settings)
    assert asked.withdrawn == [f"feed: {site.url}/gone (404 since 2026-10-04)"]
    assert (asked.new, asked.errors, site.hits["/gone"]) == (2, [], 0)

    site.missing = {"/gone"}
    lives, gone = live.probe(settings)
    assert (lives.is_good, lives.expected, lives.action) == (True, "a good answer", "")
    assert (gone.is_good, gone.expected) == (True, "nothing: withdrawn (404 since 2026-10-04)")
    assert ("status 404" in gone.seen, gone.action) == (True, "")
    site.missing, site.feeds = set(), {"/rss", "/gone"}
    back = live.probe(settings)[1]
    assert (back.is_good, back.action[:10]) == (True, "it is back")


def test_the_end_of_a_feed_of_belta_is_known_by_default(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    archive = Archive(settings.archive_dir)
    wanted = NewsFeeds().requests(Job(settings, archive, datetime(2026, 11, 21, tzinfo=UTC)))
    assert [(one.url, one.withdrawn) for one in wanted] == [
        ("https://tass.com/rss/v2.xml", None),
        ("https://eng.belta.by/rss", "404 since 2026-10-04"),
    ]


def test_each_article_is_fetched_once(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.story("/economy/1", TRADE)
    ask(settings)
    site.story("/economy/1?utm_source=other", TRADE)
    site.story("/economy/2", TRADE)
    ask(settings)
    ask(settings)
    assert (site.hits["/economy/1"], site.hits["/economy/2"]) == (1, 1)
    assert len(articles(settings)) == 2


def test_article_that_failed_is_asked_for_in_the_next_poll(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.story("/economy/1", TRADE)
    site.broken = {"/economy/1"}
    asked = ask(settings)
    assert len(asked.errors) == 1
    assert articles(settings) == []
    site.broken = set()
    assert ask(settings).errors == []
    assert len(articles(settings)) == 1


def test_robots_are_read_once_and_obeyed(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 0.3\n"
    site.story("/private/1", TRADE)
    site.story("/economy/1", TRADE)
    site.story("/economy/2", TRADE)
    started = time.monotonic()
    asked = ask(settings)
    assert time.monotonic() - started >= 0.3
    assert (asked.skipped, asked.errors) == (1, [])
    ask(settings)
    assert (site.hits["/robots.txt"], site.hits["/private/1"]) == (1, 0)
    assert len(articles(settings)) == 2


def test_our_own_group_of_robots_wins(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.robots = "User-agent: *\nAllow: /\n\nUser-agent: tradebooks\nDisallow: /\n"
    site.story("/economy/1", TRADE)
    assert ask(settings).skipped == 1


def test_robots_that_cannot_be_read_keep_us_out(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.broken = {"/robots.txt"}
    site.story("/economy/1", TRADE)
    assert (ask(settings).skipped, articles(settings)) == (1, [])


def test_feed_that_is_gone_is_reported_as_withdrawn(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.feed_status = 404
    (error,) = ask(settings).errors
    assert "status 404" in error
    assert "take it off the list" in error


def test_one_dead_feed_does_not_stop_another(site: Site, tmp_path: Path) -> None:
    dead = {"id": "dead", "url": "http://no-such-host.invalid/rss"}
    alive = {"id": "site", "url": f"{site.url}/rss", "outlet": "tass"}
    settings = settings_for(site, tmp_path, feeds=[dead, alive])
    site.story("/economy/1", TRADE)
    asked = ask(settings)
    assert (len(asked.errors), asked.new) == (1, 2)


def test_page_by_hand(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    asked = live.ask_pages(settings, [f"{site.url}/economy/9?utm_source=me"], "2026-01-05")
    assert (asked.new, asked.errors) == (1, [])
    (article,) = articles(settings)
    assert (article.url, article.published_precision) == (f"{site.url}/economy/9", "day")


def test_bad_settings_are_reported_and_nothing_else_breaks(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path, feeds=["no_such_feed"])
    (error,) = ask(settings).errors
    assert "tass_en" in error
    (probed,) = live.probe(settings)
    assert not probed.is_good


def test_probe_archives_nothing(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    site.story("/economy/1", TRADE)
    (good,) = live.probe(settings)
    assert (good.is_good, good.url) == (True, f"{site.url}/rss")
    site.feed_status = 410
    (bad,) = live.probe(settings)
    assert (bad.is_good, "410" in bad.seen) == (False, True)
    assert Archive(settings.archive_dir).rows() == []


def test_poll_without_news_is_quick(site: Site, tmp_path: Path) -> None:
    settings = settings_for(site, tmp_path)
    for number in range(100):
        site.story(f"/economy/{number}", "Weather")
    ask(settings)
    started = time.monotonic()
    ask(settings)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("text", "home", "taken"),
    [
        ("Trade turnover between Russia and Belarus up", "RUS", True),
        ("Russian exports grow", "RUS", False),
        ("Russian exports grow", "BLR", True),
        ("Товарооборот с Белоруссией вырос на 5 %", "RUS", True),
        ("Экспорт в Россию вырос", "BLR", True),
        ("Лукашенко о погоде", "RUS", False),
        ("Belarus wins a match", None, False),
        ("Customs duty on Belarusian goods", None, True),
    ],
)
def test_rule_for_stories(text: str, home: str | None, taken: bool) -> None:
    assert Rule().takes(text, home) is taken


def test_rule_for_another_pair() -> None:
    rule = Rule(countries=("KAZ", "CHN"))
    assert rule.takes("Экспорт Казахстана в Китай вырос")
    assert rule.takes("China's imports from Kazakhstan")
    assert not rule.takes("Trade of Belarus")
    assert Rule(take_all=True).takes("Weather")
