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


def test_a_column_that_came_later_is_null_in_older_files(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    keyed = ROWS.with_columns(
        pl.lit("d").alias("document_key"), pl.lit("1").alias("parser_version")
    )
    for rows in (keyed, keyed.with_columns(pl.lit("n").alias("note"), parser_version=pl.lit("2"))):
        lake.prepare("raw_x", rows)
        lake.append("raw_x", rows)
    assert lake.documents("raw_x") == {("d", "1"), ("d", "2")}
    assert lake.column("raw_x", "note") == {None, "n"}
    assert lake.compact("raw_x", most=1)
    assert lake.rows("raw_x")["note"].null_count() == 2
    assert lake.rows("raw_x").height == 4


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


def many(lake: Lake, number: int) -> pl.DataFrame:
    lake.prepare("raw_x", ROWS)
    frames = [ROWS.with_columns(value=pl.lit(float(step))) for step in range(number)]
    for frame in frames:
        lake.append("raw_x", frame)
    return pl.concat(frames).sort("value", "document_key")


def test_many_files_become_one_without_changing_a_row(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    expected = many(lake, 6)
    assert not lake.compact("raw_x", most=6)
    assert lake.compact("raw_x", most=5)
    assert len(list((tmp_path / "raw_x").glob("part-*.parquet"))) == 1
    assert lake.rows("raw_x").sort("value", "document_key").equals(expected)


@pytest.mark.parametrize("is_renamed", [True, False])
def test_a_crash_while_compacting_neither_loses_nor_doubles_a_row(
    tmp_path: Path, is_renamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path)
    expected = many(lake, 6)
    with monkeypatch.context() as patch:
        broken = "warehouse.lake._finish_compaction" if is_renamed else "pathlib.Path.write_text"
        patch.setattr(broken, lambda *_args, **_kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lake.compact("raw_x", most=5)
    lake.prepare("raw_x", ROWS)
    assert lake.rows("raw_x").sort("value", "document_key").equals(expected)
