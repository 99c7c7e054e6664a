"""A day on which no source has anything new: what is asked then, of all live sources together."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Asked
from werkzeug import Response

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.state import FetchState
from ingest.fetch.work import Worked, work
from ingest.sources.live import LIVE, enabled
from tests.faults import test_interfaces_over_sockets as desks
from tests.faults.cases import HASTY
from tests.faults.samples import ARTICLE, item, rss
from tests.official import body_of
from tradebooks.settings import Settings

Answer = Callable[[Asked], bytes]
TITLE = "Trade between Russia and Belarus grows"
OTHER_HOST = {
    "url": "https://news.example.org/1",
    "title": TITLE,
    "seendate": "20240616T170000Z",
    "domain": "example.org",
    "language": "English",
    "sourcecountry": "India",
}


class World:
    """All services on this machine; none of them changes, and all of them honour a condition."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.url, self.folder = server.url_for("").rstrip("/"), folder
        self.kinds: Counter[tuple[str, str]] = Counter()
        story = f"{self.url}/news/economy/1"
        self.answers: dict[str, Answer] = {
            "comtrade": _comtrade,
            "nbrb": lambda asked: desks.nbrb(_below("nbrb", asked)).data,
            "cbr": lambda asked: desks.cbr(asked).data,
            "world_bank": lambda asked: body_of(f"world_bank/page{asked.args['page']}.json"),
            "imf": lambda _asked: body_of("imf/annual.json"),
            "ecb": lambda asked: body_of(
                "ecb/monthly.json" if "/EXR/M." in asked.path else "ecb/daily.json"
            ),
            "wits": lambda _asked: body_of("wits/export.json"),
            "news_leads": lambda asked: (
                body_of("leads/google.xml")
                if asked.path.endswith("/rss")
                else json.dumps({"articles": [OTHER_HOST]}).encode()
            ),
            "news": lambda asked: (
                rss([item(story, TITLE)]) if asked.path.endswith("/rss") else ARTICLE
            ),
        }
        server.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def answer(self, asked: Asked) -> Response:
        """Answer one request, with 304 where it names what it has, and count it by kind."""
        source = asked.path.split("/")[1]
        if source not in self.answers:
            return Response("", 404)
        body = self.answers[source](asked)
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        is_known = asked.headers.get("If-None-Match") == etag
        self.kinds[source, _kind(asked)] += 1
        return Response(b"" if is_known else body, 304 if is_known else 200, {"ETag": etag})

    def settings(self) -> Settings:
        """Return settings in which this world takes the place of the real one."""
        options: dict[str, dict[str, object]] = {
            "comtrade": {"reporters": ["BLR"], "annual": ["TOTAL"], "first_year": 2019},
            "nbrb": {"currencies": ["USD"], "first_day": "2026-07-01"},
            "cbr": {"currencies": ["USD"], "first_day": "2026-07-01"},
            "world_bank": {"indicators": ["NY.GDP.MKTP.CD"], "countries": ["BLR", "RUS"]},
            "ecb": {"first_year": 2025},
            "wits": {"first_year": 2018, "last_year": 2018},
            "news_leads": {
                "gdelt_url": f"{self.url}/news_leads/doc",
                "google_news_url": f"{self.url}/news_leads/rss",
            },
            "news": {
                "feeds": [{"id": "site", "url": f"{self.url}/news/rss", "outlet": "tass"}],
            },
        }
        roomy = {**HASTY, **desks.ROOMY, "read_seconds": 20}
        sources = {
            name: {**roomy, "base_url": f"{self.url}/{name}", "options": options.get(name, {})}
            for name in LIVE
        }
        sources["news_leads"]["base_url"] = f"{self.url}/news_leads/doc"
        stand_ins = ["localhost", "127.0.0.1"]
        return Settings(data=self.folder, fetch={"stand_ins": stand_ins}, sources=sources)

    def run(self, day: int) -> dict[str, Worked]:
        """Ask every live source on a day of November 2026."""
        self.kinds.clear()
        settings, done = self.settings(), {}
        now = datetime(2026, 11, day, 12, tzinfo=UTC)
        for source in enabled(settings):
            with closing(FetchState(settings.fetch_state)) as state:
                done[source.id] = work(
                    source, Job(settings, Archive(settings.archive_dir), now), state
                )
        return done


def _below(source: str, asked: Asked) -> Asked:
    """Return a request as the service sees it: without the part of its path that names it here."""
    return Asked({**asked.environ, "PATH_INFO": asked.path.removeprefix(f"/{source}")})


def _comtrade(asked: Asked) -> bytes:
    """Be the preview: rows for what the question names."""
    monthly = "/C/M/" in asked.path
    if monthly and "getDA" in asked.path:
        found = json.loads(body_of("comtrade/availability.json"))
        return json.dumps({**found, "count": 0, "data": []}).encode()
    return desks.comtrade(asked).data


def _kind(asked: Asked) -> str:
    """Tell a question with a condition, one for days up to today, and any other."""
    if "If-None-Match" in asked.headers:
        return "conditional"
    days = [asked.args.get(name, "") for name in ("enddate", "date_req", "date_req2")]
    return "new days" if {"2026-11-22", "22/11/2026"} & set(days) else "data"


@pytest.fixture
def world(httpserver: HTTPServer, tmp_path: Path) -> World:
    return World(httpserver, tmp_path)


CONDITIONAL = {
    ("comtrade", "conditional"): 2,
    ("nbrb", "conditional"): 1,
    ("world_bank", "conditional"): 2,
    ("imf", "conditional"): 4,
    ("ecb", "conditional"): 2,
    ("news_leads", "conditional"): 2,
    ("news", "conditional"): 1,
}


def test_a_day_without_changes_costs_lists_and_conditions(world: World) -> None:
    first = world.run(21)
    assert {name: done.errors for name, done in first.items()} == {name: [] for name in LIVE}
    assert all(done.new for done in first.values())
    assert {kind for _, kind in world.kinds} == {"data"}
    assert world.kinds.total() > 40

    again = world.run(21)
    assert {name: (done.new, done.errors) for name, done in again.items()} == {
        name: ([], []) for name in LIVE
    }
    # Comtrade is asked for its two lists, WITS for nothing: its answers stand for four weeks.
    assert world.kinds == {**CONDITIONAL, ("cbr", "conditional"): 1}

    following = world.run(22)
    assert not any(done.errors for done in following.values())
    # The banks are asked for the rates of a day that could not be asked for before.
    assert world.kinds == {**CONDITIONAL, ("nbrb", "new days"): 1, ("cbr", "new days"): 2}
    assert {name for name, done in following.items() if done.new} == {"nbrb", "cbr"}
