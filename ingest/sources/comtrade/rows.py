"""The array of an answer to a typed frame, in one pass of DuckDB over the bytes.

Names are checked before; a cell that does not fit its type makes its row a reject, never the
whole answer. What the columns mean is the business of `read`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources.comtrade.columns import Field
from ingest.sources.comtrade.envelope import Envelope
from ingest.sources.parsed import ROW_ID, Document, Reject
from tradebooks.errors import DocumentError

if TYPE_CHECKING:
    import polars as pl

# One row has some 1 000 bytes; a larger one is not a row.
LARGEST_ROW = 1 << 20
ACTION = (
    "look at the interface's release notes; if the layout has changed, the parser must learn it"
)


def wire_names(
    envelope: Envelope, fields: Mapping[str, Field], document: Document
) -> dict[str, str]:
    """Return the wire's spelling of every kept field by raw column.

    Raises:
        DocumentError: When a field is missing, unknown or there twice.
    """
    spelt = {name.lower(): name for name in envelope.names}
    unknown = [name for name in envelope.names if name.lower() not in fields]
    missing = [name for name, field in fields.items() if field.is_required and name not in spelt]
    if unknown or missing or len(spelt) < len(envelope.names):
        twice = [] if len(spelt) == len(envelope.names) else ["names that differ only in case"]
        parts = [f"missing {name}" for name in missing] + [f"unknown {name}" for name in unknown]
        raise DocumentError(
            document.name,
            seen="; ".join([*parts, *twice][:8]),
            expected="rows with the fields of UN Comtrade v1",
            action=ACTION,
        )
    return {
        field.column: spelt[name]
        for name, field in fields.items()
        if field.column is not None and name in spelt
    }


def typed_rows(
    envelope: Envelope, fields: Mapping[str, Field], document: Document
) -> tuple[pl.DataFrame, list[Reject]]:
    """Read the rows with their types; every kept column is there, `row_id` is added.

    A rejected row is in the frame too, with null in the cells that do not fit.

    Raises:
        DocumentError: When the fields are others, or the array cannot be read at all.
    """
    import duckdb

    names = wire_names(envelope, fields, document) if not envelope.is_empty else {}
    kinds = {field.column: field.kind for field in fields.values() if field.column is not None}
    try:
        frame = _read(envelope.array, names, kinds)
        rejects: list[Reject] = []
    except duckdb.Error:
        texts = _read_texts(envelope.array, names, document)
        frame, rejects = _cast(texts, kinds)
    if envelope.count is not None and envelope.count != frame.height:
        raise DocumentError(
            document.name,
            seen=f"{frame.height} rows",
            expected=f"the {envelope.count} rows that the answer states",
            action="fetch it once more; the archived body is not whole",
        )
    return frame, rejects


def _read(array: memoryview, names: Mapping[str, str], kinds: Mapping[str, str]) -> pl.DataFrame:
    """Let DuckDB read the array; columns that the wire lacks are null."""
    import duckdb
    import polars as pl

    types = {"VARCHAR": pl.String, "INTEGER": pl.Int32, "BIGINT": pl.Int64}
    types |= {"DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean}
    if not names:
        return pl.DataFrame(schema={**{c: types[k] for c, k in kinds.items()}, ROW_ID: pl.Int64})
    wanted = ", ".join(f"'{wire}': '{kinds[column]}'" for column, wire in names.items())
    chosen = ", ".join(f'"{wire}" as "{column}"' for column, wire in names.items())
    # An array is read by one thread whatever their number; a second one only waits busily.
    with (
        tempfile.TemporaryDirectory(prefix="tradebooks-") as folder,
        duckdb.connect(config={"threads": 1}) as database,
    ):
        path = Path(folder) / "rows.json"
        path.write_bytes(array)
        frame = database.sql(
            f"select {chosen} from read_json('{path}', format = 'array', columns = {{{wanted}}}, "
            f"maximum_object_size = {LARGEST_ROW})"
        ).pl()
    lacking = [pl.lit(None, types[kinds[c]]).alias(c) for c in kinds if c not in names]
    return frame.with_columns(*lacking, pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_ID))


def _read_texts(array: memoryview, names: Mapping[str, str], document: Document) -> pl.DataFrame:
    import duckdb

    try:
        return _read(array, names, dict.fromkeys(names, "VARCHAR"))
    except duckdb.Error as error:
        raise DocumentError(
            document.name,
            seen=f"rows that cannot be read ({str(error).splitlines()[0][:160]})",
            expected="a JSON array of objects",
            action="fetch it once more; the archived body is not whole",
        ) from error


def _cast(texts: pl.DataFrame, kinds: Mapping[str, str]) -> tuple[pl.DataFrame, list[Reject]]:
    """Give types to texts; a cell that does not fit is null and makes its row a reject."""
    import polars as pl

    types = {"VARCHAR": pl.String, "INTEGER": pl.Int32, "BIGINT": pl.Int64, "DOUBLE": pl.Float64}
    is_true = {"true": True, "false": False}
    casts = [
        pl.col(column).replace_strict(is_true, default=None, return_dtype=pl.Boolean)
        if kind == "BOOLEAN"
        else pl.col(column).cast(types[kind], strict=False)
        for column, kind in kinds.items()
        if column in texts.columns
    ]
    lacking = [pl.lit(None, types.get(kinds[c], pl.Boolean)).alias(c) for c in kinds]
    frame = texts.with_columns(*casts).with_columns(
        expression for expression in lacking if expression.meta.output_name() not in texts.columns
    )
    rejects = []
    for column in texts.columns:
        is_bad = texts[column].is_not_null() & frame[column].is_null()
        for row in texts.filter(is_bad).iter_rows(named=True):
            number = row.pop(ROW_ID)
            value = str(row[column])
            rejects.append(Reject(number, f"data[{number}]", column, "not_typed", value, row))
    return frame, rejects
