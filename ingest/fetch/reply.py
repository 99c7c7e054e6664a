"""One reply read to its end: an answer, a redirect, word that nothing changed, or a typed error.

How a request is paced, sent and tried again is the business of `http`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

import requests
from urllib3.exceptions import HTTPError

from ingest.fetch.answers import bad_answer, name_of
from ingest.fetch.body import read_body
from ingest.fetch.policy import Policy
from ingest.fetch.secrets import holds, masked
from ingest.fetch.status import REDIRECTS, error_of
from ingest.fetch.types import Fetched, Request
from ingest.fetch.urls import without_secrets
from ingest.fetch.wire import Deadline
from tradebooks.errors import UNFORESEEN, RefusedError, unforeseen

Check = Callable[[Fetched], None]
# Of a refused body only the beginning is looked at.
REFUSED_BYTES = 4096
UNCHANGED = 304


class Validators(NamedTuple):
    """What lets a server say that nothing changed since an answer."""

    etag: str | None
    last_modified: str | None

    @property
    def headers(self) -> dict[str, str]:
        """The validators as request headers."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


NO_VALIDATORS = Validators(None, None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked body, or None where the other side says that nothing changed."""

    fetched: Fetched | None
    validators: Validators = NO_VALIDATORS


class Redirect(NamedTuple):
    """Where the other side sends us, as it wrote it."""

    location: str


class Exchange(NamedTuple):
    """What is asked in one exchange, and under which rules.

    Attributes:
        request: What was asked for.
        url: The address that is asked now: that of the request, or where it was redirected to.
        known: Validators that were sent along.
        policy: Limits, and which answers count.
        check: The source's judgement.
    """

    request: Request
    url: str
    known: Validators
    policy: Policy
    check: Check


def accept_all(fetched: Fetched) -> None:
    """Take any answer as good."""


def read_reply(
    asked: Exchange, response: requests.Response, deadline: Deadline
) -> Answer | Redirect:
    """Read a reply whose body has not been touched yet.

    Raises:
        FetchError: When it is no good answer; the subclass says why.
        OSError: When the connection breaks off, as `requests` and urllib3 say it.
    """
    headers, status = response.headers, response.status_code
    if status in REDIRECTS and headers.get("Location"):
        return Redirect(headers["Location"])
    if status == UNCHANGED and asked.known.headers:
        return Answer(None, asked.known)
    fetched = _without_body(asked, response)
    if status not in asked.policy.statuses:
        refused = replace(fetched, body=_beginning(response))
        raise error_of(refused, headers, fetched.retrieved_at)
    body = read_body(response, asked.policy, name_of(asked.request))
    deadline.check()
    return _checked(asked, replace(fetched, body=body), headers)


def _without_body(asked: Exchange, response: requests.Response) -> Fetched:
    went = masked(without_secrets(asked.url) or "", asked.policy.key)
    return Fetched(
        request=asked.request,
        body=b"",
        retrieved_at=datetime.now(UTC).replace(microsecond=0),
        status=response.status_code,
        content_type=response.headers.get("Content-Type"),
        note=None if asked.url == asked.request.url else f"redirected to {went}",
    )


def _checked(asked: Exchange, fetched: Fetched, headers: Mapping[str, str]) -> Answer:
    types = asked.policy.content_types
    named = (fetched.content_type or "").lower()
    if types and named and not named.startswith(types):
        raise bad_answer(fetched, f"content of type {' or '.join(types)}")
    if holds(fetched.body, asked.policy.key):
        raise bad_answer(
            fetched,
            "an answer that does not repeat the key",
            action="do not use this address with a key: it would be archived",
            kind=RefusedError,
        )
    judge(asked.check, fetched)
    return Answer(fetched, Validators(headers.get("ETag"), headers.get("Last-Modified")))


def judge(check: Check, fetched: Fetched) -> None:
    """Let the source judge; a shape that it did not foresee is a bad answer too.

    Raises:
        FetchError: When the answer is not taken.
    """
    try:
        check(fetched)
    except UNFORESEEN as error:
        expected = "an answer of the documented shape"
        raise bad_answer(fetched, expected, seen=unforeseen(error)) from error


def _beginning(response: requests.Response) -> bytes:
    """Return the first bytes of a refused body; the status counts even if they do not come."""
    try:
        head: bytes = response.raw.read1(REFUSED_BYTES, decode_content=True)
    except (HTTPError, OSError):
        return b""
    return head
