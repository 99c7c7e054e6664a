"""Indicators of the World Bank by both clocks: revised, taken back and printed again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import duckdb
import pytest

from tests.dbt.history import History
from tests.dbt.lake import Build, build, write_lake
from tests.dbt.official_history import indicate
from tradebooks.periods import Period

Connection = duckdb.DuckDBPyConnection
PARTS = ("--select", "+fct_indicator", "--indirect-selection", "cautious")


class Page(NamedTuple):
    """One page: its update, its retrieval, its number of how many, rows of all, values by year."""

    updated: str
    retrieved: str
    number: int
    pages: int
    rows: int
    values: dict[str, float]


PAGES = (
    Page("2023-03-28", "2023-04-01", 1, 1, 2, {"2021": 1.0, "2022": 2.0}),
    Page("2023-06-28", "2023-07-01", 1, 1, 1, {"2021": 1.0}),
    Page("2023-09-28", "2023-10-01", 1, 1, 2, {"2021": 1.5, "2022": 2.0}),
    # It came last and is the oldest.
    Page("2022-12-28", "2023-11-01", 1, 1, 1, {"2021": 0.5}),
)
#: An answer in two pages, before a later one without the year 2022.
BEFORE = (
    Page("2023-03-28", "2023-04-01", 1, 2, 3, {"2020": 0.9, "2021": 1.0}),
    Page("2023-03-28", "2023-04-02", 2, 2, 3, {"2022": 2.0}),
)
FIRST = Page("2023-06-28", "2023-07-01", 1, 2, 2, {"2020": 0.9})
SECOND = Page("2023-06-28", "2023-07-02", 2, 2, 2, {"2021": 1.0})
#: What came of the later answer, where it is not whole.
TORN = {
    "XX.FIRST": (FIRST,),
    "XX.SECOND": (SECOND,),
    "XX.OTHER": (FIRST, SECOND._replace(updated="2023-07-01")),
    "XX.MIXED": (FIRST, SECOND._replace(values={"2020": 0.9})),
    "XX.SHORT": (FIRST._replace(rows=3), SECOND._replace(rows=3)),
}


def pages(history: History, indicator: str, answers: tuple[Page, ...]) -> None:
    """Add the answers to one question for an indicator of one country."""
    for answer in answers:
        question = {
            "kind": "indicator",
            "indicator": indicator,
            "countries": ["BLR"],
            "periods": ["2020..2025"],
            "page": answer.number,
        }
        page = history.document(
            "world_bank",
            f"{indicator} {answer.updated} {answer.number} {answer.values}",
            f"{answer.retrieved}T06:00",
            request=json.dumps(question),
            published_at=datetime.fromisoformat(answer.updated),
        )
        history.tables["raw_manifest"][-1]["published_precision"] = "day"
        place = {"page_no": answer.number, "page_count": answer.pages, "row_count": answer.rows}
        for year, value in answer.values.items():
            span = Period.parse(year)
            indicate(history, page, year, indicator, span, value, answer.updated, **place)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("indicators")
    history = History()
    pages(history, "NY.GDP.MKTP.CD", PAGES)
    pages(history, "XX.PAGED", (*BEFORE, FIRST, SECOND))
    again = SECOND._replace(retrieved="2023-07-03", values={"2021": 1.1})
    pages(history, "XX.AGAIN", (*BEFORE, FIRST, SECOND, again))
    for indicator, answers in TORN.items():
        pages(history, indicator, (*BEFORE, *answers))
    lake = write_lake(folder / "lake", history.tables, rows_per_file=1000, backwards=False)
    done = build(lake, folder / "build", *PARTS, "--exclude-resource-type", "unit_test")
    assert done.failed() == []
    return done


@pytest.fixture
def con(built: Build) -> Iterator[Connection]:
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection


def test_what_a_later_answer_lacks_is_withdrawn_until_it_is_back(con: Connection) -> None:
    rows = con.execute(
        """
        select vintage_no, cast(value as double), is_withdrawn, cast(known_from as date),
            cast(recorded_from as date), is_current
        from fct_indicator where indicator = 'NY.GDP.MKTP.CD' and period_key = '2022' order by 1
        """
    ).fetchall()
    assert rows == [
        (1, 2.0, False, date(2023, 3, 28), date(2023, 4, 1), False),
        (2, None, True, date(2023, 6, 28), date(2023, 7, 1), False),
        (3, 2.0, False, date(2023, 9, 28), date(2023, 10, 1), True),
    ]


@pytest.mark.parametrize(
    ("day", "known", "shown"),
    [
        ("2023-01-01", {"2021": 0.5}, {}),
        ("2023-03-30", {"2021": 1.0, "2022": 2.0}, {}),
        ("2023-04-02", {"2021": 1.0, "2022": 2.0}, {"2021": 1.0, "2022": 2.0}),
        ("2023-07-02", {"2021": 1.0, "2022": None}, {"2021": 1.0, "2022": None}),
        ("2023-12-01", {"2021": 1.5, "2022": 2.0}, {"2021": 1.5, "2022": 2.0}),
    ],
)
def test_both_clocks_can_be_asked(
    con: Connection, day: str, known: dict[str, float | None], shown: dict[str, float | None]
) -> None:
    for macro, values in (("known", known), ("shown", shown)):
        rows = con.execute(
            f"select period_key, cast(value as double) from indicators_{macro}_on(?) "
            "where indicator = 'NY.GDP.MKTP.CD' order by 1",
            [day],
        ).fetchall()
        assert dict(rows) == values, macro


def current(con: Connection, indicator: str) -> list[tuple[str, float | None]]:
    return con.execute(
        "select period_key, cast(value as double) from fct_indicator "
        "where indicator = ? and is_current order by 1",
        [indicator],
    ).fetchall()


def test_pages_that_are_one_whole_answer_take_back_what_none_of_them_holds(
    con: Connection,
) -> None:
    assert current(con, "XX.PAGED") == [("2020", 0.9), ("2021", 1.0), ("2022", None)]
    row = con.execute(
        """
        select cast(known_from as date), cast(recorded_from as date) from fct_indicator
        where indicator = 'XX.PAGED' and is_withdrawn
        """
    ).fetchall()
    # It was whole with its second page.
    assert row == [(date(2023, 6, 28), date(2023, 7, 2))]


def test_what_pages_took_back_stays_so_when_one_of_them_comes_once_more(con: Connection) -> None:
    assert current(con, "XX.AGAIN") == [("2020", 0.9), ("2021", 1.1), ("2022", None)]
    shown = con.execute(
        "select cast(value as double) from indicators_shown_on(timestamp '2023-07-02 12:00') "
        "where indicator = 'XX.AGAIN' order by period_key"
    ).fetchall()
    assert shown == [(0.9,), (1.0,), (None,)]


@pytest.mark.parametrize("indicator", TORN)
def test_pages_that_are_no_whole_answer_take_nothing_back(con: Connection, indicator: str) -> None:
    assert [value is None for _, value in current(con, indicator)] == [False, False, False]
