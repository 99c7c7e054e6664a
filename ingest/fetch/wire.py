"""Connections that go to checked addresses only and never outlast their deadline.

`requests` does the talking; this file changes two things of it: the network address is looked up,
checked and pinned when a connection is made, and a clock closes the connection when the time of
the attempt is over, whatever part of the answer is dripping in.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Retry
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from ingest.fetch.guard import public_addresses
from ingest.fetch.policy import Policy

_DEADLINE: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class Deadline:
    """Closes the connection in use when the time of one attempt is over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self._handle: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._token = _DEADLINE.set(self)
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._replace(None)
        _DEADLINE.reset(self._token)

    def watch(self, connection: socket.socket | None) -> None:
        """Close this connection when time is up; at once if it is up already.

        A second handle of the same connection is kept: TLS takes the first one over.
        """
        self._replace(_second_handle(connection))
        if self.is_over:
            self._end()

    def check(self) -> None:
        """Raise if time is up: a connection that was closed may look like the end of a body.

        Raises:
            TimeoutError: When it is.
        """
        if self.is_over:
            raise TimeoutError(f"the {self.seconds:.3g} s of this attempt are over")

    def _replace(self, handle: socket.socket | None) -> None:
        with self._lock:
            if self._handle is not None:
                self._handle.close()
            self._handle = handle

    def _end(self) -> None:
        self.is_over = True
        with self._lock, contextlib.suppress(OSError):
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)


def _second_handle(connection: socket.socket | None) -> socket.socket | None:
    if connection is None or connection.fileno() < 0:
        return None
    return socket.socket(fileno=os.dup(connection.fileno()))


class _Guarded(HTTPConnection):
    """Connects to the checked address of its host, under the deadline of the attempt."""

    policy: Policy

    def _new_conn(self) -> socket.socket:
        try:
            addresses = public_addresses(self.host, self.port, self.policy)
        except OSError as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
        made = self._connect(addresses)
        _watch(made)
        return made

    def _connect(self, addresses: list[str]) -> socket.socket:
        """Try the addresses in turn, as a name with an IPv6 address needs on an IPv4 network."""
        errors: list[OSError] = []
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port),
                    self.timeout,
                    source_address=self.source_address,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                errors.append(error)
        last = errors[-1]
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(self, f"no connection to {self.host} in time") from last
        tried = ", ".join(addresses)
        raise NewConnectionError(self, f"no connection to {self.host} ({tried}): {last}") from last

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Send a request over a connection that the deadline knows, new or kept alive."""
        _watch(self.sock)
        super().request(*args, **kwargs)


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same over TLS; the certificate is checked against the name, not the address."""


def _watch(connection: socket.socket | None) -> None:
    deadline = _DEADLINE.get()
    if deadline is not None:
        deadline.watch(connection)


class _GuardedAdapter(HTTPAdapter):
    """Makes guarded connections; tries a connection that fails at once one more time."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        retry = Retry(total=None, connect=1, read=0, redirect=0, status=0, other=0)
        super().__init__(max_retries=retry)

    def init_poolmanager(self, connections: int, maxsize: int, **options: Any) -> None:  # type: ignore[override]  # noqa: ANN401
        manager = PoolManager(connections, maxsize=maxsize, **options)
        bound = {"policy": self._policy}
        plain = type("Connection", (_Guarded,), bound)
        tls = type("TlsConnection", (_GuardedTls,), bound)
        manager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        self.poolmanager = manager


class _Session(requests.Session):
    """Hands redirects to its caller unread; by itself it would take in their bodies whole."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """See no redirect."""
        return None


def open_session(policy: Policy) -> requests.Session:
    """Make a session that reads no proxies, passwords or cookies from its surroundings."""
    session = _Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers.clear()
    session.headers.update(
        {"User-Agent": policy.user_agent, "Accept": policy.accept, "Accept-Encoding": "gzip"}
    )
    if policy.ca_bundle:
        session.verify = policy.ca_bundle
    adapter = _GuardedAdapter(policy)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
