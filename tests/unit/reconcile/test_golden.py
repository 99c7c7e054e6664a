"""The golden cases of the design, on assertions made by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.unit.reconcile.made import BILLION, answer, grow, say, table
from warehouse.reconcile.run import reconcile


def _billions(row: dict) -> tuple[float, float]:
    return row["low"] / BILLION, row["high"] / BILLION


def test_seed_000_implies_last_year_and_imports():
    result = reconcile(
        table(
            say("turnover", "49.2", "2025-01..2025-11", books="BLR"),
            grow("growth", "3.6", "2025-01..2025-11", books="BLR"),
            say("export", "25", "2025-01..2025-11", "export", books="BLR", bound="nearly"),
            grow("export_growth", "2.3", "2025-01..2025-11", "export", books="BLR"),
            grow("target", "5", "2025", books="BLR", status="target"),
            say("forecast", "50", "2025", books="BLR", status="forecast", bound="over"),
        )
    )
    before = answer(result, "turnover", "2024-01..2024-11")
    assert before["verdict"] == "implied"
    assert _billions(before) == pytest.approx((47.4, 47.6), abs=0.05)
    imports = answer(result, "export", "2025-01..2025-11", reporter="RUS")
    assert imports["verdict"] == "implied"
    assert _billions(imports) == pytest.approx((24.15, 25.0), abs=1e-9)
    year = answer(result, "turnover", "2025")
    assert (year["verdict"], year["main_reason"], year["best"]) == ("no_data", "status", None)


def test_first_quarter_2024_has_one_misprint():
    q = "2024-Q1"
    result = reconcile(
        table(
            say("turnover", "10.4", q, bound="about"),
            grow("turnover_growth", "-2.3", q),
            say("export", "6.7", q, "export", pair=("RUS", "BLR")),
            grow("export_growth", "-2.1", q, "export", pair=("RUS", "BLR")),
            say("import", "5.7", q, "import", pair=("RUS", "BLR")),
            grow("import_growth", "-2.5", q, "import", pair=("RUS", "BLR")),
            say("surplus", "1", q, "balance", pair=("BLR", "RUS")),
        )
    )
    report = result["component"].row(0, named=True)
    assert report["status"] == "relaxed"
    assert report["set_aside"] == report["suspects"] == "export"
    assert "export" in report["contradictory"].split(",")
    exports = answer(result, "export", q, reporter="RUS")
    assert exports["verdict"] == "conflict"
    assert _billions(exports) == pytest.approx((4.3, 5.1), abs=0.05)
    assert exports["low"] <= 4.7 * BILLION <= exports["high"]
    others = result["reconciliation"].filter(pl.col("verdict") == "conflict")
    assert others.height == 1


def test_2023_parts_agree_and_scope_explains_the_rest():
    result = reconcile(
        table(
            say("total", "46.5", "2023", bound="over", scope="unspecified", inferred="scope"),
            say("sold", "22.6", "2023", "import", scope="unspecified", inferred="scope"),
            say("bought", "23.9", "2023", "export", scope="unspecified", inferred="scope"),
            say("blr", "54", "2023", books="BLR", scope="goods_and_services"),
            say("blr2", "53", "2023", books="BLR", scope="goods_and_services", document="belta"),
            say(
                "services",
                "7",
                "2023",
                books="BLR",
                scope="services",
                document="krutoi",
                status="forecast",
                bound="about",
            ),
        )
    )
    russian = answer(result, "turnover", "2023", "unspecified")
    assert russian["verdict"] in ("single_source", "agree")
    pairs = result["disagreement"].filter(pl.col("assertion_key_high") == "blr")
    scope = pairs.filter(pl.col("assertion_key_low") == "total").row(0, named=True)
    assert scope["reason"] == "scope"
    assert scope["is_closed"]
    assert scope["explained"] / BILLION == pytest.approx(7, abs=0.01)
    assert scope["rest"] / BILLION == pytest.approx(0.5, abs=0.01)


def test_53_and_54_do_not_meet():
    rows = [
        say("a", "53", "2023", books="BLR", document="a", scope="goods_and_services"),
        say("b", "54", "2023", books="BLR", document="b", scope="goods_and_services"),
    ]
    result = reconcile(table(*rows))
    assert answer(result, "turnover", "2023", "goods_and_services")["verdict"] == "conflict"


def test_2022_leaves_the_gap_between_the_levels_unexplained():
    result = reconcile(
        table(
            say("tass", "45", "2022", document="tass"),
            grow("tass_growth", "12", "2022", document="tass"),
            say("envoy", "45.8", "2022", document="rt", speaker_key="boris_gryzlov"),
            grow("envoy_growth", "14.3", "2022", document="rt", speaker_key="boris_gryzlov"),
            say(
                "rosstat",
                "38.8",
                "2021",
                document="rosstat",
                origin="observation",
                source="rosstat",
            ),
        )
    )
    pair = result["disagreement"].filter(
        (pl.col("assertion_key_low") == "tass") & (pl.col("assertion_key_high") == "envoy")
    )
    row = pair.row(0, named=True)
    assert row["reason"] == "unexplained"
    assert row["rest"] / BILLION == pytest.approx(0.8)
    assert answer(result, "turnover", "2022")["verdict"] == "conflict"


def test_rates_of_2022_imply_the_belarusian_base():
    for level, rate in (("45", "12"), ("45.8", "14.3")):
        result = reconcile(table(say("level", level, "2022"), grow("rate", rate, "2022")))
        low, high = _billions(answer(result, "turnover", "2021"))
        assert low < 40.2
        assert high > 40.0
        assert low > 38.9


def test_november_2025_is_implied_without_contradiction():
    result = reconcile(
        table(
            say("ten", "44", "2025-01..2025-10", books="BLR", document="vedomosti"),
            grow("ten_growth", "1.8", "2025-01..2025-10", books="BLR", document="vedomosti"),
            say("eleven", "49.2", "2025-01..2025-11", books="BLR", document="belta"),
            grow("eleven_growth", "3.6", "2025-01..2025-11", books="BLR", document="belta"),
        )
    )
    november = answer(result, "turnover", "2025-11")
    assert november["verdict"] == "implied"
    assert _billions(november) == pytest.approx((4.65, 5.75))
    book = result["book"].filter(pl.col("period_key") == "2025-11").row(0, named=True)
    assert book["low_from"] == book["high_from"] == "eleven,ten"
    assert result["component"]["status"].to_list() == ["solved"]


def _roubles() -> list[dict]:
    period = "2025-01..2025-11"
    return [
        say("dollars", "49.2", period, books="BLR"),
        say("roubles", "4", period, unit="RUB", mult=1e12, bound="nearly", document="ria"),
    ]


def test_roubles_without_a_mean_rate_stay_roubles():
    result = reconcile(table(*_roubles()), _rates("spot", 80.0))
    part = result["reconciliation_input"].filter(pl.col("assertion_key") == "roubles")
    row = part.row(0, named=True)
    assert (row["adjusted_value"], row["is_used"], row["reason_unused"]) == (None, False, "no_rate")
    found = answer(result, "turnover", "2025-01..2025-11")
    assert (found["unit"], found["best"], found["verdict"]) == ("USD", 49.2e9, "single_source")


def test_roubles_are_converted_by_the_mean_of_the_period():
    result = reconcile(table(*_roubles()), _rates("average_arithmetic", 80.0))
    part = result["reconciliation_input"].filter(pl.col("assertion_key") == "roubles")
    row = part.row(0, named=True)
    assert row["rate_type"] == "average_arithmetic"
    assert row["adjusted_value"] == pytest.approx(50e9)
    found = answer(result, "turnover", "2025-01..2025-11")
    assert (found["verdict"], found["main_reason"]) == ("agree_after_adjustment", "fx")


def _rates(kind: str, rate: float) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "currency": ["USD"],
            "quote_currency": ["RUB"],
            "period_start": [date(2025, 1, 1)],
            "period_end": [date(2025, 11, 30)],
            "rate_type": [kind],
            "rate": [rate],
            "source": ["cbr"],
        }
    )


def test_balance_positive_for_both_cannot_be():
    result = reconcile(
        table(
            say("ours", "1", "2022", "balance", pair=("BLR", "RUS"), bound="over"),
            say("theirs", "1", "2022", "balance", pair=("RUS", "BLR"), bound="over"),
        )
    )
    assert answer(result, "balance", "2022")["verdict"] == "conflict"
