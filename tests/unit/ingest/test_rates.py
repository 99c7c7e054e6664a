"""Central banks: runs of days, generations, roubles, scales and decimal commas."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.types import Fetched
from ingest.sources.cbr.live import Cbr
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.rate_windows import windows
from tests.official import NEW_DOLLAR, NOW, OLD_DOLLAR, answer, body_of, dynamics, loaded
from tradebooks.errors import AnswerError, FetchError, RefusedError, UsageError
from tradebooks.periods import Period
from tradebooks.settings import Settings


def job(folder: Path, source: str, now: datetime = NOW, **options: Any) -> Job:
    settings = Settings(data=folder, sources={source: {"options": options}})
    return Job(settings, Archive(settings.archive_dir), now)


def test_past_days_are_asked_in_half_years_and_the_running_one_in_months() -> None:
    found = list(windows(date(2024, 3, 5), date(2025, 2, 10)))
    assert [one.label for one in found] == [
        *("2025-02-01..2025-02-10", "2025-01", "2024-H2", "2024-03-05..2024-06-30"),
    ]
    assert [
        one.label for one in windows(date(2024, 1, 1), date(2025, 2, 10), Period.parse("2024"))
    ] == [
        *("2024-H2", "2024-H1"),
    ]
    assert all(
        (one.end - one.start).days < 365 for one in windows(date(2000, 1, 1), date(2026, 11, 21))
    )


def test_runs_of_days_are_cut_where_the_number_of_a_currency_changes(tmp_path: Path) -> None:
    now = datetime(2021, 7, 20, tzinfo=UTC)
    wanted = job(tmp_path, "nbrb", now, currencies=["USD"], first_day="2021-06-01")
    source, asked = Nbrb(), []
    for request in source.requests(wanted):
        asked.append(request)
        if request.asked == {"kind": "currencies"}:
            body = body_of("nbrb/currencies.json")
            source.check(Fetched(request, body, now))
            wanted.archive.store(source.complete(Fetched(request, body, now)))
    assert [str(one.url).partition("/rates/")[2] for one in asked[1:]] == [
        "dynamics/145?startdate=2021-07-01&enddate=2021-07-08",
        "dynamics/431?startdate=2021-07-09&enddate=2021-07-20",
        "dynamics/145?startdate=2021-06-01&enddate=2021-06-30",
    ]


def test_generations_are_stitched_and_scales_divided(tmp_path: Path) -> None:
    rouble = dynamics(298, "RUB", 100, "2016-07-01", "2021-07-08")
    result = loaded(
        tmp_path,
        "nbrb",
        answer("nbrb", body_of("nbrb/dynamics_usd_145.json"), OLD_DOLLAR),
        answer("nbrb", body_of("nbrb/dynamics_usd_431.json"), NEW_DOLLAR),
        answer("nbrb", body_of("nbrb/dynamics_rub_298.json"), rouble),
        answer("nbrb", body_of("nbrb/currencies.json"), {"kind": "currencies"}),
    )
    rows = result.accepted["raw_nbrb_rate"].sort("currency", "rate_date").rows(named=True)
    assert (result.report.errors, len(rows)) == ([], 8)
    dollars = [(str(row["rate_date"])[5:], row["rate"]) for row in rows if row["currency"] == "USD"]
    assert dollars[1:3] == [("07-08", 2.5512), ("07-09", 2.5921)]
    assert rows[0]["rate"] == pytest.approx(0.034422)
    assert rows[0]["resolution"] == pytest.approx(1e-6)


def test_a_rate_is_in_the_rouble_of_its_day(tmp_path: Path) -> None:
    body = body_of("nbrb/dynamics_usd_2016.json")
    rows = loaded(tmp_path, "nbrb", answer("nbrb", body, OLD_DOLLAR)).accepted["raw_nbrb_rate"]
    assert rows["quote_currency"].to_list() == ["BYR", "BYR", "BYN", "BYN"]
    assert rows["rate"].to_list() == [20093.0, 20053.0, 2.0053, 1.9959]


def test_a_daily_list_names_its_scales(tmp_path: Path) -> None:
    asked = {"kind": "daily", "day": "2017-11-04"}
    result = loaded(tmp_path, "nbrb", answer("nbrb", body_of("nbrb/daily.json"), asked))
    assert result.accepted["raw_nbrb_rate"]["rate"].to_list() == pytest.approx([1.9751, 0.033909])


@pytest.mark.parametrize(
    ("body", "asked", "seen"),
    [
        (b"[]", OLD_DOLLAR, "empty list"),
        (b'{"Message":"gone"}', OLD_DOLLAR, "no list"),
        (body_of("nbrb/dynamics_usd_431.json"), OLD_DOLLAR, "other numbers"),
        (body_of("nbrb/dynamics_usd_145.json").replace(b"Date", b"Day"), OLD_DOLLAR, "Date"),
        (b"<html><body>503</body></html>", OLD_DOLLAR, "web page"),
    ],
)
def test_wrong_answers_of_the_national_bank(body: bytes, asked: Any, seen: str) -> None:
    with pytest.raises(AnswerError, match=seen):
        Nbrb().check(answer("nbrb", body, asked))


def test_the_bank_of_russia_is_asked_for_runs_and_for_today(tmp_path: Path) -> None:
    now = datetime(2016, 7, 20, tzinfo=UTC)
    wanted = job(tmp_path, "cbr", now, currencies=["BYN"], first_day="2016-06-01")
    addresses = [str(request.url).rpartition("/XML_")[2] for request in Cbr().requests(wanted)]
    assert addresses[0].startswith("https") or "daily.asp?date_req=20/07/2016" in str(addresses)
    assert [one for one in map(str, Cbr().requests(wanted)) if "R01090B" in one]
    codes = [
        request.asked["valute"]
        for request in Cbr().requests(wanted)
        if request.asked and "valute" in request.asked
    ]
    assert codes == ["R01090B", "R01090"]


def test_windows_1251_decimal_comma_and_nominal(tmp_path: Path) -> None:
    asked = {"kind": "daily"}
    result = loaded(tmp_path, "cbr", answer("cbr", body_of("cbr/daily.xml"), asked))
    rates = {row["currency"]: row for row in result.accepted["raw_cbr_rate"].iter_rows(named=True)}
    assert rates["USD"]["rate"] == 64.1898
    assert (rates["CNY"]["nominal"], rates["CNY"]["rate"]) == (10, pytest.approx(9.57031))
    assert rates["BYN"]["rate_date"] == date(2019, 3, 26)
    assert rates["CNY"]["resolution"] == pytest.approx(1e-5)


def test_utf8_that_declares_windows_1251_is_read(tmp_path: Path) -> None:
    body = body_of("cbr/daily_false_declaration.xml")
    Cbr().check(answer("cbr", body, {"kind": "daily"}))
    result = loaded(tmp_path, "cbr", answer("cbr", body, {"kind": "daily"}))
    assert result.report.accepted == 3


def test_a_run_of_days_has_no_weekends(tmp_path: Path) -> None:
    result = loaded(tmp_path, "cbr", answer("cbr", body_of("cbr/dynamic.xml"), {"kind": "dynamic"}))
    rows = result.accepted["raw_cbr_rate"]
    assert rows["rate_date"].to_list()[-2:] == [date(2019, 1, 1), date(2019, 1, 10)]
    assert set(rows["currency"]) == {"USD"}


def test_an_error_text_in_a_good_status_is_refused() -> None:
    with pytest.raises(RefusedError, match="Error in parameters"):
        Cbr().check(answer("cbr", body_of("cbr/error.xml"), {"kind": "dynamic"}))


def test_a_run_without_records_is_an_error() -> None:
    body = b'<?xml version="1.0"?><ValCurs ID="R01235"/>'
    with pytest.raises(FetchError, match="no record"):
        Cbr().check(answer("cbr", body, {"kind": "dynamic"}))


@pytest.mark.parametrize("source", [Nbrb(), Cbr()], ids=lambda one: one.id)
def test_wrong_options_are_named(source: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="XXQ"):
        list(source.requests(job(tmp_path, source.id, currencies=["XXQ"])))
    with pytest.raises(UsageError, match="first_day"):
        list(source.requests(job(tmp_path, source.id, first_day="soon")))
