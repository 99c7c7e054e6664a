"""What was asked for and not published, what nobody asked for, and what is late on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest

from tests.dbt.lake import Build, build, write_lake
from tests.dbt.test_coverage import answers

PARTS = ("--select", "+fct_availability", "--indirect-selection", "empty")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One answer for two reporters that holds one of them, and the list of the other's datasets."""
    folder = tmp_path_factory.mktemp("availability")
    history = answers(("BLR",))
    question = {"kind": "availability", "freq": "A", "reporters": ["KAZ"]}
    listing = history.document(
        "comtrade", "datasets of KAZ", "2023-06-01T06:00", request=json.dumps(question)
    )
    history.add(
        "raw_comtrade_availability",
        document_key=listing,
        parser_version="1",
        locator="data[0]",
        dataset_code="1",
        type_code="C",
        freq_code="A",
        reporter="KAZ",
        classification="H5",
        dataset_checksum="1",
        total_records=1,
        period_start=date(2021, 1, 1),
        period_end=date(2021, 12, 31),
        first_released_at=datetime.fromisoformat("2022-05-01"),
        last_released_at=datetime.fromisoformat("2022-05-01"),
    )
    lake = write_lake(folder / "lake", history.tables, rows_per_file=1000, backwards=False)
    done = build(lake, folder / "build", *PARTS, "--exclude-resource-type", "unit_test")
    assert done.failed() == []
    return done


@pytest.fixture
def con(built: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection


def test_asked_and_not_published_is_told_from_not_asked(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "select reporter, period_key, status, is_listed, cast(asked_at as date) "
        "from fct_availability order by all"
    ).fetchall()
    asked, listed = date(2022, 1, 1), date(2023, 6, 1)
    assert rows == [
        ("BLR", "2020", "published", False, asked),
        ("BLR", "2021", "not_asked", False, None),
        # On 1 June the year before is not late yet, whatever a list or an answer lacks.
        ("BLR", "2022", "not_yet_due", False, None),
        ("KAZ", "2020", "never", False, listed),
        # The source has it, and nobody fetched it.
        ("KAZ", "2021", "not_asked", True, None),
        ("KAZ", "2022", "not_yet_due", False, listed),
    ]


def test_what_is_due_by_a_day_is_late_after_the_last_number(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Months come 90 days after their end, years 181 days; KAZ never printed a number."""
    query = (
        "select reporter, period_key, days_overdue from overdue_on(cast(? as date)) order by all"
    )
    assert con.execute(query, ["2022-06-30"]).fetchall() == []
    assert con.execute(query, ["2022-07-01"]).fetchall() == [("BLR", "2021", 1)]
    assert [row[1] for row in con.execute(query, ["2023-07-01"]).fetchall()] == ["2021", "2022"]
