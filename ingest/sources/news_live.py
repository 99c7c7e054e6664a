"""News from the world: configured feeds, and the article pages that they lead to.

Feed bodies are archived as source `feed`, article pages as source `news` with the publication
time that the feed gives; the news loader then reads them like any other article. Which feeds and
which stories is said in `feed_list` and `newsworthy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from ingest.fetch.answers import bad_answer
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.policy import MEGABYTE, Policy
from ingest.fetch.publication import UNKNOWN, Publication, read_instant
from ingest.fetch.types import Fetched, Request
from ingest.fetch.urls import canonical_url
from ingest.sources.feed_list import NEWS, Feed, feeds_of, rule_of
from ingest.sources.feeds import Item, article_url, parse_feed
from tradebooks.settings import Settings
from tradebooks.vocabulary import seed

FEED = "feed"


class NewsFeeds(LiveSource):
    """The configured feeds and the articles behind them."""

    id: ClassVar[str] = NEWS
    name: ClassVar[str] = "News feeds"
    # An hourly poll that was stopped starts anew: its feeds have moved on.
    fresh_seconds: ClassVar[float] = 1800.0

    def policy(self, settings: Settings) -> Policy:
        """Return manners for other people's news sites: slow, small pages, robots obeyed."""
        feeds = feeds_of(settings)
        hosts = {urlsplit(feed.url).hostname or "" for feed in feeds}
        return replace(
            Policy(
                base_url=feeds[0].url,
                hosts=frozenset(hosts | {host for feed in feeds for host in feed.hosts}),
                interval_seconds=2.0,
                deadline_seconds=60.0,
                max_bytes=8 * MEGABYTE,
                max_unpacked_bytes=16 * MEGABYTE,
                attempts=3,
                accept="application/rss+xml, application/atom+xml, text/html;q=0.9, */*;q=0.5",
            ).with_settings(settings, self.id),
            base_url=feeds[0].url,
        )

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for every feed; their articles follow from them."""
        return [_feed_request(feed) for feed in feeds_of(job.settings)]

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for every feed."""
        return self.requests(job)

    def check(self, fetched: Fetched) -> None:
        """Want a feed with items, or a page."""
        if fetched.request.source == FEED:
            parse_feed(fetched)
        else:
            check_page(fetched)

    def complete(self, fetched: Fetched) -> Fetched:
        """Add the publication time that the feed gave, and the terms of the outlet."""
        return completed(fetched)

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:
        """Ask for the articles of a feed that are worth it and not in the archive yet."""
        if fetched.request.source != FEED:
            return
        feeds = {feed.id: feed for feed in feeds_of(job.settings)}
        feed = feeds.get(str(_asked(fetched).get("feed")))
        if feed is None:
            return
        home, zone = _outlet(feed.outlet)
        rule, known = rule_of(job.settings), known_articles(job)
        for item in parse_feed(fetched, zone):
            is_new = canonical_url(item.url) not in known
            if is_new and rule.takes(f"{item.title} {item.summary}", home):
                yield _article_request(feed, item)

    def obeys_robots(self, request: Request) -> bool:
        """Pages are for readers; feeds are made for programs."""
        return request.source == NEWS


class Pages(NewsFeeds):
    """Article pages that a person names, fetched in the same manner."""

    def __init__(self, urls: Iterable[str], published: Publication = UNKNOWN) -> None:
        self._urls = [article_url(url) for url in urls]
        self._published = published

    def policy(self, settings: Settings) -> Policy:
        """Allow the hosts that were named, and their `www.` twins."""
        hosts = {urlsplit(url).hostname or "" for url in self._urls}
        twins = {host.removeprefix("www.") for host in hosts} | {f"www.{host}" for host in hosts}
        usual = super().policy(settings)
        return replace(usual, base_url=self._urls[0], hosts=frozenset(hosts | twins))

    def requests(self, job: Job) -> Iterable[Request]:  # noqa: ARG002
        """Ask for every page."""
        return [Request(NEWS, url, _article("by hand", self._published)) for url in self._urls]

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:  # noqa: ARG002
        """Lead nowhere."""
        return ()


def known_articles(job: Job) -> set[str | None]:
    """Return the addresses of all archived articles, whatever their spelling."""
    return {canonical_url(row.url) for row in job.archive.rows(NEWS)}


def check_page(fetched: Fetched) -> None:
    """Raise unless the body is a web page with some text.

    Raises:
        AnswerError: When it is empty, no mark-up, or hardly anything.
    """
    expected = "the web page of an article"
    head = fetched.body[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head:
        raise bad_answer(fetched, expected, seen="nothing")
    if not head.startswith(b"<") or len(fetched.body) < 200 or _is_feed(head):
        raise bad_answer(fetched, expected, seen="no page")


def completed(fetched: Fetched) -> Fetched:
    """Add to an article what the feed and `sources.csv` say of it."""
    if fetched.request.source != NEWS:
        return replace(fetched, licence="All rights reserved")
    asked = _asked(fetched)
    at, precision = asked.get("published"), str(asked.get("precision", "unknown"))
    published = Publication(read_instant(str(at)), precision) if at else UNKNOWN
    return replace(fetched, published=published, licence="All rights reserved")


def _is_feed(head: bytes) -> bool:
    return any(mark in head.lower() for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def _feed_request(feed: Feed) -> Request:
    asked = {"detail": "feed", "feed": feed.id}
    return Request(FEED, feed.url, asked, withdrawn=feed.withdrawn or None)


def _article_request(feed: Feed, item: Item) -> Request:
    return Request(NEWS, item.url, _article(feed.id, item.published))


def _article(feed: str, published: Publication) -> dict[str, Any]:
    asked: dict[str, Any] = {"detail": "article", "feed": feed}
    if published.text:
        asked |= {"published": published.text, "precision": published.precision}
    return asked


def _asked(fetched: Fetched) -> dict[str, object]:
    return dict(fetched.request.asked or {})


def _outlet(outlet: str | None) -> tuple[str | None, str]:
    """Return country and time zone of an outlet."""
    row = next((row for row in seed("sources") if row["source"] == outlet), None)
    return (row["country"] or None, row["time_zone"] or "UTC") if row else (None, "UTC")
