"""Every fixture of an interface, changed: a row in quarantine or an error, never a silent loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.live import LiveSource
from ingest.fetch.types import Fetched
from ingest.sources.live import live_source
from tests.faults.mutations import JsonShape, json_mutants, reordered, text_mutants
from tests.official import AVAILABILITY, NEW_DOLLAR, TRADE, answer, body_of, loaded
from tradebooks.errors import TradebooksError

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
DAILY = JsonShape(RATES.rows, RATES.value, (("Cur_Abbreviation",), "XXQ"), RATES.period)
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
CBR_CHANGES = {
    "missing": ("<Nominal>1</Nominal>", ""),
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


def mutants() -> Iterator[Any]:
    for source, name, asked, shape in JSON_CASES:
        for change, body in json_mutants(body_of(f"{source}/{name}"), shape):
            yield pytest.param(source, asked, body, id=f"{source}-{name}-{change}")
    for change, body in text_mutants(body_of("cbr/daily.xml"), CBR_CHANGES):
        yield pytest.param("cbr", {"kind": "daily"}, body, id=f"cbr-daily-{change}")


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
    fetched = answer(source, body, {"partners": [], "periods": [], **asked})
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


@pytest.mark.parametrize(("source", "name", "asked"), [case[:3] for case in JSON_CASES])
def test_the_order_of_fields_means_nothing(
    tmp_path: Path, source: str, name: str, asked: Any
) -> None:
    body = body_of(f"{source}/{name}")
    first = loaded(tmp_path / "a", source, answer(source, body, asked))
    other = loaded(tmp_path / "b", source, answer(source, reordered(body), asked))
    assert first.report.accepted == other.report.accepted > 0
    for table, frame in first.accepted.items():
        assert frame.drop("document_key").equals(other.accepted[table].drop("document_key"))


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
