"""Dagster's log of events, with what it opens anew for every event kept.

Dagster makes an engine and a connection for each of the thousands of reads and writes of a load,
and the last connection that closes copies all that was written and waits for the disk. Here an
engine is made once for each file, and the file that all runs share stays open. The file of a run
is closed after every event all the same: web pages see by its change that there is news.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event

SHARED = "index"


class EventLog(SqliteEventLogStorage):
    """The event log in the files that Dagster itself would use."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        """Say that nothing can be set: where the files lie follows from `DAGSTER_HOME`."""
        return {}

    @classmethod
    def from_config_value(
        cls,
        inst_data: ConfigurableClassData | None,
        config_value: Mapping[str, Any],  # noqa: ARG003
    ) -> EventLog:
        """Make the log of the instance in `DAGSTER_HOME`."""
        return cls(str(Path(os.environ["DAGSTER_HOME"]) / "history" / "runs"), inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        if shard not in self._engines:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=QueuePool if shard == SHARED else NullPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
            )
            event.listen(engine, "connect", _wait_for_the_disk_at_checkpoints_only)
            self._engines[shard] = engine
        return self._engines[shard]

    def wipe(self) -> None:
        """Remove all events."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close the files."""
        self._close()
        super().dispose()

    def _close(self) -> None:
        while self._engines:
            self._engines.popitem()[1].dispose()


def _wait_for_the_disk_at_checkpoints_only(connection: sqlite3.Connection, _record: object) -> None:
    """Let a power cut lose the last events, which a run that it ended needs no more."""
    connection.execute("pragma synchronous = normal")
