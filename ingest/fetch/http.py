"""The HTTP transport: one request, asked politely until there is an answer or a typed error.

What it may do and how often is its `Policy`; whether an answer is good is the `check` of the
source, called before the answer counts as one. It neither archives nor parses.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
import stamina
from urllib3.exceptions import HTTPError

from ingest.fetch.answers import bad_answer, name_of
from ingest.fetch.body import read_body
from ingest.fetch.guard import check_address
from ingest.fetch.pace import Pace
from ingest.fetch.policy import Policy
from ingest.fetch.secrets import holds, masked, scrubbed
from ingest.fetch.status import REDIRECTS, error_of
from ingest.fetch.types import Fetched, Request
from ingest.fetch.wire import Deadline, open_session
from tradebooks.errors import (
    AnswerError,
    FetchError,
    PausedError,
    RefusedError,
    UnreachableError,
)

log = logging.getLogger(__name__)
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


def _log_retry(details: stamina.instrumentation.RetryDetails) -> None:
    """Say why something is tried again, without arguments, which may hold anything."""
    log.info("trying again in %.1f s: %s", details.wait_for, details.caused_by)


stamina.instrumentation.set_on_retry_hooks([_log_retry])
NO_VALIDATORS = Validators(None, None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked body, or None where the other side says that nothing changed."""

    fetched: Fetched | None
    validators: Validators = NO_VALIDATORS


class _Redirect(NamedTuple):
    location: str


def accept_all(fetched: Fetched) -> None:
    """Take any answer as good."""


class HttpTransport:
    """Fetches over HTTP under one source's policy; a `Transport`."""

    def __init__(self, policy: Policy, pace: Pace, check: Check = accept_all) -> None:
        self.policy = policy
        self._pace = pace
        self._check = check
        self._session = open_session(policy)

    def fetch(self, request: Request) -> Fetched:
        """Get the body that answers a request.

        Raises:
            FetchError: When there is no good answer; the subclass says why.
        """
        answer = self.ask(request)
        if answer.fetched is None:
            raise AnswerError(
                name_of(request),
                seen="status 304 without a condition",
                expected="a body",
                action="try again later",
            )
        return answer.fetched

    def ask(
        self,
        request: Request,
        known: Validators = NO_VALIDATORS,
        interval: float | None = None,
    ) -> Answer:
        """Get the body that answers a request, unless it has not changed.

        Args:
            request: What to ask.
            known: Validators of the answer that is archived.
            interval: Least seconds between requests, where the site asks for more (Crawl-delay).

        Raises:
            FetchError: When there is no good answer; the subclass says why.
        """
        policy = self.policy
        if policy.is_offline:
            raise _offline(request)
        attempts = stamina.retry_context(
            on=self._is_worth_it,
            attempts=policy.attempts,
            timeout=None,
            wait_initial=policy.backoff_seconds,
            wait_max=policy.backoff_max_seconds,
            wait_jitter=policy.backoff_seconds,
        )
        for attempt in attempts:
            with attempt:
                try:
                    return self._once(request, known, interval)
                except FetchError as error:
                    clean = scrubbed(error, policy.key)
                    if clean is not error:
                        raise clean from None
                    raise
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._session.close()

    def _is_worth_it(self, error: Exception) -> bool:
        if not isinstance(error, FetchError) or not error.is_retried:
            return False
        return error.wait is None or error.wait <= self.policy.retry_after_max_seconds

    def _once(self, request: Request, known: Validators, interval: float | None) -> Answer:
        url, came_from = request.url or "", None
        left = self.policy.deadline_seconds
        for _ in range(self.policy.max_redirects + 1):
            host = check_address(url, self.policy, came_from).hostname or ""
            self._pace.wait_for_turn(host, self.policy, interval)
            started = monotonic()
            reply = self._counted(host, url, request, known, left)
            if isinstance(reply, Answer):
                return reply
            left = max(0.05, left - (monotonic() - started))
            came_from, url = url, _joined(url, reply.location)
        raise RefusedError(
            name_of(request),
            seen=f"more than {self.policy.max_redirects} redirects, the last to "
            f"{urlsplit(url).hostname}",
            expected="an answer",
            action="the address leads in a circle: set the one that the source uses now",
        )

    def _counted(
        self, host: str, url: str, request: Request, known: Validators, seconds: float
    ) -> Answer | _Redirect:
        """Ask once, and keep the books of the host: failures, recoveries, waits asked for."""
        try:
            reply = self._exchange(url, request, known, seconds)
        except FetchError as error:
            if error.is_retried:
                self._pace.failed(host, self.policy)
            if error.wait:
                self._pace.hold(host, error.wait)
            raise
        self._pace.succeeded(host)
        return reply

    def _exchange(
        self, url: str, request: Request, known: Validators, seconds: float
    ) -> Answer | _Redirect:
        with Deadline(seconds) as deadline:
            try:
                with self._session.get(
                    url,
                    headers={**known.headers, **self._key_for(url)},
                    timeout=(self.policy.connect_seconds, self.policy.read_seconds),
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    return self._read(response, url, request, known, deadline)
            except (requests.RequestException, HTTPError, OSError) as error:
                raise _unreachable(request, error, deadline) from error

    def _read(
        self,
        response: requests.Response,
        url: str,
        request: Request,
        known: Validators,
        deadline: Deadline,
    ) -> Answer | _Redirect:
        headers, status = response.headers, response.status_code
        if status in REDIRECTS and headers.get("Location"):
            return _Redirect(headers["Location"])
        if status == UNCHANGED and known.headers:
            return Answer(None, known)
        fetched = Fetched(
            request=request,
            body=b"",
            retrieved_at=datetime.now(UTC).replace(microsecond=0),
            status=status,
            content_type=headers.get("Content-Type"),
            note=None if url == request.url else f"redirected to {masked(url, self.policy.key)}",
        )
        if status not in self.policy.statuses:
            head = response.raw.read1(REFUSED_BYTES, decode_content=True)
            raise error_of(_with_body(fetched, head), headers, fetched.retrieved_at)
        body = read_body(response, self.policy, name_of(request))
        deadline.check()
        return self._checked(_with_body(fetched, body), headers)

    def _checked(
        self, fetched: Fetched, headers: requests.structures.CaseInsensitiveDict[str]
    ) -> Answer:
        types = self.policy.content_types
        named = (fetched.content_type or "").lower()
        if types and named and not named.startswith(types):
            raise bad_answer(fetched, f"content of type {' or '.join(types)}")
        if holds(fetched.body, self.policy.key):
            raise bad_answer(
                fetched,
                "an answer that does not repeat the key",
                action="do not use this address with a key: it would be archived",
                kind=RefusedError,
            )
        self._run_check(fetched)
        return Answer(fetched, Validators(headers.get("ETag"), headers.get("Last-Modified")))

    def _run_check(self, fetched: Fetched) -> None:
        """Let the source judge; a shape that it did not foresee is a bad answer too."""
        try:
            self._check(fetched)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            expected = "an answer of the documented shape"
            seen = f"another shape ({type(error).__name__}: {str(error)[:80]})"
            raise bad_answer(fetched, expected, seen=seen) from error

    def _key_for(self, url: str) -> dict[str, str]:
        """Return the key header for the source's own host, and for no other."""
        policy, base = self.policy, urlsplit(self.policy.base_url)
        asked = urlsplit(url)
        if not policy.key or not policy.key_header:
            return {}
        is_own = (asked.scheme, asked.netloc) == (base.scheme, base.netloc)
        return {policy.key_header: policy.key} if is_own else {}


def _joined(url: str, location: str) -> str:
    """Return where a redirect leads; what cannot be read is left for the guard to refuse."""
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def _with_body(fetched: Fetched, body: bytes) -> Fetched:
    return replace(fetched, body=body)


def _unreachable(request: Request, error: Exception, deadline: Deadline) -> FetchError:
    """Say in one sentence what broke; texts of libraries are kept short."""
    if deadline.is_over:
        seen = f"no whole answer after {deadline.seconds:.3g} s: it came too slowly"
    else:
        inner = getattr(error, "reason", None) or error.__cause__ or error
        seen = f"{type(inner).__name__}: {str(inner)[:200]}"
    return UnreachableError(
        name_of(request),
        seen=seen,
        expected="a whole answer",
        action="check the network and whether the service is up (`tradebooks probe`); "
        "the last good answer stays in use",
    )


def _offline(request: Request) -> PausedError:
    return PausedError(
        name_of(request),
        seen="the offline switch (fetch.offline)",
        expected="leave to use the network",
        action="set TRADEBOOKS_FETCH__OFFLINE=false, or load without --live",
    )
