"""robots.txt: whether a page may be fetched, and how slowly (RFC 9309 and Crawl-delay)."""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import urlsplit

from ingest.fetch.http import HttpTransport
from ingest.fetch.pace import Pace
from ingest.fetch.policy import KILOBYTE, Policy
from ingest.fetch.state import FetchState
from ingest.fetch.types import Request
from tradebooks.errors import FetchError, PausedError, RefusedError, RobotsError, WithdrawnError

AGENT = "tradebooks"
DAY = 86_400.0
# A site whose robots.txt cannot be read is asked for it again after an hour, and not crawled.
UNREAD_SECONDS = 3_600.0
UNREAD = 0
LARGEST = 500 * KILOBYTE


class Robots:
    """The rules of every host, fetched once a day and kept between runs."""

    def __init__(self, state: FetchState, pace: Pace, policy: Policy) -> None:
        self._state = state
        self._transport = HttpTransport(
            replace(policy, attempts=min(policy.attempts, 2), content_types=(), max_bytes=LARGEST),
            pace,
        )

    def crawl_delay(self, request: Request) -> float | None:
        """Return the seconds that the site wants between two requests, or None.

        Raises:
            RobotsError: When the site asks not to fetch this address, or its rules cannot be read.
            PausedError: When the host is not asked for now.
        """
        from protego import Protego

        url = request.url or ""
        status, body = self._rules(url)
        if status == UNREAD:
            raise _disallowed(url, "a robots.txt that cannot be read, which means: keep out")
        if status != 200:
            return None
        rules = Protego.parse(body.decode("utf-8", "replace"))
        if not rules.can_fetch(url, AGENT):
            raise _disallowed(url, "a rule of robots.txt against it")
        delay = rules.crawl_delay(AGENT)
        return None if delay is None else float(delay)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._transport.close()

    def _rules(self, url: str) -> tuple[int, bytes]:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        row = self._state.one("select at, status, body from robots where host = ?", host)
        if row is not None:
            age, status = time.time() - float(str(row[0])), int(str(row[1]))
            if 0 <= age < (UNREAD_SECONDS if status == UNREAD else DAY):
                return status, row[2] if isinstance(row[2], bytes) else b""
        status, body = self._fetch(host)
        with self._state.writing() as books:
            values = (host, time.time(), status, body)
            books.execute("insert or replace into robots values (?, ?, ?, ?)", values)
        return status, body

    def _fetch(self, host: str) -> tuple[int, bytes]:
        try:
            return 200, self._transport.fetch(Request("robots", f"{host}/robots.txt")).body
        except PausedError:
            raise
        except (WithdrawnError, RefusedError):
            return 404, b""
        except FetchError:
            return UNREAD, b""


def _disallowed(url: str, seen: str) -> RobotsError:
    return RobotsError(
        url,
        seen=seen,
        expected="leave to fetch the page",
        action="save the page with a browser and add it: tradebooks add page.html --url …",
    )
