"""One writer at a time: the lock that every load holds, whoever started it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dagster import ConfigurableResource, InitResourceContext
from filelock import FileLock, Timeout

from tradebooks.errors import UsageError
from tradebooks.settings import Settings


class WriterLock(ConfigurableResource[None]):
    """Held from the first step of a run to its last; a second run waits, then gives up.

    Attributes:
        wait_seconds: How long to wait for another load to end.
    """

    wait_seconds: float = 600.0

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator[None]:  # noqa: ARG002
        """Hold the lock of the data folder while a run executes.

        Raises:
            UsageError: If another load does not end in time.
        """
        folder = Settings().data
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / ".load.lock", timeout=self.wait_seconds):
                yield
        except Timeout as error:
            raise UsageError(
                "load",
                seen=f"another load of {folder} that did not end in {self.wait_seconds:.0f} s",
                expected="one writer at a time",
                action="wait until it has ended, or point TRADEBOOKS_DATA to another folder",
            ) from error
