"""Whole work lists over real sockets: availability, caps, refused lists, pages, a second day."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Asked
from werkzeug import Response

from ingest.fetch import worklist
from ingest.fetch.archive import Archive
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.state import FetchState
from ingest.fetch.work import Worked, work
from ingest.load import load
from ingest.sources.cbr.live import Cbr
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.leads.live import Leads
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.wits.live import Wits
from ingest.sources.world_bank.live import WorldBank
from tests.faults.cases import HASTY
from tests.official import body_of
from tradebooks.errors import CappedError
from tradebooks.periods import Period
from tradebooks.settings import Settings

Answer = Callable[[Asked], Response]
#: A whole answer of UN Comtrade is larger and takes longer than what the fault tests allow.
ROOMY = {"max_bytes": 5_000_000, "max_unpacked_bytes": 5_000_000, "deadline_seconds": 20}
ROW = json.loads(body_of("comtrade/total.json"))["data"][0]


class Desk:
    """Answers one source and keeps what was asked."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.url, self.folder = server.url_for("").rstrip("/"), folder
        self.server = server
        self.asked: list[Asked] = []

    def run(
        self,
        source: LiveSource,
        answer: Answer,
        day: int = 21,
        span: Period | None = None,
        **more: object,
    ) -> Worked:
        def handle(asked: Asked) -> Response:
            self.asked.append(asked)
            return answer(asked)

        self.server.clear()
        self.asked.clear()
        self.server.expect_request(re.compile(".*")).respond_with_handler(handle)
        settings = Settings(
            data=self.folder,
            fetch={"stand_ins": ["localhost", "127.0.0.1"]},
            sources={source.id: {"base_url": self.url, **HASTY, **ROOMY, **more}},
        )
        job = Job(settings, self.archive, datetime(2026, 11, day, 12, tzinfo=UTC), span)
        state = FetchState(settings.fetch_state)
        try:
            return work(source, job, state)
        finally:
            state.close()

    @property
    def archive(self) -> Archive:
        return Archive(self.folder / "archive")


@pytest.fixture
def desk(httpserver: HTTPServer, tmp_path: Path) -> Desk:
    return Desk(httpserver, tmp_path)


def json_response(found: object, status: int = 200) -> Response:
    return Response(json.dumps(found), status, content_type="application/json")


def comtrade(asked: Asked) -> Response:
    """Be the preview: one period only, and at most 500 rows without a word."""
    if "/getda/" in asked.path.lower():
        return Response(body_of("comtrade/availability.json"), content_type="application/json")
    names = {name: asked.args[name].split(",") for name in ("period", "partnerCode", "flowCode")}
    if len(names["period"]) > 1:
        return json_response({"errorObject": {"errorMessage": "one period"}}, 400)
    is_detailed = asked.args["cmdCode"] == "AG2"
    rows = [
        {
            **ROW,
            "period": period,
            "partnerCode": int(partner),
            "flowCode": flow,
            "cmdCode": f"{chapter:02d}" if is_detailed else "TOTAL",
            "cifvalue": 5.0,
            "fobvalue": None,
            "primaryValue": 5.0,
        }
        for period in names["period"]
        for partner in names["partnerCode"]
        for flow in names["flowCode"]
        for chapter in (*range(1, 77), *range(78, 98))[: 96 if is_detailed else 1]
    ]
    wide = rows * 3 if is_detailed and len(names["partnerCode"]) > 1 else rows
    rows = wide[:500]
    return json_response({"elapsedTime": "1 s", "count": len(rows), "data": rows, "error": ""})


def test_comtrade_from_availability_to_rows(desk: Desk) -> None:
    options = {"reporters": ["BLR"], "monthly": [], "first_year": 2019}
    done = desk.run(Comtrade(), comtrade, options=options)
    assert (done.errors, done.split) == ([], 3)
    # One availability, three totals, three capped answers, and both halves of each.
    assert (len(desk.asked), len(done.new)) == (1 + 3 + 3 + 6, 1 + 3 + 6)
    assert all(asked.args["motCode"] == "0" for asked in desk.asked[1:])
    report = load("comtrade", desk.archive, {}).report
    assert (report.errors, report.quarantined) == ([], 0)
    assert report.accepted == 4 + 3 * 2 * 2 * (1 + 96)
    again = desk.run(Comtrade(), comtrade, day=22, options=options)
    assert (len(desk.asked), again.new, again.errors) == (1, [], [])


def test_a_keyed_list_of_periods_that_is_refused_is_split(desk: Desk) -> None:
    options = {"reporters": ["BLR"], "monthly": [], "annual": ["TOTAL"], "first_year": 2019}
    done = desk.run(Comtrade(), comtrade, options=options, key="s3cret")
    assert done.errors == []
    periods = [asked.args.get("period") for asked in desk.asked[1:]]
    assert periods == ["2021,2020,2019", "2021,2020", "2021", "2020", "2019"]
    assert {asked.headers["Ocp-Apim-Subscription-Key"] for asked in desk.asked} == {"s3cret"}
    assert all("s3cret" not in asked.url for asked in desk.asked)


def test_an_answer_at_the_cap_that_cannot_be_split_is_an_error(desk: Desk) -> None:
    def capped(asked: Asked) -> Response:
        if "/getda/" in asked.path.lower():
            return comtrade(asked)
        return Response(body_of("comtrade/capped.json"), content_type="application/json")

    options = {"reporters": ["BLR"], "partners": ["WLD"], "monthly": [], "annual": ["TOTAL"]}
    done = desk.run(Comtrade(), capped, options={**options, "first_year": 2021})
    assert [type(error).__name__ for error in done.errors] == ["CappedError", "CappedError"]
    assert load("comtrade", desk.archive, {}).accepted["raw_comtrade_trade"].height == 0


def nbrb(asked: Asked) -> Response:
    if asked.path == "/currencies":
        return Response(body_of("nbrb/currencies.json"), content_type="application/json")
    number = int(asked.path.rpartition("/")[2])
    day = asked.args["startdate"]
    return json_response([{"Cur_ID": number, "Date": f"{day}T00:00:00", "Cur_OfficialRate": 2.5}])


def test_generations_of_the_national_bank_are_stitched(desk: Desk) -> None:
    options = {"currencies": ["USD"], "first_day": "2021-01-01"}
    done = desk.run(Nbrb(), nbrb, options=options)
    assert done.errors == []
    numbers = {asked.path.rpartition("/")[2] for asked in desk.asked[1:]}
    assert numbers == {"145", "431"}
    result = load("nbrb", desk.archive, {})
    assert result.report.quarantined == 0
    days = sorted(str(day) for day in result.accepted["raw_nbrb_rate"]["rate_date"])
    assert days[:3] == ["2021-01-01", "2021-07-01", "2021-07-09"]
    # The next day only the list of currencies and the running month are asked for.
    desk.run(Nbrb(), nbrb, day=22, options=options)
    assert len(desk.asked) == 2


def cbr(asked: Asked) -> Response:
    name = "daily" if "daily" in asked.path else "dynamic"
    return Response(body_of(f"cbr/{name}.xml"), content_type="application/xml")


def test_the_bank_of_russia(desk: Desk) -> None:
    options = {"currencies": ["USD"], "first_day": "2026-07-01"}
    done = desk.run(Cbr(), cbr, options=options)
    assert (done.errors, len(desk.asked)) == ([], 1 + 5)
    result = load("cbr", desk.archive, {})
    # The stand-in gives the same bytes for every run of days: one document, its rows once.
    assert (result.report.accepted, result.report.errors) == (3 + 4, [])


def test_pages_of_the_world_bank(desk: Desk) -> None:
    def pages(asked: Asked) -> Response:
        body = body_of(f"world_bank/page{asked.args['page']}.json")
        return Response(body, content_type="application/json")

    options = {"indicators": ["NY.GDP.MKTP.CD"], "countries": ["BLR", "RUS"]}
    done = desk.run(WorldBank(), pages, options=options)
    assert (done.errors, len(done.new)) == ([], 2)
    assert load("world_bank", desk.archive, {}).report.accepted == 5


def wits(asked: Asked) -> Response:
    """Be WITS: two years of exports, no others, a year without data being a 404."""
    year = asked.path.split("/year/")[1][:4]
    if year in ("2018", "2019") and "XPRT" in asked.path:
        body = body_of("wits/export.json").replace(b'"2018"', f'"{year}"'.encode())
        return Response(body, content_type="application/json")
    return Response(body_of("wits/no_records.xml"), 404, content_type="application/xml")


def test_wits_is_asked_again_after_four_weeks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"reporters": ["BLR"], "partners": ["RUS"], "first_year": 2018}
    years = 2025 - 2018 + 1
    done = desk.run(Wits(), wits, options=options)
    assert (done.errors, len(done.new), len(desk.asked)) == ([], 2 * years, 2 * years)
    # The same words about two questions are two documents, each asked for at its time.
    nothing = [row.document_key for row in desk.archive.rows() if row.status == 404]
    assert len(set(nothing)) == len(nothing) == 2 * years - 2
    later = desk.run(Wits(), wits, day=22, options=options)
    assert (desk.asked, later.resumed, later.errors) == ([], 2 * years, [])

    def revised(asked: Asked) -> Response:
        answer = wits(asked)
        if "/year/2018/" in asked.path and answer.status_code == 200:
            answer.data = answer.data.replace(b"12878969.669", b"12879000.5")
        return answer

    now = time.time()
    monkeypatch.setattr(worklist, "time", SimpleNamespace(time=lambda: now + 27 * 86400))
    assert (desk.run(Wits(), revised, day=29, options=options).new, desk.asked) == ([], [])
    monkeypatch.setattr(worklist, "time", SimpleNamespace(time=lambda: now + 29 * 86400))
    done = desk.run(Wits(), revised, day=30, options=options)
    assert (done.errors, len(done.new), len(desk.asked)) == ([], 1, 2 * years)
    rows = load("wits", desk.archive, {}).accepted["raw_wits_trade"].filter(product="Total")
    figures = sorted(zip(rows["period_start"].dt.year(), rows["value_kusd"], strict=True))
    assert figures == [(2018, 12878969.669), (2018, 12879000.5), (2019, 12878969.669)]
    assert (desk.run(Wits(), revised, day=30, options=options).new, desk.asked) == ([], [])


def test_a_year_of_wits_that_is_named_is_asked_for(desk: Desk) -> None:
    options = {"reporters": ["BLR"], "partners": ["RUS"], "first_year": 2018, "last_year": 2018}
    assert len(desk.run(Wits(), wits, options=options).new) == 2
    for _ in ("first", "again"):
        done = desk.run(Wits(), wits, span=Period.parse("2018"), options=options)
        assert (len(desk.asked), done.known, done.errors) == (2, 2, [])


def test_a_search_at_the_cap_is_halved(desk: Desk) -> None:
    """A week with 500 articles, of which GDELT gives the newest 250 of any span."""
    capped = json.loads(body_of("leads/gdelt_capped.json"))["articles"]
    others = [{**one, "url": f"{one['url']}/more"} for one in capped]
    came: list[float] = []

    def gdelt(asked: Asked) -> Response:
        came.append(time.monotonic())
        if "timespan" in asked.args:
            return Response(body_of("leads/gdelt_capped.json"), content_type="application/json")
        first, last = asked.args["startdatetime"], asked.args["enddatetime"]
        within = [
            one for one in capped + others if first <= re.sub(r"\D", "", one["seendate"]) <= last
        ]
        return json_response({"articles": within[:250]})

    more = {"interval_seconds": 0.3, "options": {"gdelt_url": desk.url, "google_news": []}}
    done = desk.run(Leads(), gdelt, **more)
    assert (done.errors, done.split, len(desk.asked)) == ([], 2, 1 + 2 + 2)
    assert {asked.args["maxrecords"] for asked in desk.asked} == {"250"}
    # Four pauses; how long a request is under way is another matter.
    assert came[-1] - came[0] > 4 * 0.3 - 0.25
    found = load("news_leads", desk.archive, {})
    assert (found.report.accepted, found.report.quarantined) == (500, 0)
    assert len(set(found.accepted["raw_news_lead"]["url"])) == 500
    # What GDELT itself asks for holds for the halves as well.
    policy = Leads().policy(Settings(sources={}))
    limit = policy.limit_of(f"{policy.base_url}?{desk.asked[-1].query_string.decode()}")
    assert limit is not None
    assert limit.interval_seconds == 5.0


def test_a_single_hour_at_the_cap_is_an_error(desk: Desk) -> None:
    body = body_of("leads/gdelt_capped.json")
    options = {"gdelt_url": desk.url, "google_news": []}
    done = desk.run(Leads(), lambda _asked: Response(body), options=options)
    assert {type(error) for error in done.errors} == {CappedError}
    assert len(done.errors) == 2**7
    assert "narrow the search" in done.errors[0].action
    assert desk.archive.rows() == []
