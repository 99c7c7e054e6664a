"""Revisions and deletions, arriving in every order, against a replay that keeps the newest answer.

Each order has a partner of its own, so that one build holds all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations

import duckdb
import pytest

from tests.dbt.history import History, Tables
from tests.dbt.lake import Build, build, write_lake
from tradebooks.periods import Period
from tradebooks.vocabulary import seed

Connection = duckdb.DuckDBPyConnection
Values = dict[str, float | None]
FIRST_ARRIVAL = datetime.fromisoformat("2022-03-01T06:00")
PARTS = (
    "--select",
    "+fct_revision",
    "+fct_trade_value",
    "--indirect-selection",
    "cautious",
    "--exclude-resource-type",
    "unit_test",
)


@dataclass(frozen=True)
class Answer:
    """One answer: when its data were released, and what it holds of which level."""

    name: str
    released: str
    cells: dict[str, float]
    level: str = "AG2"

    @property
    def published(self) -> datetime:
        return datetime.fromisoformat(self.released)


# 27 is taken back and printed again; 04 is revised; the same answer comes twice; an empty answer
# and an answer of another level take nothing back.
ANSWERS = (
    Answer("first", "2021-03-01", {"04": 10.0, "27": 20.0, "87": 30.0}),
    Answer("without", "2021-06-01", {"04": 11.0, "87": 30.0}),
    Answer("again", "2021-09-01", {"04": 11.0, "27": 22.0, "87": 30.0}),
    Answer("same", "2021-12-01", {"04": 11.0, "27": 22.0, "87": 30.0}),
    Answer("empty", "2022-01-01", {}),
    Answer("total", "2022-02-01", {"TOTAL": 100.0}, level="TOTAL"),
)
ORDERS = dict(
    zip(
        sorted({row["code"] for row in seed("countries")} - {"BLR"}),
        permutations(ANSWERS[:5]),
        strict=False,
    )
)


def arrivals(partner: str) -> list[tuple[datetime, Answer]]:
    """Return the answers of one order with the times at which they were retrieved."""
    order = (*ORDERS[partner], ANSWERS[5])
    return [(FIRST_ARRIVAL + timedelta(days=place), one) for place, one in enumerate(order)]


def ask(history: History, partner: str, retrieved: datetime, answer: Answer) -> None:
    """Add one answer of UN Comtrade with the question that it belongs to."""
    question = {
        "kind": "trade",
        "freq": "A",
        "level": answer.level,
        "reporters": ["BLR"],
        "partners": [partner],
        "flows": ["X"],
        "periods": ["2020"],
    }
    document = history.document(
        "comtrade",
        f"{partner} {answer.name}",
        retrieved.isoformat(),
        url="https://comtradeapi.un.org/public/v1/preview/C/A/HS",
        request=json.dumps(question),
        published_at=answer.published,
    )
    history.tables["raw_manifest"][-1]["published_precision"] = "second"
    span = Period.parse("2020")
    for number, (code, value) in enumerate(answer.cells.items()):
        history.add(
            "raw_comtrade_trade",
            document_key=document,
            parser_version="comtrade-1",
            locator=f"data[{number}]",
            type_code="C",
            freq_code="A",
            period_start=span.start,
            period_end=span.end,
            reporter="BLR",
            partner=partner,
            partner2_code=0,
            mot_code=0,
            customs_code="C00",
            mos_code="0",
            flow_code="X",
            classification="H5",
            commodity_code=code,
            primary_value_usd=value,
            fob_value_usd=value,
            conf_status="F",
        )


def tables() -> Tables:
    """Return every order as rows of the raw tables."""
    history = History()
    for partner in ORDERS:
        for retrieved, answer in arrivals(partner):
            ask(history, partner, retrieved, answer)
    return history.tables


def replay(seen: list[Answer]) -> Values:
    """Return what stands when these answers are in: the newest that covers a cell decides."""
    values: Values = {}
    for answer in sorted(seen, key=lambda one: one.released):
        if answer.level == "AG2" and answer.cells:
            values = {code: None for code in values if code != "TOTAL"} | {
                code: value for code, value in values.items() if code == "TOTAL"
            }
        values |= answer.cells
    return values


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build all orders from one file a table."""
    folder = tmp_path_factory.mktemp("orders")
    lake = write_lake(folder / "lake", tables(), rows_per_file=100_000, backwards=False)
    return build(lake, folder / "build", *PARTS)


@pytest.fixture(scope="module")
def backwards(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build all orders from files of 500 rows, last rows first."""
    folder = tmp_path_factory.mktemp("orders-backwards")
    lake = write_lake(folder / "lake", tables(), rows_per_file=500, backwards=True)
    return build(lake, folder / "build", *PARTS)


@pytest.fixture
def con(orders: Build) -> Iterator[Connection]:
    with duckdb.connect(str(orders.file), read_only=True) as connection:
        yield connection


def as_of(con: Connection, clock: str, moment: datetime) -> dict[str, Values]:
    """Return what a table macro shows, by partner and code; more than one row a key is an error."""
    rows = con.execute(
        f"select partner, replace(commodity_key, 'HS:', ''), value, statement_key from {clock}(?)",
        [moment],
    ).fetchall()
    assert len({row[3] for row in rows}) == len(rows)
    found: dict[str, Values] = {partner: {} for partner in ORDERS}
    for partner, code, value, _ in rows:
        assert code not in found[partner]
        found[partner][code] = None if value is None else float(value)
    return found


def test_all_orders_build(orders: Build, backwards: Build) -> None:
    assert (orders.failed(), backwards.failed()) == ([], [])
    assert len(ORDERS) == 120


def test_every_order_gives_the_same_vintages(con: Connection) -> None:
    rows = con.execute(
        """
        select partner, list((commodity_code, vintage_no, value, is_withdrawn, published_at)
            order by commodity_code, vintage_no)
        from intermediate.int_observation group by partner
        """
    ).fetchall()
    assert len(rows) == 120
    assert all(found == rows[0][1] for _, found in rows)
    history = [(row[0], row[1], row[2], row[3]) for row in rows[0][1]]
    assert history == [
        ("04", 1, 10.0, False),
        ("04", 2, 11.0, False),
        ("27", 1, 20.0, False),
        ("27", 2, None, True),
        ("27", 3, 22.0, False),
        ("87", 1, 30.0, False),
        (None, 1, 100.0, False),
    ]


@pytest.mark.parametrize("day", range(7))
def test_shown_on_is_what_had_arrived(con: Connection, day: int) -> None:
    moment = FIRST_ARRIVAL + timedelta(days=day - 1, hours=1)
    found = as_of(con, "shown_on", moment)
    for partner in ORDERS:
        here = [answer for retrieved, answer in arrivals(partner) if retrieved <= moment]
        assert found[partner] == replay(here), (partner, [answer.name for answer in here])


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: one.name)
def test_known_on_is_what_was_published(con: Connection, answer: Answer) -> None:
    found = as_of(con, "known_on", answer.published)
    expected = replay([one for one in ANSWERS if one.released <= answer.released])
    assert all(values == expected for values in found.values())


def test_files_do_not_matter(orders: Build, backwards: Build) -> None:
    found = []
    for one in (orders, backwards):
        with duckdb.connect(str(one.file), read_only=True) as connection:
            sql = "select * from {} order by all"
            found.append(
                [
                    connection.execute(sql.format(table)).fetchall()
                    for table in ("intermediate.int_observation", "fct_revision", "fct_trade_value")
                ]
            )
    assert found[0] == found[1]


def test_revisions_say_what_happened(con: Connection) -> None:
    rows = con.execute(
        """
        select distinct commodity_key, vintage_no, kind, change_abs::double, change_pct::double,
            days_since_first, is_first, is_latest
        from fct_revision order by all
        """
    ).fetchall()
    assert rows == [
        ("HS:04", 2, "revised", 1.0, 10.0, 92, True, True),
        ("HS:27", 2, "withdrawn", None, None, 92, True, False),
        ("HS:27", 3, "returned", None, None, 184, False, True),
    ]
