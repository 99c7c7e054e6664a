"""World Bank, IMF, ECB and WITS: what is asked, what an answer must be, what its rows become."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import Fetched
from ingest.load import LoadResult
from ingest.sources.calendar_labels import frequency, read_period
from ingest.sources.ecb.live import Ecb
from ingest.sources.imf.live import Imf
from ingest.sources.wits.live import PLACE, Wits, newest_year
from ingest.sources.world_bank.live import WorldBank
from tests.official import NOW, answer, body_of, loaded
from tradebooks.errors import (
    AnswerError,
    DocumentError,
    FetchError,
    RefusedError,
    UsageError,
    WithdrawnError,
)
from tradebooks.periods import Period
from tradebooks.settings import Settings


def job(folder: Path, source: str, span: str | None = None, **options: Any) -> Job:
    settings = Settings(data=folder, sources={source: {"options": options}})
    return Job(settings, Archive(settings.archive_dir), NOW, Period.parse(span) if span else None)


@pytest.mark.parametrize(
    ("label", "wanted", "freq"),
    [
        ("2020", "2020", "A"),
        ("2020-A1", "2020", "A"),
        ("2020-Q3", "2020-Q3", "Q"),
        ("2020-M02", "2020-02", "M"),
        ("2020-02", "2020-02", "M"),
        ("2020-02-29", "2020-02-29..2020-02-29", "D"),
    ],
)
def test_labels_of_periods(label: str, wanted: str, freq: str) -> None:
    period = read_period(label)
    assert period is not None
    assert (period.label, frequency(period)) == (wanted, freq)


@pytest.mark.parametrize("label", ["", "soon", "2020-M13", "2020-02-30", "20200", "2020-Q5"])
def test_what_is_no_period(label: str) -> None:
    assert read_period(label) is None


def test_pages_of_the_world_bank_are_followed_to_the_last(tmp_path: Path) -> None:
    source = WorldBank()
    wanted = job(tmp_path, "world_bank", countries=["BLR", "RUS"], indicators=["NY.GDP.MKTP.CD"])
    (first,) = source.requests(wanted)
    assert "country/BLR;RUS/indicator/NY.GDP.MKTP.CD?format=json" in str(first.url)
    assert "date=2000:2026" in str(first.url)
    page = Fetched(first, body_of("world_bank/page1.json"), NOW)
    source.check(page)
    (second,) = source.follow(page, wanted)
    assert "page=2" in str(second.url)
    last = Fetched(second, body_of("world_bank/page2.json"), NOW)
    source.check(last)
    assert list(source.follow(last, wanted)) == []
    assert source.complete(last).published.text == "2024-03-28T00:00:00Z"
    with pytest.raises(AnswerError, match="page"):
        source.check(Fetched(second, page.body, NOW))


def test_rows_of_the_world_bank(tmp_path: Path) -> None:
    pages = [
        answer("world_bank", body_of(f"world_bank/page{n}.json"), {"page": n}, url=f"https://x/{n}")
        for n in (1, 2)
    ]
    rows = loaded(tmp_path, "world_bank", *pages).accepted["raw_world_bank_indicator"]
    found = {(row["country"], row["period_start"].year): row for row in rows.rows(named=True)}
    assert len(found) == 5
    assert (found["BLR", 2023]["value"], found["BLR", 2023]["obs_status"]) == (None, "O")
    assert found["RUS", 2022]["value"] == 2240422427458.5
    places = rows.select("page_no", "page_count", "row_count").unique().rows()
    assert sorted(places) == [(1, 2, 5), (2, 2, 5)]


def test_a_page_that_does_not_say_where_it_stands_is_read(tmp_path: Path) -> None:
    meta, entries = json.loads(body_of("world_bank/page1.json"))
    cut = {name: meta[name] for name in meta if name not in ("page", "pages", "total")}
    for number, told in enumerate((cut, cut | {"page": "1", "pages": "2", "total": -1})):
        body = json.dumps([told, entries]).encode()
        result = loaded(tmp_path / str(number), "world_bank", answer("world_bank", body, {}))
        rows = result.accepted["raw_world_bank_indicator"]
        expected = (1, 2, None) if number else (None, None, None)
        assert set(rows.select("page_no", "page_count", "row_count").rows()) == {expected}


def unknown(result: LoadResult) -> list[tuple[Any, ...]]:
    """Return what was refused because no list holds it."""
    refused = result.quarantine.filter(result.quarantine["check_name"] == "code_known")
    return refused.select("column_name", "value").rows()


def test_a_status_of_the_world_bank_that_no_list_holds_waits(tmp_path: Path) -> None:
    meta, rows = json.loads(body_of("world_bank/page1.json"))
    statuses = zip(rows, ("", "F", "Y"), strict=True)
    body = json.dumps([meta, [row | {"obs_status": status} for row, status in statuses]]).encode()
    assert unknown(loaded(tmp_path, "world_bank", answer("world_bank", body, {}))) == [
        ("obs_status", "Y")
    ]


def test_errors_in_a_good_status_of_the_world_bank() -> None:
    with pytest.raises(RefusedError, match="Invalid value"):
        WorldBank().check(answer("world_bank", body_of("world_bank/error.json"), {}))
    with pytest.raises(AnswerError, match="no rows"):
        WorldBank().check(answer("world_bank", body_of("world_bank/empty.json"), {}))


def test_questions_to_the_imf(tmp_path: Path) -> None:
    asked = list(Imf().requests(job(tmp_path, "imf", span="2019..2021")))
    assert len(asked) == 4
    assert "/IMTS/+/BLR.XG_FOB_USD+MG_CIF_USD+MG_FOB_USD+TBG_USD.RUS+G001.A?" in str(asked[0].url)
    assert "ge%3A2019-A1%2Ble%3A2021-A1" in str(asked[0].url)
    assert "ge%3A2019-M01%2Ble%3A2021-M12" in str(asked[2].url)


def test_rows_of_the_imf_keep_estimates_apart(tmp_path: Path) -> None:
    result = loaded(tmp_path, "imf", answer("imf", body_of("imf/annual.json"), None))
    rows = {
        (row["partner"], row["flow"], row["period_start"].year): row
        for row in result.accepted["raw_imf_trade"].iter_rows(named=True)
    }
    assert (result.report.errors, len(rows)) == ([], 6)
    reported, estimated = rows["RUS", "export", 2019], rows["RUS", "export", 2022]
    assert (reported["value_usd"], reported["obs_status"]) == (13624012345.6, "A")
    assert (estimated["derivation_type"], estimated["obs_status"]) == ("E", "E")
    assert (
        rows["RUS", "import", 2020]["value_usd"],
        rows["RUS", "import", 2020]["obs_status"],
    ) == (
        None,
        "O",
    )
    assert rows["WLD", "export", 2019]["scale"] == "6"


@pytest.mark.parametrize(
    ("status", "refused"), [("P", []), ("ZZ", [("obs_status", "ZZ")])], ids=["listed", "unlisted"]
)
def test_a_status_of_the_imf_is_kept_or_waits(
    tmp_path: Path, status: str, refused: list[tuple[str, str]]
) -> None:
    found = json.loads(body_of("imf/annual.json"))["data"]
    found["structures"][0]["attributes"]["observation"][2]["values"] = [{"id": status}]
    found["dataSets"][0]["series"]["0:0:0:0"]["observations"]["0"][3] = 0
    body = json.dumps({"data": found}).encode()
    result = loaded(tmp_path, "imf", answer("imf", body, None))
    assert unknown(result) == refused
    kept = result.accepted["raw_imf_trade"].filter(period_start=date(2019, 1, 1), partner="RUS")
    assert kept["obs_status"].to_list() == ([] if refused else ["P", "A"])


def test_values_of_the_imf_in_millions_are_refused(tmp_path: Path) -> None:
    found = json.loads(body_of("imf/annual.json"))
    for series in found["data"]["dataSets"][0]["series"].values():
        for values in series["observations"].values():
            values[0] = values[0] and str(float(values[0]) / 1e6)
    body = json.dumps(found).encode()
    result = loaded(tmp_path, "imf", answer("imf", body, None))
    (error,) = result.report.errors
    assert isinstance(error, DocumentError)
    assert "scale 6" in error.seen


def test_no_series_means_no_data(tmp_path: Path) -> None:
    fetched = answer("imf", body_of("imf/empty.json"), None)
    Imf().check(fetched)
    assert loaded(tmp_path, "imf", fetched).report.accepted == 0


def test_rates_of_the_ecb(tmp_path: Path) -> None:
    wanted = job(tmp_path, "ecb", first_year=2025)
    asked = [str(request.url).partition("/EXR/")[2] for request in Ecb().requests(wanted)]
    assert [one.partition(".")[0] for one in asked] == ["M", "D", "D"]
    answers = [
        answer("ecb", body_of(f"ecb/{name}.json"), None, url=f"https://x/{name}")
        for name in ("monthly", "daily")
    ]
    rows = loaded(tmp_path, "ecb", *answers).accepted["raw_ecb_rate"].rows(named=True)
    assert {(row["currency"], row["quote_currency"]) for row in rows} == {("EUR", "USD")}
    assert {row["rate_type"] for row in rows} == {"average_arithmetic", "spot"}


def test_a_year_of_the_ecb_is_done_once_it_was_answered_after_its_end(tmp_path: Path) -> None:
    wanted = job(tmp_path, "ecb", first_year=2025)
    days = [one for one in Ecb().requests(wanted) if "/EXR/D." in str(one.url)]
    for one, at in zip(days, (NOW, NOW.replace(year=2025)), strict=True):
        wanted.archive.store(Fetched(one, body_of("ecb/daily.json") + b" ", at))
    still = [one.url for one in Ecb().requests(wanted) if "/EXR/D." in str(one.url)]
    assert still == [one.url for one in days]
    wanted.archive.store(Fetched(days[1], body_of("ecb/daily.json"), NOW))
    still = [one.url for one in Ecb().requests(wanted) if "/EXR/D." in str(one.url)]
    assert still == [days[0].url]


def test_rows_of_wits_are_thousand_dollars(tmp_path: Path) -> None:
    result = loaded(tmp_path, "wits", answer("wits", body_of("wits/export.json"), None))
    total = next(
        row
        for row in result.accepted["raw_wits_trade"].rows(named=True)
        if row["product"] == "Total"
    )
    assert (total["reporter"], total["partner"], total["flow"]) == ("BLR", "RUS", "export")
    assert total["value_kusd"] == 12878969.669
    with pytest.raises(FetchError, match="No records found"):
        Wits().check(answer("wits", body_of("wits/error.xml"), None))


def test_wits_is_asked_for_all_years_that_can_be_there(tmp_path: Path) -> None:
    wanted = job(tmp_path, "wits", reporters=["BLR"], partners=["RUS"], first_year=2024)
    asked = [str(one.url).partition(PLACE)[2] for one in Wits().requests(wanted)]
    assert asked == [
        f"/reporter/blr/year/{year}/partner/rus/product/all/indicator/{indicator}?format=JSON"
        for year in (2025, 2024)
        for indicator in ("XPRT-TRD-VL", "MPRT-TRD-VL")
    ]
    wanted = job(tmp_path, "wits", span="2018", reporters=["BLR"], partners=["RUS"])
    assert {one.asked["periods"][0] for one in Wits().requests(wanted) if one.asked} == {"2018"}


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-10-26", 2024), ("2026-10-27", 2025), ("2026-12-31", 2025), ("2028-01-01", 2026)],
)
def test_the_newest_year_of_wits_follows_its_lag(today: str, year: int) -> None:
    assert newest_year(date.fromisoformat(today)) == year


def test_word_that_wits_has_no_records_is_an_answer_without_rows(tmp_path: Path) -> None:
    nothing = answer("wits", body_of("wits/no_records.xml"), {"kind": "trade"}, status=404)
    Wits().check(nothing)
    report = loaded(tmp_path, "wits", nothing).report
    assert (report.rows_in, report.errors) == (0, [])
    with pytest.raises(WithdrawnError, match="set its base_url"):
        Wits().check(answer("wits", b"<html>Not Found</html>", None, status=404))


@pytest.mark.parametrize("source", [WorldBank(), Imf(), Ecb(), Wits()], ids=lambda one: one.id)
def test_wrong_options_are_named(source: LiveSource, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="first_year"):
        list(source.requests(job(tmp_path, source.id, first_year="soon")))
    assert list(source.probe(job(tmp_path, source.id)))


def test_a_message_that_points_nowhere_is_refused() -> None:
    found = json.loads(body_of("imf/annual.json"))
    series = found["data"]["dataSets"][0]["series"]
    series["0:0:9:0"] = series.pop("0:0:0:0")
    with pytest.raises(AnswerError, match="points at"):
        Imf().check(answer("imf", json.dumps(found).encode(), None))
