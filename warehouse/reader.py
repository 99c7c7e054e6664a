"""How a published release is opened: read-only, without access to anything outside it."""

from __future__ import annotations

from pathlib import Path

import duckdb

#: Settings of every reader: no files, no network, no extension, and none of it can be undone.
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "lock_configuration": True,
}


def connect(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a release's database file for reading only.

    Keep the connection short: a process sees a newer release only when it opens the file anew.
    """
    return duckdb.connect(str(database), read_only=True, config=HARDENED)
