"""The CSV template with one thing wrong: which cell, which check, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sources import manual, manual_rate
from tests.faults.builders import checks, figure, figures_csv, load_one, table_csv
from tradebooks.errors import DocumentError

FIGURES = "raw_manual_figure"


def load_figures(tmp_path: Path, *rows: dict[str, str]):
    return load_one(tmp_path, "manual", figures_csv(*rows))


def test_the_template_itself_is_accepted(tmp_path: Path) -> None:
    result = load_one(tmp_path, "manual", manual.template_csv())
    row = result.accepted[FIGURES].row(0, named=True)
    assert (row["value"], row["resolution"], row["value_printed"]) == (49.2e9, 1e8, "49.2")
    assert (str(row["published_at"]), row["published_precision"]) == ("2026-01-04 21:00:00", "day")
    assert (row["bound"], row["status"], row["obs_status"]) == ("exact", "actual", "A")
    rates = load_one(tmp_path / "r", "manual_rate", manual_rate.template_csv())
    rate = rates.accepted["raw_manual_rate"].row(0, named=True)
    assert rate["rate"] == pytest.approx(0.034521)
    assert rate["resolution"] == pytest.approx(1e-6)


@pytest.mark.parametrize(
    ("cells", "column", "check"),
    [
        ({"reporter": "BEL-ARUS"}, "reporter", "code_known"),
        ({"partner": "XXX"}, "partner", "code_known"),
        ({"flow": "exports"}, "flow", "code_known"),
        ({"scope": "everything"}, "scope", "code_known"),
        ({"unit": "ZZZ"}, "unit", "code_known"),
        ({"source": "nobody"}, "source", "code_known"),
        ({"measure": "volume"}, "measure", "code_known"),
        ({"bound": "circa"}, "bound", "code_known"),
        ({"status": "final"}, "status", "code_known"),
        ({"valuation": "exw"}, "valuation", "code_known"),
        ({"side": "MOON"}, "side", "code_known"),
        ({"obs_status": "?"}, "obs_status", "code_known"),
        ({"conf_status": "?"}, "conf_status", "code_known"),
        ({"inferred": "scope,mood"}, "inferred", "code_known"),
        ({"classification": "ABC", "commodity_code": "1"}, "classification", "code_known"),
        ({"classification": "HS", "commodity_code": "99x"}, "commodity_code", "code_known"),
        ({"classification": "SITC3", "commodity_code": "x"}, "commodity_code", "code_known"),
        ({"classification": "HS"}, "commodity_code", "code_with_classification"),
        ({"value": "49,2"}, "value", "decimal_comma"),
        ({"value": "1 049,2"}, "value", "decimal_comma"),
        ({"value": "49.2 bn"}, "value", "not_a_number"),
        ({"value": "nan"}, "value", "not_a_number"),
        ({"value": "1e3"}, "value", "not_a_number"),
        ({"value": ""}, "value", "value_given"),
        ({"value": "-49.2"}, "value", "in_range"),
        ({"value": "49.2", "unit_mult": "15"}, "value", "value_finite"),
        ({"unit_mult": "bn"}, "unit_mult", "not_a_power_of_ten"),
        ({"unit_mult": "99"}, "unit_mult", "not_a_power_of_ten"),
        ({"value": "=1+1"}, "value", "formula"),
        ({"note": "=HYPERLINK(1)"}, "note", "formula"),
        ({"note": "+cmd|' /C calc'!A0"}, "note", "formula"),
        ({"speaker": "@SUM(1)"}, "speaker", "formula"),
        ({"measure": "growth_pct"}, "unit", "unit_fits_measure"),
        ({"measure": "rank", "unit": "X"}, "unit", "unit_fits_measure"),
        ({"unit": "PCT"}, "unit", "unit_fits_measure"),
        ({"unit": ""}, "unit", "unit_given"),
        ({"unit": "T"}, "unit", "unit_fits_basis"),
        ({"basis": "volume"}, "unit", "unit_fits_basis"),
        ({"value_high": "50"}, "value_high", "high_iff_range"),
        ({"bound": "range"}, "value_high", "high_iff_range"),
        ({"bound": "range", "value_high": "40"}, "value_high", "high_above_value"),
        ({"partner": "BLR"}, "partner", "sides_differ"),
        ({"period": "2026-06"}, "period_end", "not_in_future"),
        ({"period": "2027", "published": ""}, "period", "not_in_future"),
        ({"period": "2025-13"}, "period", "period_form"),
        ({"period": "Q1 2025"}, "period", "period_form"),
        ({"period": "2025-11..2025-01"}, "period", "period_form"),
        ({"period": ""}, "period", "required"),
        ({"period": "1812"}, "period_start", "in_range"),
        ({"published": "05.01.2026"}, "published", "publication_form"),
        ({"published": "2031-01-05"}, "published", "published_in_future"),
        ({"published": "1985"}, "published_at", "in_range"),
        ({"is_record": "maybe"}, "is_record", "not_a_boolean"),
        ({"reporter": ""}, "reporter", "required"),
        ({"base_period": "2024"}, "base_period_start", "base_only_for_change"),
        ({"measure": "share_pct", "unit": "PCT", "unit_mult": "0"}, "share_of", "share_of_given"),
        (
            {"measure": "share_pct", "unit": "PCT", "unit_mult": "1", "share_of": "total"},
            "value",
            "in_range",
        ),
    ],
)
def test_a_wrong_cell_is_set_aside_by_name(
    tmp_path: Path, cells: dict[str, str], column: str, check: str
) -> None:
    good = figure(flow="export", value="25")
    result = load_figures(tmp_path, good, figure(**cells), figure(flow="import"))
    found = checks(result)
    assert ("line 3", column, check) in {row[:3] for row in found}
    assert {row[0] for row in found} == {"line 3"}
    assert (result.report.accepted, result.report.quarantined) == (2, 1)
    assert not result.report.errors


def test_quarantine_shows_the_value_and_the_whole_row(tmp_path: Path) -> None:
    result = load_figures(tmp_path, figure(value="49,2", note="as printed"))
    row = result.quarantine.row(0, named=True)
    assert (row["value"], row["source"], row["raw_table"]) == ("49,2", "manual", FIGURES)
    assert '"note": "as printed"' in row["row_json"]


def test_forecasts_may_lie_in_the_future(tmp_path: Path) -> None:
    rows = [figure(status=status, period="2030") for status in ("forecast", "target", "estimate")]
    assert load_figures(tmp_path, *rows).report.accepted == 3


def test_an_early_estimate_in_month_precision_is_no_future(tmp_path: Path) -> None:
    assert load_figures(tmp_path, figure(period="2025", published="2025-12")).report.accepted == 1
    early = load_figures(tmp_path / "b", figure(period="2025", published="2025-11"))
    assert early.report.quarantined == 1


def test_growth_without_a_base_is_against_the_year_before(tmp_path: Path) -> None:
    growth = {"measure": "growth_pct", "unit": "PCT", "unit_mult": "0", "value": "3.6"}
    given = figure(**growth, base_period="2023-01..2023-11", flow="export")
    rows = load_figures(tmp_path, figure(**growth, inferred="scope"), given).accepted[FIGURES]
    assert str(rows["base_period_start"][0]) == "2024-01-01"
    assert str(rows["base_period_end"][0]) == "2024-11-30"
    assert rows["inferred"][0] == "scope,base_period_start,base_period_end"
    assert (str(rows["base_period_start"][1]), rows["inferred"][1]) == ("2023-01-01", None)


def test_negative_growth_and_balance_are_numbers_not_formulas(tmp_path: Path) -> None:
    down = figure(measure="growth_pct", unit="PCT", unit_mult="0", value="-2.3")
    minus = figure(flow="balance", value="-1", note="- as printed")
    rows = load_figures(tmp_path, down, minus).accepted[FIGURES]
    assert list(rows["value"]) == [-2.3, -1e9]


def test_repeated_rows_keep_the_first_and_contradictions_keep_none(tmp_path: Path) -> None:
    same = load_figures(tmp_path, figure(), figure(), figure(flow="export"))
    assert [row[:3] for row in checks(same)] == [("line 3", "source", "key_unique")]
    other = load_figures(tmp_path / "b", figure(), figure(value="45"), figure(flow="export"))
    assert [row[0] for row in checks(other)] == ["line 2", "line 3"]
    assert {row[2] for row in checks(other)} == {"key_conflict"}
    assert other.report.accepted == 1


def test_a_row_with_too_few_cells_is_set_aside(tmp_path: Path) -> None:
    text = figures_csv(figure()) + "belta,only,three\n"
    result = load_one(tmp_path, "manual", text)
    assert [row[:3] for row in checks(result)] == [("line 3", None, "column_count")]
    assert result.report.accepted == 1


def test_suppressed_cell_has_no_value_and_says_so(tmp_path: Path) -> None:
    suppressed = figure(value="", obs_status="Q", conf_status="C")
    row = load_figures(tmp_path, suppressed).accepted[FIGURES].row(0, named=True)
    assert (row["value"], row["obs_status"], row["conf_status"]) == (None, "Q", "C")


def error_of(tmp_path: Path, body: bytes | str, source: str = "manual") -> DocumentError:
    result = load_one(tmp_path, source, body)
    (error,) = result.report.errors
    assert isinstance(error, DocumentError)
    assert result.report.rows_in == 0
    assert checks(result)[0][2] == "document_readable"
    return error


def test_wrong_encoding_names_the_byte_and_the_likely_encoding(tmp_path: Path) -> None:
    text = figures_csv(figure(speaker="Посол Республики Беларусь Александр Рогожник", note="да"))
    error = error_of(tmp_path, text.encode("cp1251"))
    position = text.encode("cp1251").find("Посол".encode("cp1251"))
    assert f"byte 0xcf at position {position}" in error.seen
    assert "cp1251" in error.seen
    assert "UTF-8" in error.expected
    assert "utf-16" in error_of(tmp_path / "b", text.encode("utf-16")).seen


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    body = b"\xef\xbb\xbf" + figures_csv(figure()).encode()
    assert load_one(tmp_path, "manual", body).report.accepted == 1


def test_header_faults_are_listed(tmp_path: Path) -> None:
    columns = [name for name in manual.COLUMNS if name not in ("unit", "flow")]
    error = error_of(tmp_path, figures_csv(figure(), columns=[*columns, "currency"]))
    assert "missing 'flow', 'unit'; unknown 'currency'" in error.seen
    twice = error_of(tmp_path / "b", figures_csv(figure(), columns=[*manual.COLUMNS, "note"]))
    assert "repeated 'note'" in twice.seen
    assert "missing 'source'" in error_of(tmp_path / "c", "a;b;c\n1;2;3\n").seen
    assert "missing" in error_of(tmp_path / "d", "").seen


def test_columns_in_another_order_are_no_fault(tmp_path: Path) -> None:
    text = figures_csv(figure(), columns=list(reversed(manual.COLUMNS)))
    assert load_one(tmp_path, "manual", text).report.accepted == 1


def test_a_header_without_rows_and_broken_quotes_are_faults(tmp_path: Path) -> None:
    assert "without rows" in error_of(tmp_path, figures_csv()).seen
    broken = figures_csv(figure()) + '"open,quote\n'
    assert "line 3" in error_of(tmp_path / "b", broken).seen


RATE = {
    "source": "nbrb",
    "published": "2025-02-03",
    "currency": "RUB",
    "quote_currency": "BYN",
    "period": "2025-01",
    "rate_type": "average_arithmetic",
    "rate": "3.4521",
    "scale": "100",
}


@pytest.mark.parametrize(
    ("cells", "column", "check"),
    [
        ({"currency": "ZZZ"}, "currency", "code_known"),
        ({"quote_currency": "RUB"}, "quote_currency", "currencies_differ"),
        ({"rate": "3,4521"}, "rate", "decimal_comma"),
        ({"rate": "0"}, "rate", "rate_positive"),
        ({"rate": ""}, "rate", "not_a_number"),
        ({"scale": "7"}, "scale", "scale_is_power_of_ten"),
        ({"rate_type": "mean"}, "rate_type", "code_known"),
        ({"period": "2031"}, "period_end", "not_in_future"),
    ],
)
def test_a_wrong_rate_is_set_aside(
    tmp_path: Path, cells: dict[str, str], column: str, check: str
) -> None:
    text = table_csv(manual_rate.COLUMNS, RATE | {"period": "2024-12"}, RATE | cells)
    result = load_one(tmp_path, "manual_rate", text)
    assert (column, check) in {row[1:3] for row in checks(result)}
    assert (result.report.accepted, result.report.quarantined) == (1, 1)


CELLS = st.sampled_from(
    ["", "49.2", "49,2", "=1", "RUS", "BLR", "USD", "PCT", "2025", "2031", "export", "x", "-1", "é"]
)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(manual.COLUMNS), CELLS, max_size=4), min_size=1, max_size=9
    )
)
def test_whatever_the_rows_none_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    text = figures_csv(*(figure(**row) for row in rows))
    result = load_one(tmp_path_factory.mktemp("csv"), "manual", text)
    accepted = set(result.accepted[FIGURES]["locator"])
    refused = set(result.quarantine["locator"])
    assert accepted.isdisjoint(refused)
    assert len(accepted) + len(refused) == len(rows) == result.report.rows_in
