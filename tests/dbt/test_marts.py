"""Checks over all marts together: none repeats another, and every mart keeps its contract."""

from __future__ import annotations

import json
from itertools import combinations

import duckdb

from tests.dbt.lake import Build

Connection = duckdb.DuckDBPyConnection


def contents(con: Connection) -> dict[str, tuple[frozenset[str], str]]:
    """Return columns and a hash of the sorted rows of every mart that has rows."""
    names = con.execute(
        "select table_name, list(column_name order by column_name) from duckdb_columns() "
        "where schema_name = 'main' and not internal group by all order by all"
    ).fetchall()
    found = {}
    for table, columns in names:
        row = con.execute(
            f"select md5(string_agg(to_json(rows)::varchar, '|' order by to_json(rows)::varchar)) "
            f"from (select {', '.join(columns)} from main.{table}) as rows"
        ).fetchone()
        if row and row[0]:
            found[table] = (frozenset(columns), str(row[0]))
    return found


def identical(con: Connection) -> list[tuple[str, str]]:
    """Name the pairs of marts that have the same columns, or the same rows."""
    found = contents(con)
    return [
        pair
        for pair in combinations(sorted(found), 2)
        if found[pair[0]][1] == found[pair[1]][1] or found[pair[0]][0] == found[pair[1]][0]
    ]


def test_no_two_marts_are_identical(con: Connection) -> None:
    assert len(contents(con)) > 8
    assert identical(con) == []


def test_a_mart_that_repeats_another_is_found() -> None:
    with duckdb.connect() as con:
        con.execute("create table fct_one as select 1 as a, 'x' as b union all select 2, 'y'")
        con.execute("create table fct_other as select 1 as a, 2.5 as c")
        assert identical(con) == []
        con.execute("create table fct_copy as from fct_one order by a desc")
        con.execute("create table fct_shape as select 7 as a, 'z' as b")
        assert identical(con) == [
            ("fct_copy", "fct_one"),
            ("fct_copy", "fct_shape"),
            ("fct_one", "fct_shape"),
        ]


def test_contracts_of_the_official_marts_are_enforced(built: Build) -> None:
    manifest = json.loads((built.file.parent / "target" / "manifest.json").read_text("utf-8"))
    enforced = {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["contract"]["enforced"]
    }
    assert {"fct_revision", "fct_availability", "fct_mirror_gap", "dim_m49"} <= enforced


def test_a_withdrawn_cell_is_a_revision(con: Connection) -> None:
    rows = con.execute(
        "select period_key, vintage_no, kind, change_abs::double from fct_revision "
        "where source = 'rosstat' order by all"
    ).fetchall()
    assert rows == [
        ("2021-01", 2, "revised", 1e6),
        ("2021-01", 3, "revised", 1e6),
        ("2021-02", 2, "withdrawn", None),
    ]


def test_a_stop_is_told_from_what_is_late(con: Connection) -> None:
    rows = dict(
        con.execute(
            "select period, status from bi.availability_calendar where source = 'rosstat' "
            "and partner = 'BLR' and period in "
            "('2021-01', '2021-02', '2021-12', '2022-06', '2023-05', '2026-01')"
        ).fetchall()
    )
    assert rows == {
        "2021-01": "published",
        "2021-02": "withdrawn",
        "2021-12": "not_asked",
        "2022-06": "suppressed",
        "2023-05": "aggregate_only",
        "2026-01": "not_yet_due",
    }


def test_lateness_is_that_of_the_day_of_the_reader(con: Connection) -> None:
    """After the last cell and before the known stop; due 45 days after the end of each month."""

    def overdue(day: str) -> list[tuple[str, int]]:
        query = "select period_key, days_overdue from overdue_on(cast(? as date)) order by all"
        return con.execute(query, [day]).fetchall()

    assert overdue("2021-05-15") == []
    assert overdue("2021-05-16") == [("2021-03", 1)]
    months = [period for period, _ in overdue("2026-11-22")]
    assert (len(months), months[0], months[-1]) == (11, "2021-03", "2022-01")
