"""What can go wrong on a wire, over real sockets, for every live source.

Each fault ends in a retry that succeeds or in a typed error that says what to do, and nothing bad
is archived as good.
"""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from functools import partial
from pathlib import Path

import pytest

from ingest.fetch.live import Job
from ingest.fetch.state import FetchState
from ingest.fetch.work import Worked, work
from tests.faults.cases import Case
from tests.faults.raw_server import (
    RawServer,
    Script,
    close_after,
    drip,
    endless,
    head,
    reset_after,
    serving,
    silence,
    whole,
)
from tradebooks.errors import (
    AnswerError,
    CappedError,
    FetchError,
    ForbiddenAddressError,
    PausedError,
    RefusedError,
    ServerError,
    TooLargeError,
    TradebooksError,
    UnreachableError,
    WithdrawnError,
)

ROBOTS_ALLOWED = close_after(head("text/plain", 0, "404 Not Found"))
TEXT_GONE = b"gone"


def run(case: Case, folder: Path, server: RawServer, **more) -> tuple[Worked, Job]:
    """Work through the case's list against a server; pages are asked for robots.txt first."""
    job = case.job(folder, server.url, **more)
    if case.make(server.url).obeys_robots(case.request(job, server.url)):
        server.scripts.insert(0, ROBOTS_ALLOWED)
    state = FetchState(job.settings.fetch_state)
    done = work(case.make(server.url), job, state)
    state.close()
    return done, job


def fails(case: Case, folder: Path, *scripts: Script, **more) -> TradebooksError:
    """Return the one error of a run; nothing may have been archived."""
    with serving(*scripts) as server:
        started = time.monotonic()
        done, job = run(case, folder, server, **more)
        assert time.monotonic() - started < 6
    assert job.archive.rows() == []
    (error,) = done.errors
    assert isinstance(error, FetchError)
    for part in (error.where, error.seen, error.expected, error.action):
        assert part
    assert "127.0.0.1" in error.where
    return error


def succeeds(case: Case, folder: Path, *scripts: Script, **more) -> RawServer:
    """Return the server after a run that archived exactly the good body."""
    with serving(*scripts) as server:
        done, job = run(case, folder, server, **more)
    wrong = [error for error in done.errors if "example.org" not in str(error)]
    assert wrong == []
    (row,) = [job.archive.get(key) for key in done.new]
    assert job.archive.read(row) == case.good
    assert row.url == case.request(job, server.url).url
    assert row.request == case.request(job, server.url).asked_text
    return server


def together(checks: list[Callable[[], None]]) -> None:
    """Run checks that mostly wait side by side; the first that fails speaks."""
    with ThreadPoolExecutor(len(checks)) as pool:
        for running in [pool.submit(check) for check in checks]:
            running.result()


def good(case: Case) -> Script:
    return whole(case.good, case.content_type)


def test_good_answer_is_archived(case: Case, tmp_path: Path) -> None:
    server = succeeds(case, tmp_path, good(case))
    assert b"User-Agent: tradebooks/" in server.requests[-1]
    assert b"tests@example.org" in server.requests[-1]


BROKEN: dict[str, Callable[[Case], Script]] = {
    "timeout": lambda case: silence(0.6),
    "closed_without_a_word": lambda case: close_after(b""),
    "reset_mid_body": lambda case: reset_after(
        head(case.content_type, len(case.good)) + case.good[:50]
    ),
    "closed_mid_body": lambda case: close_after(
        head(case.content_type, len(case.good)) + case.good[:50]
    ),
    "slow_drip": lambda case: drip(head(case.content_type, len(case.good)), case.good),
    "dripping_headers": lambda case: drip(b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n" * 100),
    "drip_without_length": lambda case: drip(head(case.content_type), case.good),
    "chunk_cut_short": lambda case: close_after(
        head(case.content_type, Transfer_Encoding="chunked") + b"20\r\nabc"
    ),
    "no_http": lambda case: close_after(b"SSH-2.0-OpenSSH\r\n"),
}


def test_broken_wire_is_tried_again(case: Case, tmp_path: Path) -> None:
    def once(name: str) -> None:
        succeeds(case, tmp_path / name / "once", BROKEN[name](case), good(case))

    def always(name: str) -> None:
        error = fails(case, tmp_path / name / "always", BROKEN[name](case), attempts=1)
        assert isinstance(error, UnreachableError), name

    together([partial(check, name) for name in BROKEN for check in (once, always)])


def test_slow_drip_names_the_deadline(case: Case, tmp_path: Path) -> None:
    slow = drip(head(case.content_type, len(case.good)), case.good)
    assert "came too slowly" in fails(case, tmp_path, slow, attempts=1).seen


def test_busy_server_is_waited_for(case: Case, tmp_path: Path) -> None:
    def waits(status: str, retry_after: str | None, least: float) -> None:
        more = {"Retry_After": retry_after} if retry_after else {}
        busy = close_after(head("text/plain", 4, status, **more) + b"busy")
        folder = tmp_path / f"{status[:3]}{retry_after}"
        started = time.monotonic()
        succeeds(case, folder, busy, good(case), retry_after_max_seconds=5)
        assert time.monotonic() - started >= least, (status, retry_after)

    # A date has whole seconds: this one is between one and two seconds away.
    date = formatdate(time.time() + 2, usegmt=True)
    busy = [("429 Too Many", None, 0), ("503 Out", None, 0), ("429 Too Many", "1", 0.9)]
    together([partial(waits, *one) for one in [*busy, ("503 Out", date, 0.5)]])


def test_long_retry_after_pauses_the_host(case: Case, tmp_path: Path) -> None:
    busy = close_after(head("text/plain", 0, "429 Too Many Requests", Retry_After="3600"))
    with serving(busy) as server:
        done, job = run(case, tmp_path, server)
        asked = len(server.requests)
        assert isinstance(done.errors[0], ServerError)
        assert done.errors[0].wait == 3600
        again = work(case.make(server.url), job, FetchState(job.settings.fetch_state))
        assert isinstance(again.errors[0], PausedError)
        assert (len(server.requests), again.left) == (asked, 1)


def test_server_error_then_fine(case: Case, tmp_path: Path) -> None:
    broken = close_after(head("text/html", 5, "500 Oops") + b"<html")
    succeeds(case, tmp_path / "once", broken, good(case))
    error = fails(case, tmp_path / "always", broken)
    assert isinstance(error, ServerError)
    assert "status 500" in error.seen
    garbled = close_after(head("text/html", 5, "502 Bad", Content_Encoding="gzip") + b"<html")
    assert isinstance(fails(case, tmp_path / "garbled", garbled), ServerError)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_gone_is_withdrawn_and_not_tried_again(case: Case, tmp_path: Path, status: str) -> None:
    gone = close_after(head("text/html", 4, status) + TEXT_GONE)
    with serving(gone) as server:
        done, job = run(case, tmp_path, server)
        pages = [r for r in server.requests if b"/robots.txt" not in r]
    assert isinstance(done.errors[0], WithdrawnError)
    assert (len(pages), job.archive.rows()) == (1, [])


@pytest.mark.parametrize("status", ["400 Bad Request", "401 No", "403 Forbidden", "451 Legal"])
def test_refusal_is_not_tried_again(case: Case, tmp_path: Path, status: str) -> None:
    error = fails(case, tmp_path, close_after(head("text/plain", 4, status) + b"none"))
    assert isinstance(error, RefusedError)


def test_error_text_in_a_200(case: Case, tmp_path: Path) -> None:
    for name, body in case.errors.items():
        folder = tmp_path / name
        error = fails(case, folder, whole(body, case.content_type))
        assert isinstance(error, AnswerError | RefusedError), name
        assert "SHA-256" in error.seen
    body = next(iter(case.errors.values()))
    if isinstance(error, AnswerError):
        succeeds(case, tmp_path / "then_fine", whole(body, case.content_type), good(case))


def test_empty_200_where_data_were_expected(case: Case, tmp_path: Path) -> None:
    for name, body in {"nothing": b"", "blank": b" \n", **case.empties}.items():
        error = fails(case, tmp_path / name, whole(body, case.content_type))
        assert isinstance(error, AnswerError), name
    assert isinstance(fails(case, tmp_path, close_after(head(status="204 None"))), AnswerError)


def test_html_in_place_of_data(case: Case, tmp_path: Path) -> None:
    if case.content_type.startswith("text/html"):
        pytest.skip("a page is what this source asks for")
    html = b"<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>"
    for name, kind in {"named": "text/html", "disguised": case.content_type}.items():
        error = fails(case, tmp_path / name, whole(html, kind))
        assert isinstance(error, AnswerError)
        assert "Maintenance" in error.seen


def test_body_cut_short_although_it_came_whole(case: Case, tmp_path: Path) -> None:
    """A server that cuts its own file announces the length of the stump."""
    if case.content_type.startswith("text/html"):
        pytest.skip("a page needs no closing tag")
    stump = case.good[: len(case.good) * 2 // 3]
    assert isinstance(fails(case, tmp_path, whole(stump, case.content_type)), AnswerError)


def test_gzip(case: Case, tmp_path: Path) -> None:
    packed = gzip.compress(case.good)
    as_gzip = {"Content_Encoding": "gzip"}
    succeeds(case, tmp_path / "whole", whole(packed, case.content_type, **as_gzip))
    for name, body in {
        "cut": packed[: len(packed) // 2],
        "no_gzip": case.good,
        "damaged": packed[:20] + b"\0\0\0\0" + packed[24:],
    }.items():
        error = fails(case, tmp_path / name, whole(body, case.content_type, **as_gzip))
        assert isinstance(error, AnswerError), name
    brotli = whole(case.good, case.content_type, Content_Encoding="br")
    assert "'br'" in fails(case, tmp_path / "brotli", brotli).seen


def test_gzip_bomb(case: Case, tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 200_000
    error = fails(case, tmp_path, whole(bomb, case.content_type, Content_Encoding="gzip"))
    assert isinstance(error, TooLargeError)
    assert "unpacked" in error.seen


def test_huge_body(case: Case, tmp_path: Path) -> None:
    announced = close_after(head(case.content_type, 10**12))
    assert isinstance(fails(case, tmp_path / "announced", announced), TooLargeError)
    unannounced = endless(head(case.content_type), b" " * 65536)
    assert isinstance(fails(case, tmp_path / "unannounced", unannounced), TooLargeError)


def test_dtd_and_entities(case: Case, tmp_path: Path) -> None:
    if not case.is_xml:
        pytest.skip("no XML")
    start = case.good.index(b"?>") + 2
    for name, dtd in {
        "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        "outside": b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    }.items():
        body = case.good[:start] + dtd + case.good[start:]
        error = fails(case, tmp_path / name, whole(body, case.content_type))
        assert isinstance(error, AnswerError)


def test_wrong_charset_declaration(case: Case, tmp_path: Path) -> None:
    """The bytes decide: a body that declares windows-1251 and is UTF-8 is read as UTF-8."""
    if case.wrong_charset is None:
        pytest.skip("no declaration in this format")
    kind = f"{case.content_type.partition(';')[0]}; charset=windows-1251"
    with serving(whole(case.wrong_charset, kind)) as server:
        done, job = run(case, tmp_path, server)
    assert [job.archive.read(job.archive.get(key)) for key in done.new] == [case.wrong_charset]


def test_answer_at_the_cap_is_never_archived(case: Case, tmp_path: Path) -> None:
    """It is split; where the parts are capped as well, that is an error."""
    if case.capped is None:
        pytest.skip("no row cap")
    with serving(whole(case.capped, case.content_type)) as server:
        done, job = run(case, tmp_path, server)
    assert job.archive.rows() == []
    assert done.errors
    assert all(isinstance(error, CappedError) for error in done.errors)


def redirect(location: str, status: str = "302 Found") -> Script:
    return close_after(head("text/html", 0, status, Location=location))


def test_redirect_is_followed_within_the_source(case: Case, tmp_path: Path) -> None:
    server = succeeds(case, tmp_path, redirect("/moved", "301 Moved"), good(case))
    assert server.requests[-1].startswith(b"GET /moved ")


def test_redirect_loop(case: Case, tmp_path: Path) -> None:
    error = fails(case, tmp_path, redirect("/again"))
    assert isinstance(error, RefusedError)
    assert "redirects" in error.seen


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example.com/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://user:secret@127.0.0.1/",
        "//2130706433/",
        "http://127.0.0.1:99999/",
        "http://[",
    ],
)
def test_redirect_elsewhere_is_refused(case: Case, tmp_path: Path, location: str) -> None:
    error = fails(case, tmp_path, redirect(location))
    assert isinstance(error, ForbiddenAddressError)
    assert "secret" not in str(error)


def test_body_of_a_redirect_is_not_read(case: Case, tmp_path: Path) -> None:
    greedy = endless(head("text/html", status="302 Found", Location="/moved"), b" " * 65536)
    succeeds(case, tmp_path, greedy, good(case))
