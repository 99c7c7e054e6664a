"""The raw lake: validated rows as immutable Parquet files, one folder a table.

It knows tables by name and nothing of what their columns mean. Rows are only ever added; which
of them count is decided in dbt, and never by how they are spread over files.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import polars as pl

from tradebooks.errors import LakeError

_KEYS = ("document_key", "parser_version")
#: A table with more files than this is put into one: many small files are slow to open.
MOST_FILES = 200
_JOURNAL = "compaction.json"


class Lake:
    """The folder of raw tables.

    Args:
        root: Where the lake lies; made if it is not there.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self, table: str, empty: pl.DataFrame) -> None:
        """Make a table readable before it has rows, by a file that holds only its columns."""
        folder = self.root / table
        folder.mkdir(parents=True, exist_ok=True)
        _finish_compaction(folder)
        known = list(folder.glob("columns-*.parquet"))
        if len(known) == 1 and pl.read_parquet_schema(known[0]) == empty.schema:
            return
        header = _write(empty.clear(), folder, "columns")
        for outdated in set(folder.glob("columns-*.parquet")) - {header}:
            outdated.unlink()

    def append(self, table: str, rows: pl.DataFrame) -> Path | None:
        """Add rows to a table as one new file.

        Args:
            table: Name of the raw table.
            rows: The rows; an empty frame adds no file.

        Returns:
            The file, or None where there was nothing to add. Rows that the table holds already
            in one file are not added again.

        Raises:
            LakeError: If the table was never prepared.
        """
        if rows.is_empty():
            return None
        folder = self.root / table
        if not folder.is_dir():
            raise LakeError(
                f"lake table {table}",
                seen="no such folder",
                expected=f"{folder} with its columns file",
                action="call `prepare` with the table's columns before adding rows",
            )
        return _write(_in_order(rows), folder, "part")

    def replace(self, table: str, rows: pl.DataFrame) -> Path | None:
        """Write a table that is made of other tables anew; what it held before is removed.

        A reader that comes between sees the old rows beside the new ones, never half of either.

        Returns:
            The file, or None where the table has no rows now.

        Raises:
            LakeError: If the table was never prepared.
        """
        written = self.append(table, rows)
        for outdated in self._parts(table):
            if outdated != written:
                outdated.unlink()
        return written

    def compact(self, table: str, most: int = MOST_FILES) -> bool:
        """Put a table of many files into one, without changing a row.

        A journal names the files that the new one replaces; after a crash `prepare` reads it, so
        that no row is ever there twice or not at all.

        Returns:
            Whether there was anything to do.
        """
        files = self._parts(table)
        if len(files) <= most:
            return False
        folder = self.root / table
        draft = _write(_scan(files).collect(), folder, "draft")
        target = folder / draft.name.replace("draft-", "part-")
        journal = {"into": target.name, "from": [file.name for file in files]}
        (folder / _JOURNAL).write_text(json.dumps(journal), encoding="utf-8")
        draft.rename(target)
        _finish_compaction(folder)
        return True

    def documents(self, table: str) -> set[tuple[str, str]]:
        """Return the (document_key, parser_version) pairs that a table holds rows of."""
        files = self._parts(table)
        if not files:
            return set()
        pairs = _scan(files).select(_KEYS).unique().collect()
        return {(document, version) for document, version in pairs.iter_rows()}

    def note(self, name: str) -> str:
        """Return what was last noted down under a name; nothing at first."""
        file = self.root / f"{name}.note"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def write_note(self, name: str, text: str) -> None:
        """Note down a text that goes with the rows and is none of them."""
        (self.root / f"{name}.note").write_text(text, encoding="utf-8")

    def tables(self) -> list[str]:
        """Return the names of all tables."""
        return sorted(folder.name for folder in self.root.iterdir() if folder.is_dir())

    def rows(self, table: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return all rows of a table, or some of its columns; an empty frame where it has none."""
        files = self._parts(table)
        if not files:
            return pl.DataFrame()
        found = _scan(files)
        return (found.select(columns) if columns else found).collect()

    def column(self, table: str, name: str) -> set[str]:
        """Return the distinct values of one text column of a table."""
        files = self._parts(table)
        if not files:
            return set()
        return set(_scan(files).select(name).unique().collect()[name].to_list())

    def content_hash(self) -> str:
        """Return a hash that changes whenever a file is added: same hash, same rows."""
        names = sorted(str(file.relative_to(self.root)) for file in self.root.glob("*/*.parquet"))
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:24]

    def _parts(self, table: str) -> list[Path]:
        return sorted((self.root / table).glob("part-*.parquet"))


def _finish_compaction(folder: Path) -> None:
    """Remove the files that a compaction replaced, and what an interrupted one left."""
    journal = folder / _JOURNAL
    if journal.exists():
        plan = json.loads(journal.read_text(encoding="utf-8"))
        if (folder / plan["into"]).exists():
            for name in set(plan["from"]) - {plan["into"]}:
                (folder / name).unlink(missing_ok=True)
        journal.unlink()
    for draft in folder.glob("draft-*.parquet"):
        draft.unlink()


def _scan(files: list[Path]) -> pl.LazyFrame:
    """Read files side by side; a column that a table was given later is null in older files."""
    return pl.concat([pl.scan_parquet(file) for file in files], how="diagonal")


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Order rows, so that the same documents make the same file whichever came first.

    Rows of one document stay as its parser gave them: sorting millions by all columns is what
    writing them would mostly consist of.
    """
    keys = [name for name in _KEYS if name in rows.columns]
    by = keys if len(keys) == len(_KEYS) else rows.columns
    return rows.sort(by, nulls_last=True, maintain_order=True)


def _write(rows: pl.DataFrame, folder: Path, prefix: str) -> Path:
    """Write rows to a file named by its own bytes; nobody ever sees half of it."""
    temporary = folder / f".{uuid4().hex}.tmp"
    rows.write_parquet(temporary, compression="zstd")
    with temporary.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:24]
        os.fsync(file.fileno())
    target = folder / f"{prefix}-{digest}.parquet"
    temporary.rename(target)
    return target
