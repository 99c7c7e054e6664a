"""The manners of fetching: pace, quota, validators, keys, splitting, going on after a stop."""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Asked
from werkzeug import Response

from ingest.fetch import health
from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.pace import Pace
from ingest.fetch.policy import Limit, Policy
from ingest.fetch.state import FetchState
from ingest.fetch.types import Request
from ingest.fetch.work import Worked, work
from tests.faults.cases import HASTY
from tests.faults.months import Months
from tradebooks.errors import (
    CappedError,
    ForbiddenAddressError,
    PausedError,
    RefusedError,
    ServerError,
    UnreachableError,
)
from tradebooks.settings import Settings

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KEY = "s3cr3t/key+value"


class Desk:
    """Answers for the months source, counts who asked what, and can be told to misbehave."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.url = server.url_for("").rstrip("/")
        self.asked: list[Asked] = []
        self.bodies: dict[str, object] = {}
        self.broken: set[str] = set()
        self.etag: str | None = None
        server.expect_request("/data").respond_with_handler(self.answer)

    def answer(self, asked: Asked) -> Response:
        self.asked.append(asked)
        month = asked.args["m"]
        if month in self.broken:
            return Response("down", 500)
        if self.etag and asked.headers.get("If-None-Match") == self.etag:
            return Response(status=304)
        body = self.bodies.get(month, {"rows": [month]})
        text = body if isinstance(body, str) else json.dumps(body)
        headers = {"ETag": self.etag} if self.etag else {}
        return Response(text, content_type="application/json", headers=headers)

    @property
    def months(self) -> list[str]:
        return [asked.args["m"] for asked in self.asked]


@pytest.fixture
def desk(httpserver: HTTPServer) -> Desk:
    return Desk(httpserver)


@pytest.fixture
def run(desk: Desk, tmp_path: Path):
    def runner(source: Months | None = None, fetch: dict | None = None, **more) -> Worked:
        allowed = {"stand_ins": ["localhost", "127.0.0.1"]} if fetch is None else fetch
        options = {"base_url": desk.url, "key": KEY, **HASTY, **more}
        settings = Settings(data=tmp_path, fetch=allowed, sources={"months": options})
        job = Job(settings, Archive(settings.archive_dir), NOW)
        state = FetchState(settings.fetch_state)
        try:
            return work(source or Months(), job, state)
        finally:
            state.close()

    return runner


def rows(tmp_path: Path):
    return Archive(tmp_path / "archive").rows()


def test_unchanged_answers_are_known_and_write_nothing(desk: Desk, run, tmp_path: Path) -> None:
    desk.etag = '"v1"'
    assert len(run().new) == 3
    again = run()
    assert (again.unchanged, again.new, again.errors) == (3, [], [])
    assert len(rows(tmp_path)) == 3
    assert desk.asked[-1].headers["If-None-Match"] == '"v1"'
    desk.etag = '"v2"'
    desk.bodies["02"] = {"rows": ["other"]}
    changed = run()
    assert (len(changed.new), changed.known) == (1, 2)


def test_a_body_that_is_gone_is_asked_for_anew(desk: Desk, run, tmp_path: Path) -> None:
    desk.etag = '"v1"'
    run(Months(["01"]))
    (body,) = (path for path in (tmp_path / "archive" / "bodies").rglob("*") if path.is_file())
    body.unlink()
    again = run(Months(["01"]))
    assert (again.known, again.errors, body.exists()) == (1, [], True)
    assert "If-None-Match" not in desk.asked[-1].headers


def test_validators_are_forgotten_with_the_archive(desk: Desk, run, tmp_path: Path) -> None:
    import shutil

    desk.etag = '"v1"'
    run()
    shutil.rmtree(tmp_path / "archive")
    assert len(run().new) == 3


def test_pace_holds_over_runs(desk: Desk, run) -> None:
    started = time.monotonic()
    run(Months(["01"]), interval_seconds=0.4)
    run(Months(["02"]), interval_seconds=0.4)
    run(Months(["03"]), interval_seconds=0.4)
    assert 0.8 <= time.monotonic() - started < 3


def test_pace_holds_over_processes(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, time; from pathlib import Path\n"
        "from ingest.fetch.pace import Pace; from ingest.fetch.policy import Policy\n"
        "from ingest.fetch.state import FetchState\n"
        "pace = Pace(FetchState(Path(sys.argv[1])))\n"
        "for _ in range(5):\n"
        "    pace.wait_for_turn('https://h/', Policy('https://h', interval_seconds=0.1))\n"
        "    print(time.time())\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "fetch.sqlite")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    times = sorted(float(line) for one in running for line in one.communicate()[0].split())
    assert len(times) == 15
    assert times[-1] - times[0] >= 1.35


def test_kinds_of_request_have_their_own_pace_and_quota(tmp_path: Path) -> None:
    """A kind waits for itself and for its host; what it spends is not spent by another kind."""
    slow, scarce = Limit("slow", "/slow", 0.4), Limit("scarce", "/scarce/", 0.0, daily_quota=1)
    policy = Policy("https://example.org/api", interval_seconds=0.1, limits=(slow, scarce))
    books = FetchState(tmp_path / "fetch.sqlite")

    def ask(*paths: str) -> float:
        started = time.monotonic()
        for path in paths:
            Pace(books).wait_for_turn(f"https://example.org/api{path}", policy)
        return time.monotonic() - started

    assert 0.4 <= ask("/slow?a=1", "/other", "/slow?a=2", "/scarce/1") < 0.9
    with pytest.raises(PausedError, match=r"example\.org, scarce: saw 1 requests today"):
        ask("/scarce/2")
    ask("/slow?a=3", "/other")
    books.close()
    hurried = policy.with_settings(
        Settings(sources={"x": {"interval_seconds": 0, "daily_quota": 9}}), "x"
    )
    assert [(one.interval_seconds, one.daily_quota) for one in hurried.limits] == [(0, 9)] * 2


class Listed(Months):
    """Months whose lists are a kind of request of their own, like their data."""

    def policy(self, settings: Settings) -> Policy:
        limits = (Limit("data", "/data", 0.0, daily_quota=1), Limit("lists", "/list", 0.0))
        return replace(super().policy(settings), limits=limits)

    def requests(self, job: Job) -> Iterable[Request]:
        for month in self.months:
            request = self.request(job, month)
            url = str(request.url).replace("/data", "/list")
            yield replace(request, url=url, asked={"list": month})
            yield request


def test_a_quota_that_is_spent_stops_only_its_kind(desk: Desk, run) -> None:
    desk.server.expect_request("/list").respond_with_handler(desk.answer)
    done = run(Listed())
    assert [asked.path for asked in desk.asked] == ["/list", "/data", "/list", "/list"]
    assert (len(done.new), done.left) == (4, 2)
    assert [type(error) for error in done.errors] == [PausedError]


def test_a_busy_host_stops_every_kind(desk: Desk, run) -> None:
    desk.server.expect_request("/list").respond_with_data(
        "later", status=429, headers={"Retry-After": "9999"}
    )
    done = run(Listed())
    assert ([type(error) for error in done.errors], done.left, desk.asked) == (
        [ServerError, PausedError],
        5,
        [],
    )


def test_quota_outlives_the_run_and_the_list_goes_on_next_day(
    desk: Desk, run, tmp_path: Path
) -> None:
    first = run(daily_quota=2)
    assert (len(first.new), first.left) == (2, 1)
    assert isinstance(first.errors[0], PausedError)
    assert isinstance(run(daily_quota=2).errors[0], PausedError)
    books = FetchState(tmp_path / "state" / "fetch.sqlite")
    with books.writing() as connection:
        connection.execute("update spent set day = '2026-01-01'")
    books.close()
    last = run(daily_quota=2)
    assert (last.resumed, len(last.new), last.errors) == (2, 1, [])
    assert desk.months == ["01", "02", "03"]


def test_stopped_list_goes_on_where_it_stopped(desk: Desk, run, tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    class Falling(Months):
        def complete(self, fetched):
            if fetched.request.asked == {"periods": "07"}:
                raise Killed
            return fetched

    months = [f"{n:02}" for n in range(1, 13)]
    with pytest.raises(Killed):
        run(Falling(months))
    assert len(rows(tmp_path)) == 6
    done = run(Months(months))
    assert (done.resumed, len(done.new)) == (6, 6)
    assert Counter(desk.months) == Counter([*months, "07"])
    assert len(run(Months(months)).errors) == 0
    assert desk.months[-12:] == months


def test_failed_request_stops_no_other_and_is_asked_again(desk: Desk, run, tmp_path: Path) -> None:
    desk.broken = {"02"}
    done = run()
    assert isinstance(done.errors[0], ServerError)
    assert len(done.new) == 2
    (note,) = health.all_sources(FetchState(tmp_path / "state" / "fetch.sqlite"))
    assert note.is_stale
    assert "status 500" in str(note.error)
    desk.broken = set()
    later = run()
    assert (later.resumed, len(later.new), later.errors) == (2, 1, [])
    (note,) = health.all_sources(FetchState(tmp_path / "state" / "fetch.sqlite"))
    assert (note.is_stale, note.failed_at) == (False, "2026-11-21T12:00:00Z")


def test_capped_answer_is_split_and_never_accepted(desk: Desk, run, tmp_path: Path) -> None:
    desk.bodies["01-02"] = {"rows": [1, 2, 3, 4]}
    done = run(Months(["01-02", "03"]))
    assert (done.split, done.errors) == (1, [])
    assert desk.months == ["01-02", "01", "02", "03"]
    assert sorted(str(row.request) for row in rows(tmp_path)) == [
        f'{{"periods":"{m}"}}' for m in ("01", "02", "03")
    ]


def test_split_is_remembered_when_the_list_goes_on(desk: Desk, run) -> None:
    desk.bodies["01-02"] = {"rows": [1, 2, 3, 4]}
    desk.broken = {"02"}
    run(Months(["01-02"]))
    desk.broken = set()
    done = run(Months(["01-02"]))
    assert (done.resumed, len(done.new)) == (1, 1)
    assert Counter(desk.months)["01-02"] == 1


def test_capped_answer_that_cannot_be_split_is_an_error(desk: Desk, run, tmp_path: Path) -> None:
    desk.bodies["01"] = {"rows": [1, 2, 3, 4]}
    done = run(Months(["01"]))
    assert isinstance(done.errors[0], CappedError)
    assert rows(tmp_path) == []


def test_pages_follow_each_other_and_circles_end(desk: Desk, run) -> None:
    desk.bodies |= {"01": {"rows": [1], "next": "p2"}, "p2": {"rows": [2], "next": "01"}}
    done = run(Months(["01", "03"]))
    assert (desk.months, done.errors) == (["01", "p2", "03"], [])


def test_unforeseen_shape_is_a_bad_answer(desk: Desk, run, tmp_path: Path) -> None:
    for number, body in enumerate(['{"other": 1}', "[]", "null", '{"rows": 5}']):
        desk.bodies["01"] = body
        (error,) = run(Months(["01"])).errors
        assert "another shape" in error.seen, number
    assert rows(tmp_path) == []


def test_circuit_opens_and_stays_open_over_runs(desk: Desk, run) -> None:
    desk.broken = {"01", "02", "03"}
    done = run(attempts=2, circuit_failures=4)
    assert [type(error) for error in done.errors] == [ServerError, ServerError, PausedError]
    asked = len(desk.asked)
    assert isinstance(run(attempts=2, circuit_failures=4).errors[0], PausedError)
    assert len(desk.asked) == asked == 4


def test_circuit_closes_when_the_host_answers(desk: Desk, run) -> None:
    desk.broken = {"01", "02"}
    run(attempts=1, circuit_failures=2, circuit_seconds=0.2)
    desk.broken = set()
    time.sleep(0.25)
    assert run(attempts=1, circuit_failures=2, circuit_seconds=0.2).errors == []


def test_key_goes_into_a_header_and_nowhere_else(
    desk: Desk, run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.bodies |= {"02": f"Access denied for key {KEY}", "03": {"rows": [KEY]}}
    done = run()
    assert [asked.headers["X-Key"] for asked in desk.asked if asked.args["m"] == "01"] == [KEY]
    assert [type(error).__name__ for error in done.errors] == ["RefusedError", "RefusedError"]
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for text in (caplog.text, repr(done), str(done.errors), written.decode("utf-8", "replace")):
        assert KEY not in text
    assert all(KEY not in str(asked.url) for asked in desk.asked)


def test_key_in_an_error_page_or_redirect_is_masked(httpserver: HTTPServer, run) -> None:
    httpserver.clear()
    httpserver.expect_request("/data", query_string="m=01").respond_with_data(
        f"bad key {KEY}", status=401
    )
    httpserver.expect_request("/data", query_string="m=02").respond_with_data(
        "", status=302, headers={"Location": f"https://elsewhere.example.org/?k={KEY}"}
    )
    first, second = run(Months(["01", "02"])).errors
    assert isinstance(first, RefusedError)
    assert isinstance(second, ForbiddenAddressError)
    assert "[key]" in first.seen
    assert KEY not in f"{first} {second} {first!r} {second!r}"
    chain = [first.__cause__, second.__cause__]
    assert chain == [None, None] or KEY not in str(chain)


def test_key_does_not_follow_a_redirect_to_another_host(httpserver: HTTPServer, run) -> None:
    httpserver.clear()
    seen: list[str | None] = []

    def land(asked: Asked) -> Response:
        seen.append(asked.headers.get("X-Key"))
        return Response('{"rows": []}', content_type="application/json")

    elsewhere = f"http://127.0.0.1:{httpserver.port}/landed"
    httpserver.expect_request("/data").respond_with_data(
        "", status=302, headers={"Location": elsewhere}
    )
    httpserver.expect_request("/landed").respond_with_handler(land)

    class Wide(Months):
        def policy(self, settings):
            return replace(super().policy(settings), hosts=frozenset({"127.0.0.1"}))

    assert run(Wide(["01"]), base_url=f"http://localhost:{httpserver.port}").errors == []
    assert seen == [None]


def test_private_address_needs_leave(desk: Desk, run) -> None:
    done = run(Months(["01"]), fetch={})
    assert isinstance(done.errors[0], ForbiddenAddressError)
    assert desk.asked == []
    assert "stand_ins" in done.errors[0].action


def test_offline_switch(desk: Desk, run) -> None:
    done = run(fetch={"offline": True})
    assert isinstance(done.errors[0], PausedError)
    assert (desk.asked, done.left) == ([], 3)


def test_host_that_does_not_resolve(run) -> None:
    done = run(Months(["01"]), base_url="http://no-such-host.invalid", attempts=1)
    assert isinstance(done.errors[0], UnreachableError)


def test_clock_set_back_does_not_lock_out(desk: Desk, run, tmp_path: Path) -> None:
    run(Months(["01"]))
    books = FetchState(tmp_path / "state" / "fetch.sqlite")
    with books.writing() as connection:
        connection.execute("update pace set next_at = 1e12, held_until = 1e12")
    books.close()
    assert run(Months(["02"])).errors == []


def test_damaged_state_file_is_put_aside(desk: Desk, run, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "fetch.sqlite").write_bytes(b"no database at all" * 100)
    assert len(run().new) == 3
    assert (tmp_path / "state" / "fetch.sqlite.damaged").exists()


def test_content_type_is_checked_where_the_policy_names_one(
    httpserver: HTTPServer, run, tmp_path: Path
) -> None:
    class Strict(Months):
        def policy(self, settings):
            return replace(super().policy(settings), content_types=("application/json",))

    httpserver.clear()
    httpserver.expect_request("/data").respond_with_data('{"rows": []}', content_type="text/plain")
    (error,) = run(Strict(["01"])).errors
    assert "text/plain" in error.seen
    assert rows(tmp_path) == []
