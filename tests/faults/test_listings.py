"""Lists and pages that more requests are planned from, damaged, through whole runs.

A list that nothing can be planned from is refused before it is archived: the run goes on with the
rest and tells what is wrong, and the next good list is asked for without a condition.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Asked
from werkzeug import Response

from ingest.fetch.live import LiveSource
from ingest.fetch.state import FetchState
from ingest.fetch.work import Worked
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.leads import live as leads
from ingest.sources.leads.live import Leads
from ingest.sources.live import LIVE, live_source
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.news_live import NewsFeeds
from ingest.sources.world_bank.live import WorldBank
from tests.faults import test_interfaces_over_sockets as desks
from tests.faults.mutations import text_mutants
from tests.faults.samples import ARTICLE, item, rss
from tests.official import body_of
from tradebooks.errors import FetchError

MISSING = object()
#: What may stand in the place of a good value.
STRANGE: Mapping[str, Any] = {
    "missing": MISSING,
    "null": None,
    "text": "soon",
    "comma": "12,5",
    "negative": -5,
    "list": [],
    "object": {},
    "truth": True,
}


@dataclass(frozen=True)
class Listing:
    """One list of a source.

    Attributes:
        make: The source.
        good: The list as it should be.
        is_list: Whether a request asks for it.
        others: Answers to all other requests.
        options: Settings of the source, given the address of the stand-in.
        row: Finds the object whose fields are damaged; the last one of many.
        fields: The fields that planning reads.
        changes: Changes of a text format, in place of fields.
        harmless: Changes that planning can live with.
    """

    make: Callable[[], LiveSource]
    good: bytes
    is_list: Callable[[Asked], bool]
    others: Callable[[Asked], Response]
    options: Callable[[str], Mapping[str, Any]]
    row: Callable[[Any], dict[str, Any]] = lambda found: found["data"][-1]
    fields: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    harmless: frozenset[str] = frozenset()

    def mutants(self) -> Iterator[tuple[str, bytes]]:
        """Yield every damaged list with the name of the damage."""
        yield from text_mutants(self.good, self.changes)
        for name in self.fields:
            for what, value in STRANGE.items():
                found = json.loads(self.good)
                row = self.row(found)
                if value is MISSING:
                    del row[name]
                else:
                    row[name] = value
                yield f"{name}-{what}", json.dumps(found).encode()


def json_page(name: str) -> Response:
    return Response(body_of(name), content_type="application/json")


def harmless(field: str, *kinds: str) -> frozenset[str]:
    return frozenset(f"{field}-{kind}" for kind in kinds)


MONTHS = body_of("comtrade/availability.json")
for year in (b"2014", b"2019", b"2020", b"2021"):
    MONTHS = MONTHS.replace(b'"' + year + b'"', b'"' + year + b'03"')
DATASET = ("period", "reporterCode", "datasetChecksum", "lastReleased")
# A checksum may well be negative; what is not released yet has no moment of release.
CAN_BE = harmless("datasetChecksum", "negative") | harmless("lastReleased", "null")
STORY = "Trade between Russia and Belarus grows"


def comtrade(freq: str, good: bytes) -> Listing:
    levels = {"annual": ["TOTAL"], "monthly": []} if freq == "A" else {"annual": []}
    return Listing(
        make=Comtrade,
        good=good,
        is_list=lambda asked: "getDA" in asked.path,
        others=desks.comtrade,
        options=lambda _url: {"reporters": ["BLR"], "first_year": 2019, **levels},
        fields=DATASET,
        harmless=CAN_BE,
    )


LISTINGS = {
    "comtrade": comtrade("A", MONTHS.replace(b'03"', b'"')),
    "comtrade_monthly": comtrade("M", MONTHS),
    "nbrb": Listing(
        make=Nbrb,
        good=body_of("nbrb/currencies.json"),
        is_list=lambda asked: asked.path == "/currencies",
        others=desks.nbrb,
        options=lambda _url: {"currencies": ["USD"], "first_day": "2026-11-01"},
        row=lambda found: found[-1],
        fields=("Cur_ID", "Cur_Abbreviation", "Cur_Scale", "Cur_DateStart", "Cur_DateEnd"),
        harmless=harmless("Cur_Abbreviation", "text", "comma"),
    ),
    "world_bank": Listing(
        make=WorldBank,
        good=body_of("world_bank/page1.json"),
        is_list=lambda asked: asked.args.get("page") == "1",
        others=lambda _asked: json_page("world_bank/page2.json"),
        options=lambda _url: {"indicators": ["NY.GDP.MKTP.CD"], "countries": ["BLR", "RUS"]},
        row=lambda found: found[0],
        fields=("page", "pages", "per_page", "total", "lastupdated"),
        harmless=harmless("lastupdated", "null"),
    ),
    "news_leads": Listing(
        make=Leads,
        good=body_of("leads/gdelt.json").replace(b"https://tass.com/eco", b"http://localhost/eco"),
        is_list=lambda asked: asked.path == "/",
        others=lambda _asked: Response(ARTICLE, content_type="text/html"),
        options=lambda url: {"gdelt_url": url, "google_news": []},
        row=lambda found: found["articles"][-1],
        fields=("url", "title"),
        changes={
            "no_object": ('{\n   "url": "https://eng.example.org/1"', '5, {"url": "x"'),
            "no_list": ('"articles": [', '"more": 5, "articles": ['),
            "odd_address": ("https://eng.example.org/1", "http://[bad"),
        },
        harmless=frozenset({"odd_address"})
        | {f"{name}-{what}" for name in ("url", "title") for what in STRANGE if what != "missing"},
    ),
    "news": Listing(
        make=NewsFeeds,
        good=rss([item("http://localhost/1", STORY), item("http://localhost/2", STORY)]),
        is_list=lambda asked: asked.path == "/rss",
        others=lambda _asked: Response(ARTICLE, content_type="text/html"),
        options=lambda url: {"feeds": [{"id": "site", "url": f"{url}/rss", "outlet": "tass"}]},
        changes={
            "odd_address": ("http://localhost/2", "http://[bad"),
            "no_address": ("<link>http://localhost/2</link>", ""),
            "far_date": ("Wed, 07 Oct 2026 19:01:48 +0300", "Fri, 31 Dec 9999 23:59:59 -0300"),
            "no_item": ("item>", "story>"),
            "cut": ("</rss>", ""),
            "dtd": ("<rss", '<!DOCTYPE x [<!ENTITY a "a">]><rss'),
        },
        # An entry without an address is passed over, and a date that cannot be is not believed.
        harmless=frozenset({"odd_address", "no_address", "far_date"}),
    ),
}
#: The other live sources plan from settings and the calendar alone.
WITHOUT = {"cbr", "ecb", "imf", "wits"}


class Service:
    """One source on this machine: a list that can be changed, and whatever it leads to."""

    def __init__(self, server: HTTPServer, folder: Path, listing: Listing) -> None:
        self.desk, self.listing = desks.Desk(server, folder), listing
        self.good = self.at_home(listing.good)

    def at_home(self, body: bytes) -> bytes:
        """Let the addresses in a list be those of this machine."""
        return body.replace(b"http://localhost/", f"{self.desk.url}/".encode())

    def run(self, body: bytes, day: int, source: LiveSource | None = None) -> Worked:
        """Ask everything on a day of November 2026; a list is confirmed to who names it."""
        etag = f'"{hashlib.sha256(body).hexdigest()}"'

        def answer(asked: Asked) -> Response:
            if asked.path == "/robots.txt":
                return Response("", 404)
            if not self.listing.is_list(asked):
                return self.listing.others(asked)
            if asked.headers.get("If-None-Match") == etag:
                return Response("", 304)
            return Response(body, headers={"ETag": etag})

        options = dict(self.listing.options(self.desk.url))
        return self.desk.run(source or self.listing.make(), answer, day, options=options)

    @property
    def conditions(self) -> list[str | None]:
        """What the list was asked for with."""
        asked = [one for one in self.desk.asked if self.listing.is_list(one)]
        return [one.headers.get("If-None-Match") for one in asked]

    @property
    def led_to(self) -> int:
        """How many requests followed from the list."""
        is_own = [self.listing.is_list(one) for one in self.desk.asked]
        return len(is_own) - sum(is_own) - sum(one.path == "/robots.txt" for one in self.desk.asked)

    def holds(self, body: bytes) -> bool:
        archive = self.desk.archive
        return any(archive.read(row) == body for row in archive.rows())

    def validators(self) -> int:
        with closing(FetchState(self.desk.folder / "state" / "fetch.sqlite")) as state:
            return len(state.all("select etag from validator where etag is not null"))


def service(server: HTTPServer, folder: Path, name: str, monkeypatch: Any) -> Service:
    monkeypatch.setattr(leads, "MORE_HOSTS", {"localhost": "tass"})
    return Service(server, folder, LISTINGS[name])


CASES = [
    pytest.param(name, change, id=f"{name}-{change}")
    for name, listing in LISTINGS.items()
    for change, _ in listing.mutants()
]


@pytest.mark.parametrize(("name", "change"), CASES)
def test_a_damaged_list_is_refused_and_forgotten(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: Any, name: str, change: str
) -> None:
    place = service(httpserver, tmp_path, name, monkeypatch)
    body = place.at_home(dict(place.listing.mutants())[change])
    done = place.run(body, 20)
    if change in place.listing.harmless:
        assert (done.errors, place.holds(body)) == ([], True)
    else:
        assert [type(error).__mro__[1] for error in done.errors] == [FetchError]
        (error,) = done.errors
        assert place.listing.make().id in error.where or error.where.startswith("feed")
        assert all((error.seen, error.expected, error.action))
        assert (place.led_to, place.holds(body), place.validators()) == (0, False, 0)
    assert place.run(place.good, 21).errors == []
    assert place.holds(place.good)
    assert (None in place.conditions) is (change not in place.listing.harmless)


@pytest.mark.parametrize("name", LISTINGS)
def test_the_last_good_list_stays_in_use(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: Any, name: str
) -> None:
    place = service(httpserver, tmp_path, name, monkeypatch)
    assert place.run(place.good, 20).errors == []
    assert place.led_to > 0
    (error,) = place.run(b"<html><body>Maintenance</body></html>", 21).errors
    assert isinstance(error, FetchError)
    assert place.run(place.good, 22).errors == []
    # The condition of the last good list was not forgotten, and not that of the bad one kept.
    assert set(place.conditions) == {f'"{hashlib.sha256(place.good).hexdigest()}"'}


def lax(source: LiveSource) -> LiveSource:
    """Make the source of an earlier version, which took anything."""
    takes = {"check": lambda _self, _fetched: None, "complete": lambda _self, fetched: fetched}
    return type("Lax", (type(source),), takes)()


@pytest.mark.parametrize("name", LISTINGS)
def test_a_bad_list_in_the_archive_is_not_confirmed(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: Any, name: str
) -> None:
    place = service(httpserver, tmp_path, name, monkeypatch)
    bad = b'{"data": [{"period": "soon"}], "count": 1}'
    with suppress(Exception):
        place.run(bad, 19, lax(place.listing.make()))
    assert place.holds(bad)
    (error,) = place.run(bad, 20).errors
    assert isinstance(error, FetchError)
    assert set(place.conditions) == {None}
    assert place.run(place.good, 21).errors == []
    assert place.led_to > 0


def test_one_bad_list_stops_no_other(httpserver: HTTPServer, tmp_path: Path) -> None:
    desk = desks.Desk(httpserver, tmp_path)
    russian = body_of("comtrade/availability.json").replace(b"112", b"643")

    def answer(asked: Asked) -> Response:
        if asked.args.get("reporterCode") == "112":
            return Response(russian)
        return Response(russian) if "getDA" in asked.path else desks.comtrade(asked)

    options = {"monthly": [], "annual": ["TOTAL"], "first_year": 2019}
    (error,) = desk.run(Comtrade(), answer, options=options).errors
    assert "the reporter 643" in error.seen
    assert {asked.args["period"] for asked in desk.asked[-3:]} == {"2019", "2020", "2021"}


def test_every_source_that_plans_from_lists_is_here() -> None:
    assert {one.make().id for one in LISTINGS.values()} == set(LIVE) - WITHOUT
    for name in WITHOUT:
        live = live_source(name)
        assert live is not None
        assert type(live).follow is LiveSource.follow
