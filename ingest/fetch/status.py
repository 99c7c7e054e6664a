"""What an HTTP status means for a request: an answer, worth asking again, or the end of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.fetch.answers import ASK_AGAIN, bad_answer
from ingest.fetch.types import Fetched
from tradebooks.errors import (
    AnswerError,
    FetchError,
    PausedError,
    RefusedError,
    ServerError,
    WithdrawnError,
)

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
GONE = frozenset({404, 410})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The gateway in front of UN Comtrade says these in words, not always in a header.
_SECONDS = re.compile(rb"try again in (\d{1,6}) seconds", re.IGNORECASE)
_REPLENISHED = re.compile(rb"replenished in (?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})", re.IGNORECASE)


def error_of(fetched: Fetched, headers: Mapping[str, str], now: datetime) -> FetchError:
    """Make the error for a status that is no answer; the caller raises it."""
    status, expected = fetched.status, "an answer with status 200"
    if status in BUSY:
        action = "nothing: it was asked several times; the next run asks again"
        error = bad_answer(fetched, expected, action=action, kind=ServerError)
        error.wait = wait_of(headers, fetched.body, now)
        return error
    if status in GONE:
        action = "look where the source has moved and set its address, or take it off the list"
        return bad_answer(fetched, "something at this address", action=action, kind=WithdrawnError)
    if status in (401, 403):
        return _no_entry(fetched, expected)
    if status >= 400:
        action = "check the settings of this source; the service does not take this request"
        return bad_answer(fetched, expected, action=action, kind=RefusedError)
    return bad_answer(fetched, expected, action=ASK_AGAIN, kind=AnswerError)


def wait_of(headers: Mapping[str, str], body: bytes, now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait: Retry-After in both forms, or in words."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    if text:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - now).total_seconds())
    words = _SECONDS.search(body)
    return float(words[1]) if words else None


def _no_entry(fetched: Fetched, expected: str) -> FetchError:
    """Tell a quota that is used up from a key that is not taken: both are 401 or 403."""
    if b"quota" in fetched.body.lower():
        action = "nothing: the next run goes on here; a key of one's own has a larger quota"
        error = bad_answer(fetched, expected, action=action, kind=PausedError)
        found = _REPLENISHED.search(fetched.body)
        days, hours, minutes, seconds = (
            (int(part or 0) for part in found.groups())
            if found
            else (
                0,
                1,
                0,
                0,
            )
        )
        error.wait = float(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
        return error
    action = "check the key of this source, and whether the service lets this machine in"
    return bad_answer(fetched, expected, action=action, kind=RefusedError)
