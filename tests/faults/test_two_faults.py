"""A bad cell hides nothing: a row with two faults is one row of quarantine under both of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.load import LoadResult
from tests.faults.builders import Book, checks, figure, figures_csv, load_one, table_csv
from tests.official import NEW_DOLLAR, TRADE, answer, body_of, loaded

Found = set[tuple[str | None, str]]


def json_of(name: str, change: Callable[[Any], None]) -> bytes:
    found = json.loads(body_of(name))
    change(found)
    return json.dumps(found).encode()


def changed(name: str, *pairs: tuple[str, str]) -> bytes:
    text = body_of(name).decode("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def comtrade(found: Any) -> None:
    found["data"][0] |= {"primaryValue": "12,5", "partnerCode": 5555}


def comtrade_period(found: Any) -> None:
    found["data"][0] |= {"period": "2031", "cmdCode": "77x"}


def indicator(found: Any) -> None:
    found[1][0] |= {"value": "1,5", "countryiso3code": "XQQ"}


def rate(found: Any) -> None:
    found[0] |= {"Cur_OfficialRate": "2,5", "Date": "soon"}


INTERFACES: list[tuple[str, Any, bytes, Found]] = [
    (
        "comtrade",
        TRADE,
        json_of("comtrade/total.json", comtrade),
        {("primary_value_usd", "not_typed"), ("partner", "code_known")},
    ),
    (
        "comtrade",
        TRADE,
        json_of("comtrade/total.json", comtrade_period),
        {("period", "not_in_future"), ("commodity_code", "code_known")},
    ),
    (
        "world_bank",
        {"page": 2},
        json_of("world_bank/page2.json", indicator),
        {("value", "not_a_number"), ("country", "code_known")},
    ),
    (
        "nbrb",
        NEW_DOLLAR,
        json_of("nbrb/dynamics_usd_431.json", rate),
        {("official_rate", "not_typed"), ("rate_date", "not_typed")},
    ),
    (
        "imf",
        None,
        changed("imf/annual.json", ('"13624012345.6"', '"1,5"'), ('"id": "RUS"', '"id": "XQQ"')),
        {("value_usd", "not_a_number"), ("partner", "code_known")},
    ),
    (
        "wits",
        None,
        changed("wits/export.json", ("2912000.5", '"2,5"'), ('"id": "RUS"', '"id": "XQQ"')),
        {("value_kusd", "not_a_number"), ("partner", "code_known")},
    ),
    (
        "ecb",
        None,
        changed("ecb/monthly.json", ("1.1351", '"1,1"'), ('"id": "USD"', '"id": "XQQ"')),
        {("rate", "not_a_number"), ("quote_currency", "code_known")},
    ),
]


def of_worst_row(result: LoadResult) -> Found:
    """Return the faults of the row that has most of them."""
    report = result.report
    assert report.rows_in == report.accepted + report.quarantined
    rows: dict[int, Found] = {}
    for row in result.quarantine.iter_rows(named=True):
        if row["check_name"] != "document_trusted":
            rows.setdefault(row["row_id"], set()).add((row["column_name"], row["check_name"]))
    return max(rows.values(), key=len)


@pytest.mark.parametrize(("source", "asked", "body", "faults"), INTERFACES)
def test_both_faults_of_a_row_of_an_interface(
    tmp_path: Path, source: str, asked: Any, body: bytes, faults: Found
) -> None:
    assert of_worst_row(loaded(tmp_path, source, answer(source, body, asked))) == faults


def test_both_faults_of_a_rate_of_the_bank_of_russia(tmp_path: Path) -> None:
    text = body_of("cbr/daily.xml").decode("windows-1251")
    body = text.replace("<Value>64", "<Value>x", 1).replace("<CharCode>USD", "<CharCode>XXQ")
    result = loaded(tmp_path, "cbr", answer("cbr", body.encode("windows-1251"), {"kind": "daily"}))
    assert of_worst_row(result) == {("printed_value", "not_a_number"), ("currency", "code_known")}


def test_both_faults_of_a_cell_of_the_workbook(tmp_path: Path) -> None:
    book = Book(partners=["Беларусь", "Нигде", "Китай"])
    book["Экспорт"]["C7"] = "49,2"
    result = load_one(tmp_path, "rosstat", book.save(tmp_path / "b.xlsx").read_bytes())
    assert of_worst_row(result) == {("value_musd", "value_is_number"), ("partner", "partner_known")}


def test_every_fault_of_a_figure_is_told_at_once(tmp_path: Path) -> None:
    result = load_one(
        tmp_path, "manual", figures_csv(figure(value="49,2", flow="sideways", partner="XQQ"))
    )
    assert {(column, check) for _, column, check, _ in checks(result)} == {
        ("value", "decimal_comma"),
        ("flow", "code_known"),
        ("partner", "code_known"),
    }
    assert {locator for locator, *_ in checks(result)} == {"line 2"}


def test_what_cannot_be_read_breaks_no_further_rule(tmp_path: Path) -> None:
    """Without its value a row does not also lack the value, nor the end of its period."""
    result = load_one(tmp_path, "manual", figures_csv(figure(value="x", period="soon")))
    assert {(column, check) for _, column, check, _ in checks(result)} == {
        ("period", "period_form"),
        ("value", "not_a_number"),
    }


def test_both_faults_of_a_rate_by_hand(tmp_path: Path) -> None:
    from ingest.sources import manual_rate

    row = dict(zip(manual_rate.COLUMNS, manual_rate.EXAMPLE.split(","), strict=True))
    text = table_csv(manual_rate.COLUMNS, row | {"rate": "3,4", "currency": "XQQ"})
    result = load_one(tmp_path, "manual_rate", text)
    assert {(column, check) for _, column, check, _ in checks(result)} == {
        ("rate", "decimal_comma"),
        ("currency", "code_known"),
    }
