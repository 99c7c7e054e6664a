"""Probing: one small request to every endpoint, to see what is there. Nothing is archived.

A probe goes the way of any request (pace, quota, guard, check), but is not tried again. What is
known to be withdrawn is looked for too: that it is gone is expected, that it is back is told.
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
from tradebooks.errors import AnswerError, CappedError, TradebooksError, WithdrawnError

EXPECTED = "a good answer"
BACK = "it is back: set it in the settings of the source without `withdrawn`, and it is asked again"
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
        action: What to do about it; empty when there is nothing to do.
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
        yield _ask(source.id, transport, request)
    transport.close()


def _ask(source: str, transport: HttpTransport, request: Request) -> Probed:
    started = perf_counter()
    url = without_secrets(request.url) or ""
    ended = request.withdrawn
    wanted = f"nothing: withdrawn ({ended})" if ended else EXPECTED

    def result(is_good: bool, seen: str, action: str, expected: str = wanted) -> Probed:
        seconds = round(perf_counter() - started, 3)
        return Probed(source, url, is_good, seen, expected, action, seconds)

    try:
        fetched = transport.fetch(request)
    except CappedError as error:
        return result(True, error.seen, "")
    except TradebooksError as error:
        if ended and isinstance(error, WithdrawnError | AnswerError):
            return result(True, error.seen, "")
        return result(False, error.seen, error.action, error.expected)
    return result(True, describe(fetched, SEEN_BYTES), BACK if ended else "")
