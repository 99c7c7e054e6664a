"""Errors for requests that got no answer at all: what broke, in one sentence."""

from __future__ import annotations

import re

from ingest.fetch.answers import name_of
from ingest.fetch.types import Request
from ingest.fetch.wire import Deadline
from tradebooks.errors import FetchError, PausedError, UnreachableError

_CONNECTION = re.compile(r"^\w+\(host=[^)]*\): ")


def unreachable(request: Request, error: Exception, deadline: Deadline) -> FetchError:
    """Say in one sentence what broke; texts of libraries are kept short."""
    if deadline.is_over:
        seen = f"no whole answer after {deadline.seconds:.3g} s: it came too slowly"
    else:
        inner = _innermost(error)
        words = _CONNECTION.sub("", str(inner))[:200]
        seen = f"{type(inner).__name__}: {words}"
    return UnreachableError(
        name_of(request),
        seen=seen,
        expected="a whole answer",
        action="check the network and whether the service is up (`tradebooks probe`); "
        "the last good answer stays in use",
    )


def _innermost(error: BaseException) -> BaseException:
    """Return what broke under the layers of libraries that pass an error on."""
    layers = [getattr(error, "reason", None), *error.args, error.__cause__]
    inner = next((layer for layer in layers if isinstance(layer, Exception)), None)
    return error if inner is None or inner is error else _innermost(inner)


def offline(request: Request) -> PausedError:
    """Make the error for a request that the offline switch forbids."""
    return PausedError(
        name_of(request),
        seen="the offline switch (fetch.offline)",
        expected="leave to use the network",
        action="set TRADEBOOKS_FETCH__OFFLINE=false, or load without --live",
    )
