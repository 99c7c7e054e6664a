"""The lake: rows are only added, once, and never seen half written."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from tradebooks.errors import LakeError
from warehouse.lake import Lake

ROWS = pl.DataFrame(
    {"document_key": ["a", "b"], "parser_version": ["1", "1"], "value": [1.0, None]}
)


def test_an_empty_table_can_be_read(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.prepare("raw_x", ROWS)
    assert lake.documents("raw_x") == set()
    found = duckdb.sql(f"from read_parquet('{tmp_path}/raw_x/*.parquet')")
    assert (found.columns, found.fetchall()) == (ROWS.columns, [])


def test_rows_are_added_once_whatever_their_order(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.prepare("raw_x", ROWS)
    first = lake.append("raw_x", ROWS)
    assert lake.append("raw_x", ROWS.reverse()) == first
    assert lake.append("raw_x", ROWS.clear()) is None
    assert lake.documents("raw_x") == {("a", "1"), ("b", "1")}
    assert lake.column("raw_x", "document_key") == {"a", "b"}


def test_the_hash_changes_with_every_addition_only(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.prepare("raw_x", ROWS)
    empty = lake.content_hash()
    lake.append("raw_x", ROWS)
    filled = lake.content_hash()
    lake.prepare("raw_x", ROWS)
    assert len({empty, filled}) == 2
    assert lake.content_hash() == filled


def test_new_columns_replace_the_columns_file_only(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.prepare("raw_x", ROWS)
    lake.append("raw_x", ROWS)
    lake.prepare("raw_x", ROWS.with_columns(pl.lit("n").alias("note")))
    table = duckdb.sql(f"from read_parquet('{tmp_path}/raw_x/*.parquet', union_by_name=true)")
    assert "note" in table.columns
    assert len(table.fetchall()) == 2


def test_a_derived_table_is_written_anew(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.prepare("raw_x", ROWS)
    lake.append("raw_x", ROWS)
    kept = lake.replace("raw_x", ROWS.head(1))
    assert lake.replace("raw_x", ROWS.head(1)) == kept
    assert lake.rows("raw_x")["document_key"].to_list() == ["a"]
    assert lake.replace("raw_x", ROWS.clear()) is None
    assert lake.rows("raw_x").is_empty()
    assert list((tmp_path / "raw_x").glob("columns-*.parquet"))


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="prepare"):
        Lake(tmp_path).append("raw_x", ROWS)
