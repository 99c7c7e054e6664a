"""Where a work list stands, and which answer each request had: so that nothing is asked twice.

A list that was stopped (killed, quota used up, host down) goes on where it stopped; one that was
worked through without failures is forgotten (unless its answers stand), and the next run asks
anew with the validators kept here.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from ingest.fetch.keys import key_of
from ingest.fetch.reply import Validators
from ingest.fetch.state import FetchState
from ingest.fetch.types import Request

DONE = "done"
SPLIT = "split"
_NOTE = "insert or replace into worklist values (?, ?, ?, ?, ?)"
_REMEMBER = "insert or replace into validator values (?, ?, ?, ?)"


class Outcome(NamedTuple):
    """How a request ended: `done` with the key of its archived answer, or `split`."""

    kind: str
    fetch_key: str | None


class Known(NamedTuple):
    """The last archived answer of a request."""

    fetch_key: str
    validators: Validators


def request_key(request: Request) -> str:
    """Return what makes two requests the same, over runs."""
    return key_of(request.source, request.url, request.asked_text)


class WorkList:
    """The outcomes of one named list; answers older than `fresh_seconds` do not stand any more."""

    def __init__(self, state: FetchState, name: str, fresh_seconds: float) -> None:
        self._state = state
        self._name = name
        with state.writing() as books:
            oldest = time.time() - fresh_seconds
            books.execute("delete from worklist where list = ? and at < ?", (name, oldest))

    def outcome(self, request: Request) -> Outcome | None:
        """Return how a request of this list ended, or None when it has not."""
        row = self._state.one(
            "select outcome, fetch_key from worklist where list = ? and request = ?",
            self._name,
            request_key(request),
        )
        return None if row is None else Outcome(str(row[0]), str(row[1]) if row[1] else None)

    def note(self, request: Request, kind: str, fetch_key: str | None = None) -> None:
        """Note how a request ended; it survives a crash from here on."""
        with self._state.writing() as books:
            values = (self._name, request_key(request), kind, fetch_key, time.time())
            books.execute(_NOTE, values)

    def close(self) -> None:
        """Forget the list: it was worked through."""
        with self._state.writing() as books:
            books.execute("delete from worklist where list = ?", (self._name,))


def known_answer(state: FetchState, request: Request) -> Known | None:
    """Return the last archived answer of a request with its validators, or None."""
    row = state.one(
        "select fetch_key, etag, last_modified from validator where request = ?",
        request_key(request),
    )
    if row is None:
        return None
    etag, modified = (None if value is None else str(value) for value in row[1:])
    return Known(str(row[0]), Validators(etag, modified))


def remember_answer(state: FetchState, request: Request, known: Known) -> None:
    """Keep the validators of an archived answer for the next time."""
    with state.writing() as books:
        books.execute(_REMEMBER, (request_key(request), *known.validators, known.fetch_key))
