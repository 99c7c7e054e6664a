"""UN Comtrade: what is asked, what an answer must be, and what becomes of its rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import polars as pl
import pytest

from ingest.fetch.archive import Archive
from ingest.fetch.live import Job
from ingest.fetch.types import Fetched, Request
from ingest.sources.comtrade.areas import codes, m49_of
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.comtrade.plan import Wanted
from ingest.sources.official_rules import commodity_rule
from tests.official import AVAILABILITY, NOW, TRADE, answer, body_of, loaded
from tradebooks.errors import AnswerError, CappedError, FetchError, RefusedError, UsageError
from tradebooks.periods import Period
from tradebooks.settings import Settings

SOURCE = Comtrade()
TABLE = "raw_comtrade_trade"


def job(folder: Path, *, key: str | None = None, span: Period | None = None, **options: Any) -> Job:
    own = {"options": options, **({"key": key} if key else {})}
    settings = Settings(data=folder, sources={"comtrade": own})
    return Job(settings, Archive(settings.archive_dir), NOW, span)


def work(wanted: Job, reply: Callable[[Request], bytes]) -> list[Request]:
    """Draw the whole list as the worker does, archiving every answer; return what was asked."""
    asked = []
    for request in SOURCE.requests(wanted):
        asked.append(request)
        fetched = Fetched(request, reply(request), NOW)
        SOURCE.check(fetched)
        wanted.archive.store(SOURCE.complete(fetched))
    return asked


def reply(request: Request) -> bytes:
    assert request.asked is not None
    is_availability = request.asked["kind"] == "availability"
    return body_of("comtrade/availability.json" if is_availability else "comtrade/total.json")


def test_availability_comes_first_and_only_wanted_datasets_are_asked(tmp_path: Path) -> None:
    asked = work(job(tmp_path, reporters=["BLR"], monthly=[], annual=["TOTAL"]), reply)
    assert "/public/v1/getDA/C/A/HS?reporterCode=112" in str(asked[0].url)
    assert [one.asked["periods"] for one in asked[1:] if one.asked] == [
        ["2021"],
        ["2020"],
        ["2019"],
    ]
    for pinned in ("partner2Code=0", "motCode=0", "customsCode=C00", "cmdCode=TOTAL"):
        assert pinned in str(asked[1].url)
    assert "partnerCode=643,0" in str(asked[1].url)
    assert "maxRecords=500" in str(asked[1].url)


def test_what_was_answered_is_asked_again_only_after_a_revision(tmp_path: Path) -> None:
    wanted = job(tmp_path, reporters=["BLR"], monthly=[])
    assert len(work(wanted, reply)) == 1 + 2 * 3
    assert len(work(wanted, reply)) == 1
    revised = body_of("comtrade/availability.json").replace(b"-1234564", b"777")

    def after(request: Request) -> bytes:
        return revised if request.asked == AVAILABILITY else reply(request)

    later = [one.asked["periods"] for one in work(wanted, after)[1:] if one.asked]
    assert later == [["2021"], ["2021"]]


def test_a_key_allows_lists_of_periods_and_stays_out_of_the_address(tmp_path: Path) -> None:
    wanted = job(tmp_path, key="s3cret", reporters=["BLR"], monthly=[], annual=["TOTAL"])
    asked = work(wanted, reply)
    assert "period=2021,2020,2019" in str(asked[1].url)
    assert "/data/v1/get/C/A/HS" in str(asked[1].url)
    assert all("s3cret" not in str(one) for one in asked)
    policy = SOURCE.policy(wanted.settings)
    assert (policy.key_header, policy.key) == ("Ocp-Apim-Subscription-Key", "s3cret")
    kinds = [limit.kind for one in asked if (limit := policy.limit_of(str(one.url)))]
    assert kinds == ["availability with a key", "data with a key"]


def test_every_kind_of_request_has_its_limit(tmp_path: Path) -> None:
    wanted = job(tmp_path, reporters=["BLR"], monthly=[], annual=["TOTAL"])
    policy = SOURCE.policy(wanted.settings)
    limits = [policy.limit_of(str(one.url)) for one in work(wanted, reply)]
    assert [one and (one.kind, one.interval_seconds, one.daily_quota) for one in limits] == [
        ("availability without a key", 6.0, 500),
        *[("preview without a key", 6.0, 500)] * 3,
    ]


def test_only_the_periods_of_a_span_are_asked(tmp_path: Path) -> None:
    wanted = job(
        tmp_path, span=Period.parse("2014"), reporters=["BLR"], annual=["TOTAL"], monthly=[]
    )
    for _ in ("first", "again"):
        asked = [one.asked["periods"] for one in work(wanted, reply)[1:] if one.asked]
        assert asked == [["2014"]]


def test_an_answer_at_the_cap_is_split_down_to_single_flows(tmp_path: Path) -> None:
    wanted = job(tmp_path, key="k", reporters=["BLR"], monthly=[], annual=["AG2"])
    request = work(wanted, reply)[1]
    many = body_of("comtrade/capped.json")
    preview = Request("comtrade", "https://x.org/public/v1/preview/C/A/HS?", request.asked)
    with pytest.raises(CappedError, match="500 rows"):
        SOURCE.check(Fetched(preview, many, NOW))
    SOURCE.check(Fetched(request, many, NOW))
    leaves, open_ends = [], [request]
    while open_ends:
        one = open_ends.pop()
        parts = SOURCE.split(one, wanted)
        open_ends.extend(parts)
        leaves.extend([] if parts else [one])
    seen = {(str(leaf.asked["periods"]), str(leaf.asked["partners"]), str(leaf.asked["flows"]))
            for leaf in leaves if leaf.asked}  # fmt: skip
    assert len(leaves) == len(seen) == 3 * 2 * 2
    assert "period=2019&" in str(leaves[0].url) or "period=2021&" in str(leaves[0].url)


def test_headings_at_the_cap_are_asked_for_by_chapters(tmp_path: Path) -> None:
    wanted = job(tmp_path, reporters=["BLR"], partners=["RUS"], monthly=[], annual=["AG4"])
    request = work(wanted, reply)[1]
    one_flow = SOURCE.split(request, wanted)[0]
    parts = SOURCE.split(one_flow, wanted)
    codes = [parse_qs(str(part.url))["cmdCode"][0].split(",") for part in parts]
    assert all(len(str(part.url)) < 4096 for part in parts)
    assert {len(code) for code in codes[0] + codes[1]} == {4}
    assert not set(codes[0]) & set(codes[1])
    assert {code[:2] for code in codes[0]} == set(parts[0].asked["chapters"])
    assert (codes[0][0], codes[1][-1]) == ("0101", "9999")
    # An answer without headings of some chapters is an answer, for the world too.
    world = {**(parts[0].asked or {}), "partners": ["WLD"]}
    SOURCE.check(answer("comtrade", body_of("comtrade/empty.json"), world))
    for part in (*parts, SOURCE.split(request, wanted)[1]):
        wanted.archive.store(SOURCE.complete(Fetched(part, body_of("comtrade/total.json"), NOW)))
    other = job(tmp_path, reporters=["BLR"], partners=["RUS"], monthly=[], annual=["AG4"])
    assert request.url not in [one.url for one in work(other, reply)]


@pytest.mark.parametrize(
    ("period", "classification", "parts"),
    [("2002", "HS", 2), ("200201", "H2", 2), ("2001", "HS", 0), ("200112", "HS", 0),
     ("2005", "H1", 0)],
)  # fmt: skip
def test_headings_before_2002_are_not_cut_by_chapters(
    tmp_path: Path, period: str, classification: str, parts: int
) -> None:
    """Headings that only the editions of 1988 and 1996 have, such as 4108, would be left out."""
    asked = {"kind": "trade", "freq": "A", "level": "AG4", "classification": classification,
             "reporters": ["BLR"], "partners": ["RUS"], "flows": ["X"], "periods": [period],
             "revisions": ["1@"]}  # fmt: skip
    request = Request("comtrade", "https://x.org/public/v1/preview/C/A/HS?", asked)
    assert len(SOURCE.split(request, job(tmp_path))) == parts
    many = body_of("comtrade/capped.json")
    expected = "nothing: the question is split" if parts else "headings are cut by chapters only"
    with pytest.raises(CappedError, match=expected):
        SOURCE.check(Fetched(request, many, NOW))


def test_answers_in_parts_count_as_answered(tmp_path: Path) -> None:
    wanted = job(tmp_path, reporters=["BLR"], monthly=[], annual=["TOTAL"])
    first = work(wanted, reply)[1]
    other = job(tmp_path / "other", reporters=["BLR"], monthly=[], annual=["TOTAL"])
    for part in SOURCE.split(first, other):
        other.archive.store(SOURCE.complete(Fetched(part, body_of("comtrade/total.json"), NOW)))
    later = [one.asked["periods"] for one in work(other, reply)[1:] if one.asked]
    assert later == [["2020"], ["2019"]]


def test_a_list_of_periods_that_the_preview_refuses_is_split(tmp_path: Path) -> None:
    asked = {**TRADE, "periods": ["2019", "2020"], "partners": ["WLD"]}
    body = body_of("comtrade/error_object.json")
    with pytest.raises(CappedError):
        SOURCE.check(answer("comtrade", body, asked, status=400))
    with pytest.raises(RefusedError, match="only one value"):
        SOURCE.check(answer("comtrade", body, {**asked, "periods": ["2019"]}, status=400))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (body_of("comtrade/error_object.json"), "only one value"),
        (body_of("comtrade/error_gateway.json"), "Rate limit"),
        (b"<html><body>Service unavailable</body></html>", "web page"),
        (b"", "nothing"),
        (b"[]", "array"),
        (body_of("comtrade/total.json")[:-200], "no whole JSON"),
        (body_of("comtrade/total.json").replace(b'"count": 4', b'"count": 5'), "4 rows"),
        (body_of("comtrade/empty.json"), "no rows"),
        (b'{"count":0,"data":[],"error":"Too many requests"}', "Too many requests"),
    ],
)
def test_error_bodies_are_told_from_answers(body: bytes, seen: str) -> None:
    asked = {**TRADE, "periods": ["2019"], "partners": ["WLD"]}
    with pytest.raises(FetchError, match=seen) as caught:
        SOURCE.check(answer("comtrade", body, asked))
    assert isinstance(caught.value, AnswerError)
    assert "comtrade" in str(caught.value)


def test_an_empty_answer_for_one_partner_is_an_answer() -> None:
    asked = {**TRADE, "periods": ["2019"], "partners": ["RUS"]}
    SOURCE.check(answer("comtrade", body_of("comtrade/empty.json"), asked))


def test_rows_are_typed_and_codes_mapped(tmp_path: Path) -> None:
    result = loaded(
        tmp_path, "comtrade", answer("comtrade", body_of("comtrade/chapters.json"), TRADE)
    )
    rows = {
        (row["partner"], row["flow_code"], row["commodity_code"]): row
        for row in result.accepted[TABLE].iter_rows(named=True)
    }
    assert result.report.quarantined == 0
    assert {key[0] for key in rows} == {"RUS", "USA", "FRA", "IND", "NES"}
    dairy, vehicles = rows["RUS", "X", "04"], rows["RUS", "X", "87"]
    assert (dairy["period_start"], dairy["period_end"]) == (date(2019, 1, 1), date(2019, 12, 31))
    assert (dairy["fob_value_usd"], dairy["cif_value_usd"]) == (2.1e9, None)
    assert (dairy["qty"], dairy["net_weight_kg"], dairy["gross_weight_kg"]) == (None, None, None)
    assert (vehicles["qty"], vehicles["net_weight_kg"]) == (410000.0, 410000.25)
    assert rows["RUS", "X", "27"]["primary_value_usd"] == 0.0
    assert [rows["RUS", "X", code]["conf_status"] for code in ("99", "04")] == ["C", "F"]


def test_months_totals_and_codes_with_blanks(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        "comtrade",
        answer("comtrade", body_of("comtrade/total.json"), TRADE),
        answer("comtrade", body_of("comtrade/monthly.json"), TRADE),
    )
    rows = result.accepted[TABLE].rows(named=True)
    assert {row["mos_code"] for row in rows} == {"0"}
    months = [row["period_end"] for row in rows if row["freq_code"] == "M"]
    assert sorted(set(months)) == [date(2020, 1, 31), date(2020, 2, 29)]
    assert {row["partner"] for row in rows} == {"RUS", "WLD"}


def test_names_of_values_are_compared_without_case(tmp_path: Path) -> None:
    body = body_of("comtrade/total.json").replace(b"cifvalue", b"CIFValue")
    body = body.replace(b"fobvalue", b"fobValue").replace(b'"period": "2019"', b'"period": 2019')
    result = loaded(tmp_path, "comtrade", answer("comtrade", body, TRADE))
    assert result.report.accepted == 4


def test_availability_fills_a_table_of_its_own(tmp_path: Path) -> None:
    body = body_of("comtrade/availability.json")
    result = loaded(tmp_path, "comtrade", answer("comtrade", body, AVAILABILITY))
    rows = result.accepted["raw_comtrade_availability"]
    assert (rows.height, result.accepted[TABLE].height) == (4, 0)
    assert rows["total_records"].to_list() == [71234] * 4


def test_the_same_data_are_one_document_however_long_the_answer_took(tmp_path: Path) -> None:
    body = body_of("comtrade/total.json")
    slow = body.replace(b"0.07 secs", b"9.07 secs")
    asked = {**TRADE, "revisions": ["1@2020-01-01T00:00:00"], "released": "2020-01-01T00:00:00"}
    first, second = (SOURCE.complete(answer("comtrade", one, asked)) for one in (body, slow))
    revised = SOURCE.complete(answer("comtrade", body, {**asked, "revisions": ["2@"]}))
    assert first.document_key == second.document_key != revised.document_key
    assert first.published.text == "2020-01-01T00:00:00Z"
    assert loaded(tmp_path, "comtrade", first, second).report.documents == 1


def test_codes_of_areas_and_of_countries_with_a_territory() -> None:
    assert {geo: m49_of(geo) for geo in ("BLR", "USA", "FRA", "IND", "WLD", "NES", "DEU")} == {
        "BLR": 112,
        "USA": 842,
        "FRA": 251,
        "IND": 699,
        "WLD": 0,
        "NES": 899,
        "DEU": 276,
    }
    assert [codes()[m49] for m49 in (841, 757, 579, 490, 837, 838, 810)] == [
        *("USA", "CHE", "NOR", "NESASIA", "BUNKERS", "FREEZONES", "SUN"),
    ]


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        ({"reporters": ["XYZ"]}, "'XYZ'"),
        ({"annual": ["AG9"]}, "AG9"),
        ({"years": 3}, "years"),
        ({"first_year": "x"}, "first_year"),
        ({"classification": "nonsense"}, "classification 'nonsense'"),
        ({"classification": "S3"}, "classification 'S3'"),
    ],
)
def test_wrong_options_are_named(options: dict[str, Any], seen: str) -> None:
    with pytest.raises(UsageError, match="comtrade") as caught:
        Wanted.of(options)
    assert seen in caught.value.seen


@pytest.mark.parametrize("classification", ["HS", "H0", "H6"])
def test_editions_of_the_harmonized_system_may_be_asked_for(classification: str) -> None:
    assert Wanted.of({"classification": classification}).classification == classification


@pytest.mark.parametrize(
    ("classification", "code", "is_known"),
    [
        ("H5", "TOTAL", True),
        ("H5", "04", True),
        ("H5", "00", False),
        ("H5", "0406", True),
        ("H5", "0499", False),
        ("H5", "040610", True),
        ("H5", "049910", False),
        ("H5", "04061", False),
        # Headings of one edition only, of the first ones, and what has no heading.
        ("H2", "0503", True),
        ("H6", "8549", True),
        ("H0", "4108", True),
        ("H5", "99", True),
        ("H5", "9999", True),
        ("H5", "999999", True),
        ("H0", "9999AA", True),
        ("H5", "9899", True),
        ("S3", "0011", True),
    ],
)
def test_a_commodity_is_known_by_its_heading(
    classification: str, code: str, is_known: bool
) -> None:
    row = pl.DataFrame({"classification": [classification], "commodity_code": [code]})
    assert row.select(commodity_rule().holds).item() is is_known


def test_a_heading_that_no_edition_has_waits(tmp_path: Path) -> None:
    found = json.loads(body_of("comtrade/total.json"))
    found["data"] = [found["data"][0] | {"cmdCode": code} for code in ("0406", "0499")]
    found["count"] = 2
    body = json.dumps(found).encode()
    refused = loaded(tmp_path, "comtrade", answer("comtrade", body, TRADE)).quarantine
    assert ("code_known", "0499") in refused.select("check_name", "value").rows()
