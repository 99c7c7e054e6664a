"""A small build file such as dbt leaves it: tables, a view, a macro, a data dictionary."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

AS_OF = datetime(2026, 11, 1, 6, tzinfo=UTC)

Build = Callable[..., Path]


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the schemas and the tables that every build has."""
    con.execute("create schema staging; create schema bi; create schema meta")
    con.execute(
        "create schema intermediate; "
        "create table intermediate.published_as (release varchar); "
        "create table intermediate.kept_by_pair "
        "(table_name varchar, part varchar, is_fresh varchar); "
        "create table intermediate.int_pair "
        "(first_geo varchar, second_geo varchar, made_after varchar)"
    )
    con.execute(
        "create table meta.data_dictionary as select * from (values "
        "('fct_value', null, 'One row per value.'), "
        "('fct_value', 'amount', 'Amount in dollars.')"
        ") as t(table_name, column_name, description)"
    )


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a maker of build files that hold the given values."""

    def make(*values: float, name: str = "tradebooks") -> Path:
        folder = tmp_path / "build"
        folder.mkdir(exist_ok=True)
        file = folder / f"{name}.duckdb"
        file.unlink(missing_ok=True)
        with duckdb.connect(str(file)) as con:
            prepare(con)
            con.execute(
                "create table main.fct_value (key varchar, amount decimal(28, 6), ratio double)"
            )
            for value in values:
                con.execute(
                    "insert into main.fct_value values (?, ?, ?)", [f"k{value}", value, 0.1]
                )
            con.execute(f"create view bi.amounts as select key, amount from {name}.main.fct_value")
            con.execute(
                f"create macro known_on(d) as table select * from {name}.main.fct_value "
                "where amount <= d"
            )
        return file

    return make
