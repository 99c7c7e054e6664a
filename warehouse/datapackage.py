"""The descriptor of a release: what each table holds, in the form of a Data Package.

It is written beside the Parquet copies of the tables, which are made here too.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse import content

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


def write(folder: Path, database: str, *, as_of: datetime) -> dict[str, Any]:
    """Write the Parquet copies and `datapackage.json` of a release's database file.

    Args:
        folder: The release's folder; it holds the database file.
        database: Name of that file.
        as_of: Newest knowledge time in the release, UTC.

    Returns:
        The descriptor. Its content hash is over the rows of the marts; its release hash is over
        all that readers see: the views, macros and descriptions too.
    """
    with content.connect(folder / database, folder) as con:
        catalog = Path(database).stem
        found = content.tables(con, catalog)
        texts = _descriptions(con)
        resources = [_resource(con, catalog, folder, table, texts) for table in found]
        definitions = content.definitions(con, catalog)
    hashes = {
        (table.schema, table.name): resource["content_hash"]
        for resource, table in zip(resources, found, strict=True)
    }
    marts = {name: digest for (schema, name), digest in hashes.items() if schema == "main"}
    everything = {".".join(place): digest for place, digest in hashes.items()} | definitions
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tradebooks",
        "title": "Tradebooks: trade between countries, as printed and as stated",
        "as_of": as_of.isoformat(timespec="seconds"),
        "content_hash": content.combined(marts),
        "release_hash": content.combined(everything),
        "database": {"path": database, "sha256": _sha256(folder / database)},
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return descriptor


def _resource(
    con: duckdb.DuckDBPyConnection,
    catalog: str,
    folder: Path,
    table: content.Table,
    texts: dict[tuple[str, str], str],
) -> dict[str, Any]:
    """Write one table as Parquet, in the order in which it lies, and describe it."""
    path = Path("marts" if table.schema == "main" else table.schema) / f"{table.name}.parquet"
    (folder / path).parent.mkdir(exist_ok=True)
    target = str(folder / path).replace("'", "''")
    con.execute(
        f'copy (select * from "{catalog}".{table.quoted}) '
        f"to '{target}' (format parquet, compression zstd)"
    )
    return {
        "name": table.name,
        "path": str(path),
        "format": "parquet",
        "description": texts.get((table.name, ""), ""),
        "rows": content.row_count(con, catalog, table),
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{_sha256(folder / path)}",
        "content_hash": content.fingerprint(con, catalog, table),
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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
