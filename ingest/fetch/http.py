"""The HTTP transport: one request, asked politely until there is an answer or a typed error.

What it may do and how often is its `Policy`; whether an answer is good is the `check` of the
source, called before the answer counts as one. It neither archives nor parses.
"""

from __future__ import annotations

import logging
from time import monotonic
from urllib.parse import urljoin, urlsplit

import requests
import stamina
from urllib3.exceptions import HTTPError

from ingest.fetch.answers import name_of
from ingest.fetch.failures import offline, unreachable
from ingest.fetch.guard import check_address
from ingest.fetch.pace import Pace
from ingest.fetch.policy import Policy
from ingest.fetch.reply import (
    NO_VALIDATORS,
    Answer,
    Check,
    Exchange,
    Redirect,
    Validators,
    accept_all,
    read_reply,
)
from ingest.fetch.secrets import scrubbed
from ingest.fetch.types import Fetched, Request
from ingest.fetch.wire import Deadline, open_session
from tradebooks.errors import (
    AnswerError,
    FetchError,
    RefusedError,
)

log = logging.getLogger(__name__)


def _log_retry(details: stamina.instrumentation.RetryDetails) -> None:
    """Say why something is tried again, without arguments, which may hold anything."""
    log.info("trying again in %.1f s: %s", details.wait_for, details.caused_by)


stamina.instrumentation.set_on_retry_hooks([_log_retry])


class HttpTransport:
    """Fetches over HTTP under one source's policy; a `Transport`."""

    def __init__(self, policy: Policy, pace: Pace, check: Check = accept_all) -> None:
        self.policy = policy
        self._pace = pace
        self._check = check
        self._session = open_session(policy)

    def fetch(self, request: Request, interval: float | None = None) -> Fetched:
        """Get the body that answers a request.

        Args:
            request: What to ask.
            interval: Least seconds between requests, where the site asks for more (Crawl-delay).

        Raises:
            FetchError: When there is no good answer; the subclass says why.
        """
        answer = self.ask(request, interval=interval)
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
            raise offline(request)
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
            self._pace.wait_for_turn(url, self.policy, interval)
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
    ) -> Answer | Redirect:
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
    ) -> Answer | Redirect:
        asked = Exchange(request, url, known, self.policy, self._check)
        with Deadline(seconds) as deadline:
            try:
                with self._session.get(
                    url,
                    headers={**known.headers, **self._key_for(url)},
                    timeout=(self.policy.connect_seconds, self.policy.read_seconds),
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    return read_reply(asked, response, deadline)
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                raise unreachable(request, error, deadline) from error

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
