"""Shares of value above which a document is not trusted, and the code that nobody has mapped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.archive import Archive
from ingest.load import LoadResult, load
from ingest.sources.registry import all_sources
from tests.faults.builders import figure, figures_csv, load_one
from tests.official import TRADE, answer, body_of
from tradebooks.errors import QuarantineError
from tradebooks.settings import Settings, SourceSettings

RUSSIA, CHINA, WORLD, NOBODY = 643, 156, 0, 5555


def exports(*cells: tuple[int, Any], **more: Any) -> bytes:
    """Return an answer with one export of Belarus per partner code and value."""
    found = json.loads(body_of("comtrade/total.json"))
    row = found["data"][0]
    found["data"] = [
        {**row, "partnerCode": partner, "primaryValue": value, "fobvalue": value, **more}
        for partner, value in cells
    ]
    found["count"] = len(cells)
    return json.dumps(found).encode()


def read(folder: Path, body: bytes, **settings: Any) -> LoadResult:
    archive = Archive(folder / "archive")
    archive.store(answer("comtrade", body, TRADE))
    given = SourceSettings(max_quarantine_share=0.9, **settings)
    result = load("comtrade", archive, {}, settings=given)
    report = result.report
    assert report.rows_in == report.accepted + report.quarantined
    return result


def test_an_unmapped_partner_with_more_than_a_thousandth_fails_the_source(tmp_path: Path) -> None:
    result = read(tmp_path, exports((RUSSIA, 900.0), (CHINA, 98.0), (NOBODY, 2.0)))
    (error,) = result.report.errors
    assert isinstance(error, QuarantineError)
    assert error.where.startswith("comtrade: https://")
    assert error.seen == "codes that no list holds (partner M49:5555) with 0.20% of the value"
    assert error.expected == "at most 0.10% of the value under unmapped codes"
    assert "map the codes in dbt_project/seeds" in error.action
    assert result.report.accepted == 0
    checks = dict(result.quarantine.group_by("check_name").len().rows())
    assert checks == {"code_known": 1, "document_trusted": 2}


def test_below_the_threshold_only_the_row_waits(tmp_path: Path) -> None:
    result = read(tmp_path, exports((RUSSIA, 900.0), (CHINA, 99.5), (NOBODY, 0.5)))
    assert result.report.errors == []
    assert (result.report.accepted, result.report.quarantined) == (2, 1)
    assert result.quarantine["value"].to_list() == ["M49:5555"]


def test_the_world_does_not_hide_an_unmapped_partner(tmp_path: Path) -> None:
    """Beside its parts the world would halve every share."""
    cells = ((WORLD, 1_000_000.0), (RUSSIA, 998_500.0), (NOBODY, 1_500.0))
    assert read(tmp_path / "a", exports(*cells)).report.failed
    cells = ((WORLD, 1_000_000.0), (RUSSIA, 999_500.0), (NOBODY, 500.0))
    assert not read(tmp_path / "b", exports(*cells)).report.failed


def test_a_user_may_set_the_thresholds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = exports((RUSSIA, 900.0), (NOBODY, 50.0))
    assert read(tmp_path / "a", body, max_unmapped_share=0.01).report.failed
    monkeypatch.setenv("TRADEBOOKS_SOURCES__COMTRADE__MAX_UNMAPPED_SHARE", "0.08")
    given = Settings().source("comtrade")
    assert not read(tmp_path / "b", body, max_unmapped_share=given.max_unmapped_share).report.failed


def test_bad_rows_with_a_tenth_of_the_value_fail_the_source(tmp_path: Path) -> None:
    for folder, value, is_failed in (("a", 99.0, False), ("b", 150.0, True)):
        found = json.loads(exports((RUSSIA, 900.0), (CHINA, value)))
        found["data"][1]["flowCode"] = "??"
        result = read(tmp_path / folder, json.dumps(found).encode(), max_unmapped_share=1)
        assert result.report.failed is is_failed


def test_a_number_that_is_itself_wrong_is_no_weight(tmp_path: Path) -> None:
    result = read(tmp_path, exports((RUSSIA, 900.0), (CHINA, 4e17)))
    assert result.report.errors == []
    assert set(result.quarantine["check_name"]) == {"in_range"}


def test_a_copy_of_a_row_takes_nothing_away(tmp_path: Path) -> None:
    result = read(tmp_path, exports((RUSSIA, 900.0), (RUSSIA, 900.0), (CHINA, 1.0)))
    assert result.report.errors == []
    assert result.quarantine["check_name"].to_list() == ["key_unique"]


def test_rows_that_contradict_each_other_do(tmp_path: Path) -> None:
    result = read(tmp_path, exports((RUSSIA, 900.0), (RUSSIA, 901.0), (CHINA, 1.0)))
    (error,) = result.report.errors
    assert "2 rows in quarantine that hold 99.94% of the value" in error.seen
    assert error.expected == "at most 10.00% of it"
    assert "max_quarantine_value_share in [sources.comtrade]" in error.action


def test_sources_without_a_threshold_of_value_hold_no_parts_of_a_sum() -> None:
    rates, codes = {"nbrb", "cbr", "ecb", "manual_rate"}, {"unsd"}
    without = {source.id for source in all_sources() if not source.value_columns}
    assert without == rates | codes | {"news", "news_leads"}


def figures(partners: dict[str, str], **more: str) -> str:
    """Return a file with one export per partner."""
    own = {"flow": "export", "unit_mult": "6", **more}
    return figures_csv(*(figure(partner=name, value=v, **own) for name, v in partners.items()))


PARTNERS = {"RUS": "900", "CHN": "90", "POL": "2", "DEU": "2", "LTU": "2", "LVA": "2", "KAZ": "1"}
MORE = {"UKR": "0.5", "MDA": "0.4"}


@pytest.mark.parametrize(
    ("value", "is_failed"), [("1.1", True), ("0.9", False)], ids=["above", "below"]
)
def test_a_table_by_hand_is_judged_by_value(tmp_path: Path, value: str, is_failed: bool) -> None:
    body = figures({**PARTNERS, **MORE, "QQQ": value})
    report = load_one(tmp_path, "manual", body).report
    assert report.failed is is_failed
    assert (report.accepted, report.quarantined) == ((0, 10) if is_failed else (9, 1))


def test_values_of_different_units_are_not_summed(tmp_path: Path) -> None:
    """In roubles the unmapped partner would vanish beside the others' dollars, or the other way."""
    dollars = figures({**PARTNERS, **MORE})
    roubles = figures({"QQQ": "1", "RUS": "99"}, unit="BYN").splitlines(keepends=True)[1:]
    (error,) = load_one(tmp_path, "manual", dollars + "".join(roubles)).report.errors
    assert "partner QQQ) with 1.00% of the value" in error.seen


def test_few_rows_by_hand_are_single_figures(tmp_path: Path) -> None:
    assert not load_one(tmp_path, "manual", figures({"RUS": "1", "QQQ": "1"})).report.failed


@pytest.mark.parametrize(("share", "is_failed"), [(0.002, True), (0.0005, False)])
def test_indicators_are_judged_one_by_one(tmp_path: Path, share: float, is_failed: bool) -> None:
    meta, rows = json.loads(body_of("world_bank/page1.json"))
    row = next(row for row in rows if row["value"] is not None)
    large = {"id": "NY.GDP.MKTP.CD", "value": "output"}
    small = {"id": "PA.NUS.FCRF", "value": "rate"}
    cells = [
        *((large, f"{2000 + number}", "BLR", 1e12) for number in range(15)),
        *((small, "2001", code, value) for code, value in (("BLR", 1 - share), ("QQQ", share))),
    ]
    page = [
        row | {"indicator": indicator, "date": year, "countryiso3code": code, "value": value}
        for indicator, year, code, value in cells
    ]
    body = json.dumps([meta, page]).encode()
    assert load_one(tmp_path, "world_bank", body).report.failed is is_failed
