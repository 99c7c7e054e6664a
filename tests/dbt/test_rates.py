"""Rates that a bank takes back: archived answers to the sources' own questions, read and built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.types import Fetched, Request
from ingest.sources.cbr.live import Cbr
from ingest.sources.ecb.live import Ecb
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.official_live import OfficialSource
from orchestration import loading
from tests.dbt.lake import Build, build
from tests.official import body_of
from tradebooks.settings import Settings
from warehouse.reconciliation import Reconciliation

Connection = duckdb.DuckDBPyConnection
Row = tuple[Any, ...]
PARTS = ("--select", "+fct_fx_rate", "--indirect-selection", "cautious")
OPTIONS = {
    "cbr": {"currencies": ["USD"], "first_day": "2019-01-01"},
    "nbrb": {"currencies": ["USD"], "first_day": "2021-07-01"},
    "ecb": {"first_year": 2019},
}
RUN = body_of("cbr/dynamic.xml").decode("cp1251")
DAYS = body_of("nbrb/dynamics_usd_431.json").decode()
MONTHS = body_of("ecb/monthly.json").decode()


def without(text: str, start: str, end: str) -> str:
    """Cut a text from a mark to the end of another one."""
    first = text.index(start)
    return text[:first] + text[text.index(end, first) + len(end) :]


def record(day: str) -> tuple[str, str]:
    """Return where a record of the Bank of Russia begins and ends."""
    return f'<Record Date="{day}"', "</Record>"


#: Of each bank what is asked, and by day of the question its answers.
CBR = (
    Cbr,
    {"valute": "R01235"},
    {
        datetime(2019, 1, 12, 9, tzinfo=UTC): RUN,
        # One day is taken back. Another was printed only because questions look back: a question
        # that begins with January says nothing of it.
        datetime(2019, 1, 13, 9, tzinfo=UTC): without(
            without(RUN, *record("10.01.2019")), *record("28.12.2018")
        ).replace("12.01.2019", "13.01.2019"),
        datetime(2019, 1, 14, 9, tzinfo=UTC): RUN.replace("12.01.2019", "14.01.2019"),
    },
)
NBRB = (
    Nbrb,
    {"cur_id": 431},
    {
        datetime(2021, 7, 12, 9, tzinfo=UTC): DAYS,
        datetime(2021, 7, 13, 9, tzinfo=UTC): without(
            DAYS, '{\n  "Cur_ID": 431,\n  "Date": "2021-07-11', "},"
        ),
        datetime(2021, 7, 14, 9, tzinfo=UTC): "[]",
    },
)
ECB = (
    Ecb,
    {"freq": "M"},
    {
        datetime(2020, 1, 16, 12, tzinfo=UTC): MONTHS,
        datetime(2020, 1, 17, 12, tzinfo=UTC): without(MONTHS, '"0": [', "],").replace(
            "2020-01-16", "2020-01-17"
        ),
    },
)


def question(source: OfficialSource, job: Job, wanted: dict[str, Any]) -> Request:
    """Return the one question of a day's list that has these fields."""
    found = [one for one in source.requests(job) if wanted.items() <= (one.asked or {}).items()]
    assert len(found) == 1
    return found[0]


def archive_answers(settings: Settings) -> None:
    """Archive what the banks answer to what is asked of them on each day."""
    archive = Archive(settings.archive_dir)
    listing = Request("nbrb", "https://api.nbrb.by/exrates/currencies", {"kind": "currencies"})
    listed_at = datetime(2021, 7, 1, tzinfo=UTC)
    archive.store(Fetched(listing, body_of("nbrb/currencies.json"), listed_at))
    for kind, wanted, answers in (CBR, NBRB, ECB):
        source: OfficialSource = kind()
        for now, text in answers.items():
            asked = question(source, Job(settings, archive, now), wanted)
            body = text.encode("cp1251" if source.id == "cbr" else "utf-8")
            archive.store(source.complete(Fetched(asked, body, now)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("rates")
    settings = Settings(
        data=folder, sources={name: {"options": options} for name, options in OPTIONS.items()}
    )
    archive_answers(settings)
    loading.prepare_lake(settings)
    for source in OPTIONS:
        done = loading.load(settings, source)
        assert (done.errors, done.quarantined) == ([], 0)
    loading.load_manifest(settings)
    Reconciliation(settings.lake_dir / "reconciled").prepare()
    made = build(
        settings.lake_dir, folder / "build", *PARTS, "--exclude-resource-type", "unit_test"
    )
    assert made.failed() == []
    return made


@pytest.fixture
def con(built: Build) -> Iterator[Connection]:
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection


def vintages(con: Connection, source: str, start: str) -> list[Row]:
    return con.execute(
        """
        select vintage_no, cast(rate as double), null_reason, cast(known_from as date),
            cast(recorded_from as date), is_current
        from fct_fx_rate where source = ? and period_start = ? order by 1
        """,
        [source, start],
    ).fetchall()


def day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def test_a_day_that_a_later_run_lacks_is_withdrawn_until_it_is_back(
    con: Connection,
) -> None:
    assert vintages(con, "cbr", "2019-01-10") == [
        (1, 67.0795, None, day("2019-01-10"), day("2019-01-12"), False),
        (2, None, "withdrawn", day("2019-01-13"), day("2019-01-13"), False),
        (3, 67.0795, None, day("2019-01-14"), day("2019-01-14"), True),
    ]


@pytest.mark.parametrize("start", ["2018-12-28", "2018-12-29", "2019-01-01"])
def test_what_is_printed_again_or_was_not_asked_for_stays(con: Connection, start: str) -> None:
    assert [(row[0], row[2]) for row in vintages(con, "cbr", start)] == [(1, None)]


def test_a_day_without_any_rate_is_no_withdrawal(con: Connection) -> None:
    assert vintages(con, "cbr", "2019-01-09") == []


def test_an_empty_answer_takes_nothing_back(con: Connection) -> None:
    rows = con.execute(
        """
        select cast(period_start as varchar), cast(rate as double), null_reason from fct_fx_rate
        where source = 'nbrb' and is_current order by 1
        """
    ).fetchall()
    assert rows == [
        ("2021-07-09", 2.5921, None),
        ("2021-07-10", 2.5743, None),
        ("2021-07-11", None, "withdrawn"),
        ("2021-07-12", 2.5743, None),
    ]


def test_a_mean_of_the_ecb_is_withdrawn_too(con: Connection) -> None:
    first, second = vintages(con, "ecb", "2019-01-01")
    assert (round(first[1], 6), first[2]) == (1.141614, None)
    assert second == (2, None, "withdrawn", day("2020-01-17"), day("2020-01-17"), True)
    assert [row[2] for row in vintages(con, "ecb", "2019-02-01")] == [None]


@pytest.mark.parametrize(
    ("moment", "rate"),
    [("2019-01-12 12:00", 67.0795), ("2019-01-13 12:00", None), ("2019-01-14 12:00", 67.0795)],
)
def test_both_clocks_can_be_asked(con: Connection, moment: str, rate: float | None) -> None:
    for macro in ("rates_known_on", "rates_shown_on"):
        rows = con.execute(
            f"select cast(rate as double) from {macro}(?) "
            "where source = 'cbr' and period_start = date '2019-01-10'",
            [moment],
        ).fetchall()
        assert rows == [(rate,)], macro
