"""What a database file holds: its tables, views and macros, and their fingerprints.

The fingerprint of a table depends on its rows alone: not on their order, the file or the machine.
How tables come into a release is said in `transfer`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

#: Schemas that readers see. Everything else in the build file is private to dbt.
TABLE_SCHEMAS = ("main", "meta")
VIEW_SCHEMAS = ("bi",)
#: What copying and hashing may take; sorts of larger tables go to disk.
MEMORY = "512MB"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table."""

    schema: str
    name: str
    columns: tuple[Column, ...]

    @property
    def quoted(self) -> str:
        """The name as SQL writes it, without a catalog."""
        return f'"{self.schema}"."{self.name}"'


def connect(file: Path | None, scratch: Path) -> duckdb.DuckDBPyConnection:
    """Open a database file to read it, or one in memory, within the memory of a release.

    Args:
        file: The file; None for a database in memory.
        scratch: Where a sort that does not fit goes.
    """
    config: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(scratch / ".spill"),
    }
    if file is None:
        return duckdb.connect(":memory:", config=config)
    return duckdb.connect(str(file), read_only=True, config=config)


def tables(con: duckdb.DuckDBPyConnection, catalog: str) -> list[Table]:
    """Return the tables of the published schemas of one catalog, by schema and name."""
    rows = con.execute(
        """
        select t.schema_name, t.table_name, c.column_name, c.data_type
        from duckdb_tables() as t
        join duckdb_columns() as c using (database_name, schema_name, table_name)
        where t.database_name = ? and list_contains(?, t.schema_name)
        order by t.schema_name, t.table_name, c.column_index
        """,
        [catalog, list(TABLE_SCHEMAS)],
    ).fetchall()
    grouped: dict[tuple[str, str], list[Column]] = {}
    for schema, name, column, data_type in rows:
        grouped.setdefault((schema, name), []).append(Column(column, data_type))
    return [Table(schema, name, tuple(found)) for (schema, name), found in grouped.items()]


def row_count(con: duckdb.DuckDBPyConnection, catalog: str, table: Table) -> int:
    """Return the number of rows of a table."""
    row = con.execute(f'select count(*) from "{catalog}".{table.quoted}').fetchone()
    return int(row[0]) if row else 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the hashes of rows: those of the parts of a table add up to those of all of it.

    Attributes:
        rows: Number of rows.
        lower: Sum of the lower halves of their hashes.
        upper: Sum of the upper halves.
    """

    rows: int
    lower: int
    upper: int


def sums(
    con: duckdb.DuckDBPyConnection, source: str, table: Table, part: str = "''"
) -> dict[str, Sums]:
    """Return the sums over rows of a table, by part.

    Every row is written as text with its decimals fixed and hashed; the hashes are added up, so
    that memory stays flat however many rows there are.

    Args:
        con: Where the rows are read.
        source: The rows, as SQL writes what stands after `from`.
        table: Their table.
        part: SQL that names the part of a row.
    """
    texts = ", ".join(_as_text(column) for column in table.columns)
    found = con.execute(
        f"""
        select
            part,
            count(*),
            sum(md5_number_lower(line)::hugeint),
            sum(md5_number_upper(line)::hugeint)
        from (
            select {part} as part, concat_ws(chr(31), {texts}) as line
            from {source}
        )
        group by part
        """
    ).fetchall()
    return {part: Sums(*counted) for part, *counted in found}


def digest(table: Table, parts: Iterable[Sums]) -> str:
    """Return the hash over the rows of a table from the sums of its parts."""
    known = list(parts)
    whole = Sums(
        sum(part.rows for part in known),
        sum(part.lower for part in known),
        sum(part.upper for part in known),
    )
    names = ",".join(f"{column.name} {column.type}" for column in table.columns)
    return hashlib.sha256(f"{table.quoted}({names})={whole}".encode()).hexdigest()


def fingerprint(con: duckdb.DuckDBPyConnection, catalog: str, table: Table) -> str:
    """Return a hash over the rows of a table, whatever their order."""
    return digest(table, sums(con, f'"{catalog}".{table.quoted}', table).values())


def _as_text(column: Column) -> str:
    """Return SQL that writes one column as text; a null differs from every value."""
    name = f'"{column.name}"'
    if column.type in ("DOUBLE", "FLOAT"):
        text = f"printf('%.9g', {name})"
    else:
        text = f"cast({name} as varchar)"
    return f"coalesce({text}, chr(30))"


def combined(fingerprints: dict[str, str]) -> str:
    """Return one hash over named fingerprints, whatever their order."""
    lines = "\n".join(f"{name}={digest}" for name, digest in sorted(fingerprints.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def definitions(con: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, str]:
    """Return the text of every view and macro that readers see, by name."""
    views = con.execute(
        "select schema_name || '.' || view_name, sql from duckdb_views() "
        "where database_name = ? and not internal",
        [catalog],
    ).fetchall()
    macros = con.execute(
        "select schema_name || '.' || function_name || '()', "
        "cast(parameters as varchar) || macro_definition from duckdb_functions() "
        "where database_name = ? and not internal and macro_definition is not null",
        [catalog],
    ).fetchall()
    return dict(views + macros)


def copy_definitions(con: duckdb.DuckDBPyConnection, stem: str) -> None:
    """Make the views and macros of the attached `build_file` in the database in use.

    They are made without the catalog's name, so that the copy can be attached under any name.

    Args:
        con: With the build attached as `build_file`.
        stem: Name of the build's catalog when its views were made.
    """
    for schema in VIEW_SCHEMAS:
        con.execute(f'create schema if not exists "{schema}"')
    _define(con, _definitions(con, stem))


def _define(con: duckdb.DuckDBPyConnection, statements: list[str]) -> None:
    """Execute statements that build on one another, whatever their order.

    Raises:
        duckdb.CatalogException: If one of them needs something that none of them makes.
    """
    while statements:
        waiting: list[str] = []
        for statement in statements:
            try:
                con.execute(statement)
            except duckdb.CatalogException:
                waiting.append(statement)
        if len(waiting) == len(statements):
            con.execute(waiting[0])
        statements = waiting


def _definitions(con: duckdb.DuckDBPyConnection, stem: str) -> list[str]:
    """Return the statements that make the macros and views of the build file."""
    macros = con.execute(
        """
        select distinct schema_name, function_name, parameters, macro_definition, function_type
        from duckdb_functions()
        where database_name = 'build_file' and not internal
        order by all
        """
    ).fetchall()
    views = con.execute(
        """
        select sql from duckdb_views()
        where database_name = 'build_file' and list_contains(?, schema_name) and not internal
        order by all
        """,
        [list(VIEW_SCHEMAS)],
    ).fetchall()
    statements = [
        f'create macro "{schema}"."{name}"({", ".join(parameters)}) as '
        f"{'table ' if kind == 'table_macro' else ''}{body}"
        for schema, name, parameters, body, kind in macros
    ] + [sql for (sql,) in views]
    return [_without_catalog(statement, stem) for statement in statements]


def _without_catalog(sql: str, stem: str) -> str:
    for catalog in ("build_file", stem):
        sql = sql.replace(f'"{catalog}".', "").replace(f"{catalog}.", "")
    return sql
