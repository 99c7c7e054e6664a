"""Rows of a release as Parquet files: written, or linked from the release before."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_BATCH_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release.

    Attributes:
        path: Where it lies in the release's folder.
        bytes: Its size.
        sha256: Hash of its bytes.
    """

    path: str
    bytes: int
    sha256: str


def write(con: duckdb.DuckDBPyConnection, source: str, folder: Path, path: str) -> File:
    """Write rows as one file.

    Args:
        con: Where the rows are read.
        source: The rows, as SQL writes what stands after `from`.
        folder: The release's folder.
        path: Where in it the file lies.
    """
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    escaped = str(target).replace("'", "''")
    con.execute(f"copy (from {source}) to '{escaped}' (format parquet, compression zstd)")
    return described(folder, path)


def write_parts(
    con: duckdb.DuckDBPyConnection, source: str, folder: Path, path: str
) -> dict[str, File]:
    """Write rows as one file a part and return the files by part.

    Args:
        con: Where the rows are read.
        source: The rows with the name of their part in the column `part`, as SQL writes what
            stands after `from`; rows of a part follow one another.
        folder: The release's folder.
        path: Where in it the files lie.
    """
    (folder / path).mkdir(parents=True, exist_ok=True)
    reader = con.execute(f"from {source}").to_arrow_reader(_BATCH_ROWS)
    files = {}
    for name, runs in groupby(_runs(reader), key=itemgetter(0)):
        file = f"{path}/{name}.parquet"
        with (
            (folder / file).open("xb") as sink,
            pq.ParquetWriter(sink, _plain(reader.schema), compression="zstd") as writer,
        ):
            for _, rows in runs:
                writer.write_batch(rows)
        files[name] = described(folder, file)
    return files


def _runs(reader: pa.RecordBatchReader) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Cut batches where the part changes."""
    for batch in reader:
        parts = pc.run_end_encode(batch.column("part"))
        rows = batch.drop_columns("part")
        start = 0
        for name, end in zip(parts.values.to_pylist(), parts.run_ends.to_pylist(), strict=True):
            yield name, rows.slice(start, end - start)
            start = end


def _plain(schema: pa.Schema) -> pa.Schema:
    return schema.remove(schema.get_field_index("part"))


def link(file: File, before: Path, folder: Path) -> File:
    """Take a file over from the folder of another release; copy it only where links are refused."""
    (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(before / file.path, folder / file.path)
    except OSError:
        shutil.copyfile(before / file.path, folder / file.path)
    return file


def described(folder: Path, path: str) -> File:
    """Return what tells a file of a release from an altered one."""
    with (folder / path).open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return File(path, (folder / path).stat().st_size, digest)
