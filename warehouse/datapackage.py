"""The descriptor of a release: what each table holds, in the form of a Data Package."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse import content
from warehouse.transfer import Stored

_FIELD_TYPES = {
    "BIGINT": "integer",
    "INTEGER": "integer",
    "SMALLINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
}


def write(folder: Path, database: str, stored: list[Stored], *, as_of: datetime) -> dict[str, Any]:
    """Write `datapackage.json` beside a release's database file and its Parquet files.

    Args:
        folder: The release's folder; it holds the database file.
        database: Name of that file.
        stored: The tables in it.
        as_of: Newest knowledge time in the release, UTC.

    Returns:
        The descriptor. Its content hash is over the rows of the marts; its release hash is over
        all that readers see: the views, macros and descriptions too.
    """
    with content.connect(folder / database, folder) as con:
        texts = _descriptions(con)
        definitions = content.definitions(con, Path(database).stem)
    hashes = {(one.table.schema, one.table.name): one.content_hash for one in stored}
    marts = {name: digest for (schema, name), digest in hashes.items() if schema == "main"}
    everything = {".".join(place): digest for place, digest in hashes.items()} | definitions
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tradebooks",
        "title": "Tradebooks: trade between countries, as printed and as stated",
        "as_of": as_of.isoformat(timespec="seconds"),
        "content_hash": content.combined(marts),
        "release_hash": content.combined(everything),
        "database": {"path": database, "bytes": (folder / database).stat().st_size},
        "resources": [_resource(one, texts) for one in stored],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return descriptor


def _resource(stored: Stored, texts: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Describe one table; of one in parts, `parts.json` has the hash of each file."""
    table, files = stored.table, [part.file for _, part in sorted(stored.parts.items())]
    paths = [file.path for file in files]
    whole = {} if stored.is_split else {"hash": f"sha256:{files[0].sha256}"}
    return {
        "name": table.name,
        "path": paths if stored.is_split else paths[0],
        "format": "parquet",
        "description": texts.get((table.name, ""), ""),
        "rows": stored.rows,
        "bytes": sum(file.bytes for file in files),
        **whole,
        "content_hash": stored.content_hash,
        "schema": {"fields": [_field(column, table.name, texts) for column in table.columns]},
    }


def _field(column: content.Column, table: str, texts: dict[tuple[str, str], str]) -> dict[str, str]:
    base = column.type.partition("(")[0]
    return {
        "name": column.name,
        "type": "number" if base == "DECIMAL" else _FIELD_TYPES.get(base, "any"),
        "duckdb_type": column.type,
        "description": texts.get((table, column.name), ""),
    }


def _descriptions(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Return the texts of the data dictionary by table and column ('' for the table itself)."""
    rows = con.execute(
        "select table_name, coalesce(column_name, ''), description from meta.data_dictionary"
    ).fetchall()
    return {(table, column): text for table, column, text in rows}
