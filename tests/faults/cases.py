"""The live sources that every fault is tried on. A new source adds one `Case` to `CASES`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import Request
from ingest.sources.news_live import NewsFeeds, Pages
from tests.faults.samples import ARTICLE, FEED
from tests.official import body_of
from tradebooks.settings import Settings

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
#: Everything in a hurry, so that a fault ends quickly.
HASTY: dict[str, Any] = {
    "interval_seconds": 0,
    "connect_seconds": 0.5,
    "read_seconds": 0.3,
    "deadline_seconds": 0.5,
    "max_bytes": 300_000,
    "max_unpacked_bytes": 600_000,
    "attempts": 3,
    "backoff_seconds": 0.01,
    "backoff_max_seconds": 0.05,
    "retry_after_max_seconds": 1.5,
    "circuit_failures": 50,
}


@dataclass(frozen=True)
class Case:
    """One source with an answer that it takes.

    Attributes:
        name: Shown in the test's name.
        make: Makes the source, given the address of the stand-in.
        good: A body that `check` takes, for the first request of the list.
        content_type: What the body calls itself.
        errors: Bodies that come with status 200 and are errors, each with a name.
        empties: Bodies without data, where data were expected.
        capped: A body at the row cap, where the source has one.
        options: Settings of the source besides base address and haste, given the stand-in.
        is_xml: Whether a DTD in the body is a fault to try.
        wrong_charset: A body whose declared encoding is not its own, that `check` has to take.
    """

    name: str
    make: Callable[[str], LiveSource]
    good: bytes
    content_type: str
    errors: Mapping[str, bytes] = field(default_factory=dict)
    empties: Mapping[str, bytes] = field(default_factory=dict)
    capped: bytes | None = None
    options: Callable[[str], dict[str, Any]] = lambda _url: {}
    is_xml: bool = False
    wrong_charset: bytes | None = None

    def job(self, folder: Path, url: str, **more: Any) -> Job:
        """Make a job in which the stand-in takes the source's place."""
        source = {"base_url": url, "options": self.options(url), **HASTY, **more}
        settings = Settings(
            data=folder,
            fetch={"stand_ins": ["127.0.0.1"], "contact": "tests@example.org"},
            sources={self.make(url).id: source},
        )
        return Job(settings, Archive(settings.archive_dir), NOW)

    def request(self, job: Job, url: str) -> Request:
        """Return the first request of the list."""
        return next(iter(self.make(url).requests(job)))


CASES = [
    Case(
        name="feed",
        make=lambda _url: NewsFeeds(),
        good=FEED,
        content_type="application/rss+xml",
        errors={
            "eleven_bytes": body_of("feeds/error.txt"),
            "plain_text": b"Please limit requests to one every 5 seconds",
            "json": b'{"error": "gone"}',
        },
        empties={"no_items": body_of("feeds/empty.xml")},
        options=lambda url: {"feeds": [{"id": "stand_in", "url": f"{url}/rss", "outlet": "tass"}]},
        is_xml=True,
        wrong_charset=FEED.replace(b'encoding="UTF-8"', b'encoding="windows-1251"'),
    ),
    Case(
        name="article",
        make=lambda url: Pages([f"{url}/economy/1"]),
        good=ARTICLE,
        content_type="text/html; charset=utf-8",
        errors={
            "plain_text": b"Please limit requests to one every 5 seconds",
            "feed_for_page": FEED,
        },
        empties={"nearly_nothing": b"<html><body></body></html>"},
        wrong_charset=ARTICLE,
    ),
]
