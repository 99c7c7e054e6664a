"""One writer at a time: the lock that every load holds, whoever started it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dagster import ConfigurableResource, InitResourceContext
from filelock import FileLock, Timeout

from tradebooks.errors import UsageError
from tradebooks.settings import Settings

#: How long a load waits for another one to end.
WAIT_SECONDS = 600.0


@contextmanager
def held(settings: Settings, tell_waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of the data folder; a process that holds it may take it again.

    Args:
        settings: Where the data folder lies.
        tell_waiting: Called once if another load has to end first.

    Raises:
        UsageError: If another load does not end in time.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data / ".load.lock", is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell_waiting()
        _wait_for(lock, settings)
    try:
        yield
    finally:
        lock.release()


def _wait_for(lock: FileLock, settings: Settings) -> None:
    try:
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout as error:
        raise UsageError(
            "load",
            seen=f"another load of {settings.data} that did not end in {WAIT_SECONDS:.0f} s",
            expected="one writer at a time",
            action="wait until it has ended, or point TRADEBOOKS_DATA to another folder",
        ) from error


class WriterLock(ConfigurableResource[None]):
    """Held from the first step of a run to its last; a second run waits, then gives up."""

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator[None]:  # noqa: ARG002
        """Hold the lock of the data folder while a run executes."""
        with held(Settings()):
            yield
