"""Answers recorded from the live services, read by our parsers. They lie beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.load import LoadResult
from ingest.sources.cbr.live import Cbr
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.leads.live import Leads
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.sdmx_json import read_message
from ingest.sources.world_bank.live import WorldBank
from tests.official import NEW_DOLLAR, RECORDED, TRADE, answer, dynamics, loaded
from tradebooks.errors import AnswerError, FetchError, RefusedError

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers here")
AUSTRALIAN = dynamics(170, "AUD", 1, "1991-01-01", "2021-07-08")


def load_recorded(folder: Path, source: str, name: str, asked: Any = None) -> LoadResult:
    body = (RECORDED / source / name).read_bytes()
    source = {"worldbank": "world_bank", "gdelt": "news_leads"}.get(source, source)
    return loaded(folder, source, answer(source, body, asked))


@pytest.mark.parametrize(
    ("source", "name", "asked", "rows"),
    [
        ("comtrade", "preview_DEU_2023_total_export.json", TRADE, 1),
        ("comtrade", "comtradr_goods_CHN_2010_raw.json", TRADE, 4),
        ("comtrade", "comtradr_goods_CHN_2010_success.json", TRADE, 4),
        ("comtrade", "agrobr_comercio_sample_response.json", TRADE, 8),
        ("comtrade", "agrobr_mirror_sample_response_reporter.json", TRADE, 4),
        ("comtrade", "agrobr_mirror_sample_response_partner.json", TRADE, 1),
        ("comtrade", "comtradr_services_empty_200.json", TRADE, 0),
        ("nbrb", "rates_daily_2017-11-04.json", {"kind": "daily"}, 26),
        ("nbrb", "exchanger_NationalBankOfRepublicBelarus_nbrb_historical.json", None, 1),
        ("nbrb", "dynamics_431_2021-07.json", NEW_DOLLAR, 23),
        ("nbrb", "dynamics_170_2020-08.json", AUSTRALIAN, 31),
        ("worldbank", "usa_sp_pop_totl_page1_2024-03-28.json", None, 50),
        ("wits", "wits_sample_trade_data.json", None, 29),
        ("gdelt", "artlist_vizhinjam_2024.json", {"finder": "gdelt"}, 4),
        ("gdelt", "no_match.json", {"finder": "gdelt"}, 0),
        ("ecb", "sdmx_json_ts_specimen.json", None, 4),
        ("ecb", "sdmx_json_flat_specimen.json", None, 4),
        ("cbr", "exchanger_RussianCentralBank_historical.xml", None, 33),
        ("cbr", "exchanger_RussianCentralBank_success.xml", None, 33),
        ("cbr", "russian_central_bank_rcb_response_2019-03-26.xml", None, 7),
    ],
)
def test_recorded_answer_is_read_whole(
    tmp_path: Path, source: str, name: str, asked: Any, rows: int
) -> None:
    result = load_recorded(tmp_path, source, name, asked)
    assert (result.report.errors, result.report.quarantined) == ([], 0)
    assert result.report.accepted == rows


def test_germany_2023_is_the_figure_of_the_recording(tmp_path: Path) -> None:
    result = load_recorded(tmp_path, "comtrade", "preview_DEU_2023_total_export.json", TRADE)
    (row,) = result.accepted["raw_comtrade_trade"].rows(named=True)
    assert (row["reporter"], row["partner"], row["flow_code"]) == ("DEU", "WLD", "X")
    assert row["primary_value_usd"] == 1725527288354.528
    assert str(row["period_end"]) == "2023-12-31"


def test_both_sides_of_one_flow_are_read(tmp_path: Path) -> None:
    sides = [
        load_recorded(tmp_path / name, "comtrade", f"agrobr_mirror_sample_response_{name}.json")
        .accepted["raw_comtrade_trade"]
        .filter(mot_code=0)
        .row(0, named=True)
        for name in ("reporter", "partner")
    ]
    assert [(s["reporter"], s["partner"], s["commodity_code"]) for s in sides] == [
        ("BRA", "CHN", "1201"),
        ("CHN", "BRA", "1201"),
    ]
    assert sides[0]["fob_value_usd"] == 31499887711.0
    assert sides[1]["cif_value_usd"] == 36455784932.0


@pytest.mark.parametrize("name", ["401_invalid_key", "401_missing_key", "403_quota", "429_rate"])
def test_bodies_of_the_gateway_are_no_answers(name: str) -> None:
    body = (RECORDED / "comtrade" / "unrecorded_shapes" / f"{name}.json").read_bytes()
    with pytest.raises(FetchError, match="comtrade"):
        Comtrade().check(answer("comtrade", body, {**TRADE, "partners": []}))


def test_error_in_parameters_is_refused(tmp_path: Path) -> None:
    name = "exchanger_RussianCentralBank_historical_error.xml"
    body = (RECORDED / "cbr" / name).read_bytes()
    with pytest.raises(RefusedError, match="Error in parameters"):
        Cbr().check(answer("cbr", body, {"kind": "daily"}))
    result = load_recorded(tmp_path, "cbr", name)
    assert "Error in parameters" in str(result.report.errors[0])


@pytest.mark.parametrize(
    ("name", "observations"),
    [
        ("imfp_data_GFS_SOO_ABW_annual", 5),
        ("imfp_data_WHDREO_annual", 55),
        ("imfp_data_WHDREO_monthly_empty", 0),
    ],
)
def test_messages_of_the_imf_are_read(name: str, observations: int) -> None:
    recorded = json.loads((RECORDED / "imf" / f"{name}.json").read_bytes())
    found = read_message(recorded["text"].encode())
    assert len(found) == observations
    assert {one.attributes["SCALE"] for one in found} <= {"0"}
    values = [one.value for one in found if one.value is not None]
    assert all(isinstance(value, str) for value in values)


def test_the_error_of_the_world_bank_is_refused() -> None:
    body = (RECORDED / "worldbank" / "error_120_invalid_value.json").read_bytes()
    with pytest.raises(RefusedError, match="Invalid value"):
        WorldBank().check(answer("world_bank", body, {}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("keyword_error_200_body", RefusedError),
        ("rate_limited_429_body", AnswerError),
        ("rate_limited_short_variant", AnswerError),
    ],
)
def test_texts_of_gdelt_are_no_answers(name: str, kind: type[FetchError]) -> None:
    body = (RECORDED / "gdelt" / f"{name}.txt").read_bytes()
    with pytest.raises(kind, match="news_leads"):
        Leads().check(answer("news_leads", body, {"finder": "gdelt"}))


def test_a_list_of_currencies_without_numbers_is_refused() -> None:
    name = "exchanger_nbrb-codes_currencies.json"
    body = (RECORDED / "nbrb" / name).read_bytes()
    with pytest.raises(FetchError, match="Cur_ID"):
        Nbrb().check(answer("nbrb", body, {"kind": "currencies"}))
