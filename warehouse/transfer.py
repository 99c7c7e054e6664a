"""The way of tables from a build into a release: rows of its DuckDB file, and Parquet.

dbt keeps large tables between builds and makes anew only the rows of fresh pairs of countries
(`dbt_project/macros/fresh.sql`). A release follows it: it starts from the DuckDB file of the
release that the build was published as before, replaces the rows of fresh pairs, and links the
Parquet files of all others. Everything else is small and written as a whole.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from mmap import mmap
from pathlib import Path
from typing import Any

import duckdb

from tradebooks.errors import ReleaseError
from warehouse import content, parquet
from warehouse.content import Sums, Table
from warehouse.parquet import File

#: A table with fewer rows is one part, kept by pair or not: many small files cost more.
WHOLE_ROWS = 100_000
#: How much of a file is copied at a time.
_BLOCK_BYTES = 8 << 20
#: What a release says of the parts that the next one may take over.
PARTS = "parts.json"
#: Which pairs of countries were made anew since the build was published, both ways round.
_FRESH = """
    create temp table fresh_pair as
    with pairs as (
        select first_geo, second_geo
        from build_file.intermediate.int_pair
        where made_after is not distinct from (
            select max(release) from build_file.intermediate.published_as
        )
    )
    from pairs union select second_geo, first_geo from pairs
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table that are hashed and written together.

    Attributes:
        sums: Over its rows.
        file: Where they lie as Parquet.
    """

    sums: Sums
    file: File


@dataclass(frozen=True, slots=True)
class Stored:
    """A table as it lies in a release.

    Attributes:
        table: Its name and columns.
        parts: Its parts by name.
        is_split: Whether it is kept in parts; else there is one, without a name.
    """

    table: Table
    parts: dict[str, Part]
    is_split: bool

    @property
    def rows(self) -> int:
        """Number of rows."""
        return sum(part.sums.rows for part in self.parts.values())

    @property
    def content_hash(self) -> str:
        """Hash over its rows, however they are spread over parts."""
        return content.digest(self.table, (part.sums for part in self.parts.values()))


def transfer(build: Path, database: Path, before: Path | None) -> list[Stored]:
    """Bring the tables of a build into the folder of a release; return what lies there then.

    Args:
        build: The build file.
        database: The release's DuckDB file, to be made; Parquet files lie beside it.
        before: Folder of the release that the build was published as before it was built upon;
            None if all of it is new.
    """
    if before is not None:
        copy(before / database.name, database)
    with content.connect(None, database.parent) as con:
        con.execute(f"attach '{_escaped(build)}' as build_file (read_only)")
        con.execute(f"attach '{_escaped(database)}' as release_file")
        con.execute("use release_file")
        for schema in content.TABLE_SCHEMAS:
            con.execute(f'create schema if not exists "{schema}"')
        transferring = _Transfer(con, database.parent, before)
        stored = [transferring.bring(table) for table in content.tables(con, "build_file")]
        if before is None:
            content.copy_definitions(con, build.stem)
    _remember(database, stored)
    return stored


def is_unaltered(database: Path) -> bool:
    """Say whether a release is as it was written, so that the next one may take it over.

    Of its DuckDB file the size and the time of its last change are compared, of Parquet files
    the sizes: to hash all of a long history, every day, would be too dear.
    """
    folder = database.parent
    try:
        known = json.loads((folder / PARTS).read_text(encoding="utf-8"))
        parts = [part for table in _parts(known).values() for part in table.values()]
        return bool(known["database"] == _state(database)) and all(
            (folder / part.file.path).stat().st_size == part.file.bytes for part in parts
        )
    except (FileNotFoundError, KeyError, ValueError):
        return False


def copy(source: Path, target: Path) -> None:
    """Copy a file of gigabytes past the page cache, where the system allows it.

    What is copied is not read again soon; giving out memory for it took most of the time.
    """
    past_cache = getattr(os, "O_DIRECT", 0)

    def opened(path: str, flags: int) -> int:
        return os.open(path, flags | past_cache, 0o644)

    try:
        with (
            open(source, "rb", buffering=0, opener=opened) as reader,
            open(target, "wb", buffering=0, opener=opened) as writer,
            mmap(-1, _BLOCK_BYTES) as block,
            memoryview(block) as view,
        ):
            while size := reader.readinto(view):
                writer.write(view[:size])
        is_whole = target.stat().st_size == source.stat().st_size
    except OSError:
        # Not every file system does it, nor for a size that is no multiple of its blocks.
        is_whole = False
    if not is_whole:
        shutil.copyfile(source, target)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What dbt says of the rows of a table that it keeps by pair, as SQL.

    Attributes:
        part: Name of a row's part.
        is_fresh: Whether a row was made anew, by the relation `fresh_pair`.
    """

    part: str
    is_fresh: str


class _Transfer:
    """One way of tables from a build into a release.

    Args:
        con: With the databases `build_file` and `release_file`, the latter in use.
        folder: The release's folder.
        before: Folder of the release that it starts from.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, before: Path | None) -> None:
        self._con = con
        self._folder = folder
        self._before = before
        self._known = _remembered(before) if before else {}
        con.execute(_FRESH)
        fresh = con.execute("select first_geo || '_' || second_geo from fresh_pair").fetchall()
        self._fresh = {name for (name,) in fresh}
        kept = con.execute("from build_file.intermediate.kept_by_pair").fetchall()
        self._rules = {table: _Rule(part, is_fresh) for table, part, is_fresh in kept}

    def bring(self, table: Table) -> Stored:
        """Bring one table over."""
        rule = self._rules.get(table.name)
        if rule is None or content.row_count(self._con, "build_file", table) <= WHOLE_ROWS:
            return self._whole(table)
        return self._in_parts(table, rule)

    def _whole(self, table: Table) -> Stored:
        """Write all rows, in the order of all columns."""
        name = table.quoted
        self._con.execute(f"create or replace table {name} as from build_file.{name} order by all")
        found = content.sums(self._con, name, table).get("", Sums(0, 0, 0))
        file = parquet.write(self._con, name, self._folder, f"{_place(table)}.parquet")
        return Stored(table, {"": Part(found, file)}, is_split=False)

    def _in_parts(self, table: Table, rule: _Rule) -> Stored:
        """Write the rows of fresh parts and take over all others."""
        con, name = self._con, table.quoted
        known = self._known.get(table.name, {})
        built = f"build_file.{name}"
        con.begin()
        if known:
            con.execute(f"delete from {name} where {rule.is_fresh}")
            # Asked for by their place: the columns of other rows are not read.
            built = f"{built} where rowid in (select rowid from {built} where {rule.is_fresh})"
        else:
            con.execute(f"create or replace table {name} as from {built} limit 0")
        last = self._one(f"select max(rowid) from {name}", -1)
        con.execute(f"insert into {name} from {built} order by {rule.part}")
        added = f"(select *, {rule.part} as part from {name} where rowid > {last})"
        found = content.sums(con, added, table, "part")
        files = parquet.write_parts(con, added, self._folder, _place(table))
        con.commit()
        parts = {place: Part(found[place], file) for place, file in files.items()}
        stored = Stored(table, parts | self._taken_over(known), is_split=True)
        self._assert_whole(stored)
        return stored

    def _taken_over(self, known: dict[str, Part]) -> dict[str, Part]:
        """Link the files of the parts that are not fresh."""
        kept = {place: part for place, part in known.items() if place not in self._fresh}
        if self._before is not None:
            for part in kept.values():
                parquet.link(part.file, self._before, self._folder)
        return kept

    def _assert_whole(self, stored: Stored) -> None:
        """Refuse parts that are not, together, what was built."""
        built = content.row_count(self._con, "build_file", stored.table)
        copied = content.row_count(self._con, "release_file", stored.table)
        if not built == copied == stored.rows:
            raise ReleaseError(
                f"table {stored.table.name}",
                seen=f"{copied} rows in the database, {stored.rows} in the parts",
                expected=f"the {built} rows of the build",
                action="delete `data/build/basis` and run `tradebooks run` to build all anew",
            )

    def _one(self, query: str, default: int) -> int:
        row = self._con.execute(query).fetchone()
        return default if row is None or row[0] is None else int(row[0])


def _place(table: Table) -> str:
    """Return where the Parquet files of a table lie in a release."""
    return f"{'marts' if table.schema == 'main' else table.schema}/{table.name}"


def _remember(database: Path, stored: list[Stored]) -> None:
    """Write what the next release needs to know of this one."""
    tables = {
        one.table.name: {place: asdict(part) for place, part in one.parts.items()}
        for one in stored
        if one.is_split
    }
    text = json.dumps({"database": _state(database), "tables": tables})
    (database.parent / PARTS).write_text(text, encoding="utf-8")


def _state(file: Path) -> dict[str, int]:
    """Return what tells a file that was changed since, without reading it."""
    found = file.stat()
    return {"bytes": found.st_size, "modified_ns": found.st_mtime_ns}


def _remembered(folder: Path) -> dict[str, dict[str, Part]]:
    """Return the parts of a release by table and name."""
    return _parts(json.loads((folder / PARTS).read_text(encoding="utf-8")))


def _parts(known: dict[str, Any]) -> dict[str, dict[str, Part]]:
    return {
        table: {
            place: Part(Sums(**part["sums"]), File(**part["file"])) for place, part in parts.items()
        }
        for table, parts in known["tables"].items()
    }


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
