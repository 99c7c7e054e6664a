"""What polite fetching remembers between runs: one small SQLite file that processes share.

It holds paces, quotas, circuits, validators, work lists, robots.txt and the health of sources.
Nothing in it is needed to rebuild the warehouse: when it is lost, everything is asked once more.
What the numbers mean is the business of `pace`, `validators` and `worklist`.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

log = logging.getLogger(__name__)
_SCHEMA = """
create table if not exists pace (
    host text primary key, next_at real not null default 0, held_until real not null default 0);
create table if not exists spent (
    host text not null, day text not null, requests integer not null, primary key (host, day));
create table if not exists circuit (
    host text primary key, failures integer not null, open_until real not null default 0);
create table if not exists validator (
    request text primary key, etag text, last_modified text, fetch_key text not null);
create table if not exists worklist (
    list text not null, request text not null, outcome text not null, fetch_key text,
    at real not null, primary key (list, request));
create table if not exists robots (
    host text primary key, at real not null, status integer not null, body blob not null);
create table if not exists health (
    source text primary key, succeeded_at text, failed_at text, error text);
"""
WAIT_SECONDS = 30.0


class FetchState:
    """The file, with one transaction at a time over all processes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        # SQLite does not wait for another process when the journal is switched over.
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=WAIT_SECONDS):
            self._connection = _open_or_mend(path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Read and write as one step that no other process comes between."""
        self._connection.execute("begin immediate")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def one(self, query: str, *values: object) -> tuple[object, ...] | None:
        """Return the first row of a query, or None."""
        row: tuple[object, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return all rows of a query."""
        return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _open_or_mend(path: Path) -> sqlite3.Connection:
    """Open the file; one that is damaged is put aside, because nothing in it cannot be missed."""
    try:
        return _open(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        aside = path.with_name(f"{path.name}.damaged")
        log.warning("%s is damaged (%s): kept as %s, started anew", path, error, aside.name)
        path.replace(aside)
        return _open(path)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
