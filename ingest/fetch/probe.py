"""Probing: one small request to every endpoint, to see what is there. Nothing is archived.

A probe goes the way of any request (pace, quota, guard, check), but is not tried again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from ingest.fetch.answers import describe
from ingest.fetch.http import HttpTransport
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.pace import Pace
from ingest.fetch.state import FetchState
from ingest.fetch.types import Request
from ingest.fetch.urls import without_secrets
from tradebooks.errors import CappedError, TradebooksError

EXPECTED = "a good answer"
SEEN_BYTES = 40


@dataclass(frozen=True, slots=True)
class Probed:
    """What one endpoint gave.

    Attributes:
        source: Id of the source.
        url: What was asked.
        is_good: Whether the answer was as expected.
        seen: What came.
        expected: What should have come.
        action: What to do about it; empty when all is well.
        seconds: How long it took, its turn included.
    """

    source: str
    url: str
    is_good: bool
    seen: str
    expected: str
    action: str
    seconds: float


def probe(source: LiveSource, job: Job, state: FetchState) -> Iterator[Probed]:
    """Ask every endpoint of a source once."""
    try:
        policy = replace(source.policy(job.settings), attempts=1)
        requests = list(source.probe(job))
    except TradebooksError as error:
        yield Probed(source.id, "", False, error.seen, error.expected, error.action, 0.0)
        return
    transport = HttpTransport(policy, Pace(state), source.check)
    for request in requests:
        yield _ask(source, transport, request)
    transport.close()


def _ask(source: LiveSource, transport: HttpTransport, request: Request) -> Probed:
    started = perf_counter()
    url = without_secrets(request.url) or ""

    def result(is_good: bool, seen: str, expected: str, action: str) -> Probed:
        seconds = round(perf_counter() - started, 3)
        return Probed(source.id, url, is_good, seen, expected, action, seconds)

    try:
        fetched = transport.fetch(request)
    except CappedError as error:
        return result(True, error.seen, EXPECTED, "")
    except TradebooksError as error:
        return result(False, error.seen, error.expected, error.action)
    return result(True, describe(fetched, SEEN_BYTES), EXPECTED, "")
