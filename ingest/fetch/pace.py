"""When a host may be asked again: pace, daily quota, waits it asked for, and the circuit breaker.

A kind of request with a limit of its own has a pace and a quota besides those of its host. All of
it survives a restart and counts over all processes that share the state file. Times are
those of the wall clock, because nothing else means the same after a restart.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from ingest.fetch.policy import Policy
from ingest.fetch.state import FetchState
from tradebooks.errors import PausedError

# A longer wait is not believed: the clock was set back, or a server asks for a week.
LONGEST_HOLD = 86_400.0
_RESERVE = "insert into pace (host, next_at) values (?, ?) on conflict do update set next_at = ?"
_HOLD = "insert into pace (host, held_until) values (?, ?) on conflict do update set held_until = ?"
_SPEND = (
    "insert into spent values (?, ?, 1) on conflict do update set requests = requests + 1 "
    "returning requests"
)
_FAIL = (
    "insert into circuit (host, failures) values (?, 1) "
    "on conflict do update set failures = failures + 1 returning failures"
)


class Turn(NamedTuple):
    """What the books say about a host, or a kind of request to it, at one moment."""

    next_at: float
    held_until: float
    open_until: float
    spent: int


class Account(NamedTuple):
    """What is booked together: all requests to a host, or those of one kind."""

    name: str
    interval_seconds: float
    daily_quota: int | None
    kind: str | None = None


class Pace:
    """Gives every request to a host its turn."""

    def __init__(self, state: FetchState) -> None:
        self._state = state

    def wait_for_turn(self, url: str, policy: Policy, interval: float | None = None) -> None:
        """Sleep until an address may be asked for, and count the request.

        Args:
            url: What is to be asked.
            policy: Manners of the source that asks.
            interval: Least time between requests where it is more than the policy's: Crawl-delay.

        Raises:
            PausedError: When the quota is used up, the circuit is open, or a long wait was asked.
        """
        with self._state.writing() as books:
            now = time.time()
            day = _day(now)
            accounts = _accounts(url, policy, interval or 0.0)
            turns = {account: self._turn(account.name, day, now) for account in accounts}
            for account, turn in turns.items():
                error = _refusal(account, policy, turn, now)
                if error is not None:
                    error.request_kind = account.kind
                    raise error
            at = max(now, *(time for turn in turns.values() for time in turn[:2]))
            for account in accounts:
                following = at + account.interval_seconds
                books.execute(_RESERVE, (account.name, following, following))
                books.execute(_SPEND, (account.name, day))
        if at > now:
            time.sleep(at - now)

    def hold(self, host: str, seconds: float) -> None:
        """Note that the host asked to be left alone for a time."""
        until = time.time() + min(seconds, LONGEST_HOLD)
        with self._state.writing() as books:
            books.execute(_HOLD, (host, until, until))

    def failed(self, host: str, policy: Policy) -> None:
        """Count a failure; enough of them in a row open the circuit."""
        with self._state.writing() as books:
            (failures,) = books.execute(_FAIL, (host,)).fetchone()
            if failures >= policy.circuit_failures:
                until = time.time() + policy.circuit_seconds
                books.execute("update circuit set open_until = ? where host = ?", (until, host))

    def succeeded(self, host: str) -> None:
        """Close the circuit: the host answers."""
        with self._state.writing() as books:
            books.execute("delete from circuit where host = ?", (host,))

    def _turn(self, host: str, day: str, now: float) -> Turn:
        one = self._state.one
        pace = one("select next_at, held_until from pace where host = ?", host) or (0.0, 0.0)
        circuit = one("select open_until from circuit where host = ?", host) or (0.0,)
        spent = one("select requests from spent where host = ? and day = ?", host, day) or (0,)
        times = [float(str(value)) for value in (*pace, *circuit)]
        believed = [value if value <= now + LONGEST_HOLD else 0.0 for value in times]
        return Turn(believed[0], believed[1], believed[2], int(str(spent[0])))


def _accounts(url: str, policy: Policy, interval: float) -> list[Account]:
    """Return the accounts that a request is booked on: its host's, and its kind's if it has one."""
    host = urlsplit(url).hostname or ""
    accounts = [Account(host, max(policy.interval_seconds, interval), policy.daily_quota)]
    limit = policy.limit_of(url)
    if limit is not None:
        name = f"{host}, {limit.kind}"
        accounts.append(Account(name, limit.interval_seconds, limit.daily_quota, limit.kind))
    return accounts


def _refusal(account: Account, policy: Policy, turn: Turn, now: float) -> PausedError | None:
    host = account.name
    if account.daily_quota is not None and turn.spent >= account.daily_quota:
        return PausedError(
            f"host {host}",
            seen=f"{turn.spent} requests today",
            expected=f"at most {account.daily_quota} in a UTC day",
            action="go on tomorrow: the next run continues where this one stopped; "
            "or raise daily_quota if the service allows it",
        )
    if turn.open_until > now:
        return _paused(host, "failures in a row, so that it is left alone", turn.open_until)
    if turn.held_until - now > policy.retry_after_max_seconds:
        return _paused(host, "its request for a longer wait (Retry-After)", turn.held_until)
    if turn.next_at - now > policy.retry_after_max_seconds:
        return _paused(host, "its request for long pauses (Crawl-delay)", turn.next_at)
    return None


def _paused(host: str, reason: str, until: float) -> PausedError:
    moment = datetime.fromtimestamp(until, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return PausedError(
        f"host {host}",
        seen=reason,
        expected="a host that answers",
        action=f"nothing: it is asked again in the first run after {moment}",
    )


def _day(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()
