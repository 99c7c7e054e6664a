"""Every fixture of an interface, changed: a row in quarantine or an error, never a silent loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.live import LiveSource
from ingest.fetch.types import Fetched
from ingest.sources.live import LIVE, live_source
from tests.faults.mutations import (
    REQUIRED,
    JsonShape,
    common,
    json_mutants,
    reordered,
    text_mutants,
)
from tests.faults.official_cases import OFFICIAL
from tests.official import AVAILABILITY, NEW_DOLLAR, TRADE, answer, body_of, loaded
from tradebooks.errors import TradebooksError

FOLDERS = {"news_leads": "leads"}
DATA = JsonShape(
    rows=lambda found: found["data"],
    value=("primaryValue",),
    code=(("partnerCode",), 5555),
    period=(("period",), "2031"),
)
DATASETS = JsonShape(
    rows=lambda found: found["data"],
    value=("totalRecords",),
    code=(("reporterCode",), 5555),
    period=(("period",), "2031"),
)
RATES = JsonShape(
    rows=lambda found: found,
    value=("Cur_OfficialRate",),
    code=(("Cur_ID",), 432),
    period=(("Date",), "2031-01-01T00:00:00"),
)
DAILY = JsonShape(
    RATES.rows,
    RATES.value,
    (("Cur_Abbreviation",), "XXQ"),
    RATES.period,
    (("Cur_Scale",), 7),
)
JSON_CASES: list[tuple[str, str, Any, JsonShape]] = [
    ("comtrade", "total.json", TRADE, DATA),
    (
        "comtrade",
        "monthly.json",
        TRADE,
        JsonShape(DATA.rows, DATA.value, DATA.code, (("period",), "203101")),
    ),
    (
        "comtrade",
        "chapters.json",
        TRADE,
        JsonShape(DATA.rows, DATA.value, (("cmdCode",), "77x"), DATA.period),
    ),
    ("comtrade", "availability.json", AVAILABILITY, DATASETS),
    ("nbrb", "dynamics_usd_431.json", NEW_DOLLAR, RATES),
    ("nbrb", "daily.json", {"kind": "daily"}, DAILY),
]
INDICATORS = JsonShape(
    rows=lambda found: found[1],
    value=("value",),
    code=(("countryiso3code",), "XQQ"),
    period=(("date",), "2031"),
    unit=(("unit",), "thousand"),
)
JSON_CASES += [
    ("world_bank", "page1.json", {"page": 1}, INDICATORS),
    ("world_bank", "page2.json", {"page": 2}, INDICATORS),
]
IMF_CHANGES = {
    "renamed": ('"series": {', '"rows": {'),
    "unit": ('"id": "USD"', '"id": "XDC"'),
    "missing": ('"id": "COUNTERPART_COUNTRY"', '"id": "PARTNER"'),
    "unlisted": ('"0:0:1:0"', '"0:0:7:0"'),
    "negative": ('"13624012345.6"', '"-5"'),
    "decimal_comma": ('"13624012345.6"', '"13624012345,6"'),
    "absurd": ('"13624012345.6"', '"4e17"'),
    "odd_value": ('"13624012345.6"', "{}"),
    "odd_code": ('"id": "RUS"', '"id": {}'),
    "unknown_code": ('"id": "RUS"', '"id": "XQQ"'),
    "unknown_indicator": ('"id": "MG_CIF_USD"', '"id": "MG_CIF_EUR"'),
    "future": ('"value": "2022"', '"value": "2031"'),
    "no_period": ('"value": "2022"', '"value": "soon"'),
    "duplicated": ('"value": "2020"', '"value": "2019"'),
}
ECB_CHANGES = {
    "renamed": ('"series": {', '"rows": {'),
    "unit": ('"id": "TITLE"', '"id": "UNIT_MULT"'),
    "missing": ('"id": "CURRENCY_DENOM"', '"id": "BASE"'),
    "negative": ("1.1351", "-1.1351"),
    "decimal_comma": ("1.1351", '"1,1351"'),
    "odd_value": ("1.1351", "[]"),
    "unknown_code": ('"id": "USD"', '"id": "XQQ"'),
    "other_kind": ('"id": "SP00"', '"id": "NRP0"'),
    "future": ('"id": "2019-02"', '"id": "2031-02"'),
    "no_period": ('"id": "2019-02"', '"id": "soon"'),
    "duplicated": ('"id": "2019-02"', '"id": "2019-01"'),
}
ECB_DAILY_CHANGES = ECB_CHANGES | {
    "negative": ("1.1397", "-1.1397"),
    "decimal_comma": ("1.1397", '"1,1397"'),
    "odd_value": ("1.1397", "[]"),
    "future": ('"id": "2019-01-03"', '"id": "2031-01-03"'),
    "no_period": ('"id": "2019-01-03"', '"id": "soon"'),
    "duplicated": ('"id": "2019-01-03"', '"id": "2019-01-02"'),
}
IMF_MONTHLY_CHANGES = IMF_CHANGES | {
    "unlisted": ('"0:1:0:0"', '"0:7:0:0"'),
    "negative": ('"2114260350"', '"-5"'),
    "decimal_comma": ('"2114260350"', '"2114260350,5"'),
    "absurd": ('"2114260350"', '"4e17"'),
    "odd_value": ('"2114260350"', "{}"),
    "odd_code": ('"id": "BLR"', '"id": {}'),
    "future": ('"value": "2021-M12"', '"value": "2031-M12"'),
    "no_period": ('"value": "2021-M12"', '"value": "2021-M13"'),
    "duplicated": ('"value": "2021-M12"', '"value": "2021-M11"'),
}
WITS_CHANGES = {
    "renamed": ('"series": {', '"rows": {'),
    "unit": ("(US$ Thousand)", "(US$ Million)"),
    "missing": ('"id": "PARTNER"', '"id": "COUNTERPART"'),
    "negative": ("2912000.5", "-2912000.5"),
    "decimal_comma": ("2912000.5", '"2912000,5"'),
    "odd_value": ("2912000.5", "[]"),
    "absurd": ("2912000.5", "2912000.5e15"),
    "unknown_code": ('"id": "RUS"', '"id": "XQQ"'),
    "unknown_indicator": ("XPRT-TRD-VL", "XPRT-TRD-QTY"),
    "future": ('"id": "2018"', '"id": "2031"'),
    "duplicated": ('"id": "01-05_Animal"', '"id": "Total"'),
}
WITS_IMPORT_CHANGES = {
    **WITS_CHANGES,
    "negative": ("22426290.0", "-22426290.0"),
    "decimal_comma": ("22426290.0", '"22426290,0"'),
    "odd_value": ("22426290.0", "[]"),
    "absurd": ("22426290.0", "22426290.0e15"),
    "unknown_indicator": ("MPRT-TRD-VL", "MPRT-TRD-QTY"),
}
LEAD_CHANGES = {
    "renamed": ('"articles"', '"documents"'),
    "missing": ('"domain"', '"host"'),
    "no_address": ('"https://eng.example.org/1"', '"javascript:alert(1)"'),
    "future": ('"20240616T170000Z"', '"20310616T170000Z"'),
    "no_moment": ('"20240616T170000Z"', '"soon"'),
    "odd_publisher": ('"domain": "example.org"', '"domain": {}'),
    "odd_address": ("https://eng.example.org/1", "http://[bad"),
    "duplicated": ('"https://eng.example.org/1"', '"https://tass.com/sports/2"'),
}
GOOGLE_CHANGES = {
    "renamed": ("item>", "story>"),
    "no_item": ("</rss>", ""),
    "dtd": ("<rss", '<!DOCTYPE x [<!ENTITY a "a">]><rss'),
}
TEXT_CASES: list[tuple[str, str, Any, Mapping[str, tuple[str, str]]]] = [
    ("imf", "annual.json", None, IMF_CHANGES),
    ("imf", "monthly.json", None, IMF_MONTHLY_CHANGES),
    ("ecb", "monthly.json", None, ECB_CHANGES),
    ("ecb", "daily.json", None, ECB_DAILY_CHANGES),
    ("wits", "export.json", None, WITS_CHANGES),
    ("wits", "import.json", None, WITS_IMPORT_CHANGES),
    ("news_leads", "gdelt.json", {"finder": "gdelt"}, LEAD_CHANGES),
    ("news_leads", "google.xml", {"finder": "google_news"}, GOOGLE_CHANGES),
]
CBR_CHANGES = {
    "missing": ("<Nominal>1</Nominal>", ""),
    "decimal_comma": (",1898<", ",18,98<"),
    "renamed": ("Nominal>", "Units>"),
    "decimal_point": (",1898<", ".1898<"),
    "negative": ("<Value>64", "<Value>-64"),
    "unit": ("<Nominal>10</Nominal>", "<Nominal>3</Nominal>"),
    "unknown_code": ("<CharCode>USD", "<CharCode>XXQ"),
    "future": ("26.03.2019", "26.03.2031"),
    "no_day": ("26.03.2019", "soon"),
    "unknown_element": ("Valute", "Metal"),
    "duplicated": ('ID="R01375"', 'ID="R01235"'),
    "dtd": ("<ValCurs", '<!DOCTYPE x [<!ENTITY a "a">]><ValCurs'),
}
RECORD = '<Record Date="10.01.2019" Id="R01235">'
CBR_DYNAMIC_CHANGES = {
    "missing": (f"{RECORD}<Nominal>1</Nominal>", RECORD),
    "decimal_comma": ("<Value>67,0795", "<Value>67,07,95"),
    "renamed": ("Nominal>", "Units>"),
    "decimal_point": ("<Value>67,0795", "<Value>67.0795"),
    "negative": ("<Value>67", "<Value>-67"),
    "unit": (f"{RECORD}<Nominal>1<", f"{RECORD}<Nominal>0<"),
    "unknown_code": ('Date="10.01.2019" Id="R01235"', 'Date="10.01.2019" Id="R99999"'),
    "future": ('Date="10.01.2019"', 'Date="10.01.2031"'),
    "no_day": ('Date="10.01.2019"', 'Date="soon"'),
    "unknown_element": ("Record", "Metal"),
    "duplicated": ('Date="10.01.2019"', 'Date="01.01.2019"'),
    "dtd": ("<ValCurs", '<!DOCTYPE x [<!ENTITY a "a">]><ValCurs'),
}
TEXT_CASES += [
    ("cbr", "daily.xml", {"kind": "daily"}, CBR_CHANGES),
    ("cbr", "dynamic.xml", {"kind": "dynamic"}, CBR_DYNAMIC_CHANGES),
]


def mutants() -> Iterator[Any]:
    for source, name, asked, shape in JSON_CASES:
        for change, body in json_mutants(body_of(f"{source}/{name}"), shape):
            yield pytest.param(source, asked, body, id=f"{source}-{name}-{change}")
    for source, name, asked, changes in TEXT_CASES:
        for change, body in text_mutants(body_of(f"{FOLDERS.get(source, source)}/{name}"), changes):
            yield pytest.param(source, asked, body, id=f"{source}-{name}-{change}")


def refused(live: LiveSource, fetched: Fetched) -> TradebooksError | None:
    try:
        live.check(fetched)
    except TradebooksError as error:
        return error
    return None


@pytest.mark.parametrize(("source", "asked", "body"), mutants())
def test_a_changed_answer_is_noticed(tmp_path: Path, source: str, asked: Any, body: bytes) -> None:
    """On the wire, or, for an archive that holds it all the same, in the load."""
    live = live_source(source)
    assert live is not None
    fetched = answer(source, body, {"partners": [], "periods": [], **(asked or {})})
    refusal = refused(live, fetched)
    if refusal is not None:
        assert source in refusal.where
        assert refusal.seen
        assert refusal.expected
        assert refusal.action
    result = loaded(tmp_path, source, answer(source, body, asked))
    rows = result.quarantine.rows(named=True)
    assert rows, "nothing was noticed in the load"
    assert {row["source"] for row in rows} == {source}
    assert all(row["check_name"] and row["locator"] for row in rows)
    assert result.report.rows_in == result.report.accepted + result.report.quarantined
    for error in result.report.errors:
        assert error.seen
        assert error.action


#: What a fixture does not suffer, and why not.
EXEMPT = {
    ("comtrade", "unit"): "no field says the unit; a vintage in another one fails in the warehouse",
    ("nbrb/dynamics_usd_431.json", "unit"): "the scale stands in the question",
    ("news_leads", "unit"): "no numbers",
    ("news_leads", "decimal_comma"): "no numbers",
    ("news_leads", "negative"): "no numbers",
    ("news_leads", "unknown_code"): "no codes: an outlet that is not listed is kept as a lead",
    (
        "news_leads/google.xml",
        "missing",
    ): "an item without an address is passed over as in any feed",
    ("news_leads/google.xml", "future"): "a date that cannot be is not believed, the lead is kept",
    ("news_leads/google.xml", "duplicated"): "feeds repeat addresses; each is taken once",
}


def test_every_fixture_suffers_every_change() -> None:
    tried: dict[str, set[str]] = {}
    for source, name, _asked, shape in JSON_CASES:
        found = {change for change, _ in json_mutants(body_of(f"{source}/{name}"), shape)}
        tried[f"{source}/{name}"] = found
    for source, name, _asked, changes in TEXT_CASES:
        found = {change for change, _ in common(b"")} | set(changes)
        tried[f"{source}/{name}"] = found
    lacking = {
        (place, change)
        for place, found in tried.items()
        for change in REQUIRED - found - {"reordered"}
    }
    excused = {
        (place, change)
        for place in tried
        for exempt, change in EXEMPT
        if exempt in (place, place.partition("/")[0])
    }
    assert lacking == excused
    assert {place.partition("/")[0] for place in tried} == set(LIVE) - {"news"}


ALL_CASES = [case[:3] for case in (*JSON_CASES, *TEXT_CASES)]


@pytest.mark.parametrize(("source", "name", "asked"), ALL_CASES)
def test_the_order_of_fields_means_nothing(
    tmp_path: Path, source: str, name: str, asked: Any
) -> None:
    body = body_of(f"{FOLDERS.get(source, source)}/{name}")
    first = loaded(tmp_path / "a", source, answer(source, body, asked))
    other = loaded(tmp_path / "b", source, answer(source, reordered(body), asked))
    assert first.report.accepted == other.report.accepted > 0
    for table, frame in first.accepted.items():
        rows = [one.drop("document_key") for one in (frame, other.accepted[table])]
        assert rows[0].sort("locator").equals(rows[1].sort("locator"))


def test_a_good_row_beside_a_bad_one_goes_on(tmp_path: Path) -> None:
    import json

    found = json.loads(body_of("comtrade/total.json"))
    row = found["data"][0]
    found["data"] = [{**row, "period": str(year)} for year in range(1990, 2020)]
    found["data"][3]["primaryValue"] = "12,5"
    found["count"] = 30
    result = loaded(tmp_path, "comtrade", answer("comtrade", json.dumps(found).encode(), TRADE))
    assert (result.report.accepted, result.report.quarantined) == (29, 1)
    (bad,) = result.quarantine.rows(named=True)
    assert (bad["column_name"], bad["check_name"], bad["value"], bad["locator"]) == (
        "primary_value_usd",
        "not_typed",
        "12,5",
        "data[3]",
    )


def test_every_live_source_has_an_answer_an_error_and_an_empty_one() -> None:
    """All kinds of answers are in `tests/contract/test_kinds_of_answers.py`."""
    cases = {one.name: one for one in OFFICIAL}
    assert set(cases) == set(LIVE) - {"news"}
    assert [name for name, one in cases.items() if not one.good or not one.errors] == []
    # A list without datasets and a search without a find are answers.
    assert {name for name, one in cases.items() if not one.empties} == {"comtrade", "news_leads"}
