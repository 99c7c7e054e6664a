"""What the release says of availability, revisions and both sides, for more than one pair."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse import reader


@pytest.fixture(scope="module")
def con(release: Path) -> duckdb.DuckDBPyConnection:
    """Open the release as readers do."""
    return reader.connect(release)


def test_kazakhstan_and_russia_have_both_sides_to_2019_and_then_one(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = dict(
        con.execute(
            """
            select period, availability from bi.mirror_gap
            where exporter = 'RUS' and importer = 'KAZ' and commodity_key = 'TOTAL'
                and period_kind = 'year'
            """
        ).fetchall()
    )
    assert {rows[str(year)] for year in range(1996, 2020)} == {"both"}
    assert {rows[str(year)] for year in range(2020, 2022)} == {"exporter_only"}
    assert {rows[str(year)] for year in range(2022, 2026)} == {"neither"}
    back = dict(
        con.execute(
            """
            select period, availability from bi.mirror_gap
            where exporter = 'KAZ' and importer = 'RUS' and commodity_key = 'TOTAL'
                and period_kind = 'year'
            """
        ).fetchall()
    )
    assert {back[str(year)] for year in range(1996, 2020)} == {"both"}
    assert {back[str(year)] for year in range(2020, 2022)} == {"importer_only"}
    assert {back[str(year)] for year in range(2022, 2026)} == {"neither"}


def test_the_soya_of_brazil_and_china_has_both_sides(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select commodity_key, commodity, availability, exporter_value, importer_value,
            cif_fob_factor, round(ratio, 4), is_within_band
        from bi.mirror_gap where exporter = 'BRA' and importer = 'CHN' order by commodity_key
        """
    ).fetchall()
    assert rows[0] == (
        "HS:1201",
        "Soya beans, whether or not broken",
        "both",
        31_499_887_711.0,
        36_455_784_932.0,
        1.06,
        1.1573,
        rows[0][7],
    )
    assert [row[:3:2] for row in rows[1:]] == [
        ("HS:1507", "exporter_only"),
        ("HS:2304", "exporter_only"),
    ]


def test_soya_without_a_total_has_values_and_no_shares(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select source, commodity_key, kind, share_pct from bi.export_composition
        where exporter = 'BRA' and importer = 'CHN' and is_current order by all
        """
    ).fetchall()
    keys = ["HS:1201", "HS:1507", "HS:2304"]
    assert [row for row in rows if row[0] == "comtrade" and row[1] in keys[1:]] == [
        ("comtrade", key, "valued", None) for key in keys[1:]
    ]


def test_openness_of_belarus_can_be_asked(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute(
        """
        select sum(facts.value) / max(products.value)
        from fct_trade_value as facts
        inner join fct_indicator as products
            on facts.reporter = products.country
            and facts.period_key = products.period_key
        where facts.source = 'wits' and facts.reporter = 'BLR' and facts.partner = 'WLD'
            and facts.period_key = '2019' and facts.is_current and facts.commodity_key = 'TOTAL'
            and products.indicator = 'NY.GDP.MKTP.CD' and products.is_current
        """
    ).fetchone()
    assert row is not None
    assert 1.0 < float(row[0]) < 1.3


def test_the_last_rouble_of_the_euro(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select min(period), bool_and(rate is null), any_value(null_reason) from bi.fx_rates
        where source = 'ecb' and currency = 'EUR' and quote_currency = 'RUB'
            and period_kind = 'month'
        """
    ).fetchall()
    assert rows == [("2022-03", True, "series_ended")]


def test_a_pair_without_a_method_of_its_own_has_the_standard(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        """
        select distinct method, cif_fob_factor, band_low, band_high
        from bi.mirror_gap where exporter = 'RUS' and importer = 'KAZ'
        """
    ).fetchall()
    assert {row[0] for row in rows} == {"standard"}


def test_the_gap_to_the_annual_file_of_2012_to_2019_is_wider_than_the_band(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        """
        select period from bi.mirror_gap
        where exporter = 'BLR' and importer = 'RUS' and commodity_key = 'TOTAL'
            and period_kind = 'year' and not is_within_band
        order by period
        """
    ).fetchall()
    assert [row[0] for row in rows] == ["1995", *(str(year) for year in range(2012, 2020))]


def test_the_end_of_russian_figures_has_its_reason(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select period, status_before, status, blackout from bi.availability_calendar
        where source = 'rosstat' and partner = 'BLR' and detail = 'total' and is_change
            and period_kind = 'month'
        order by period_start
        """
    ).fetchall()
    # January 2022 was printed in a file that nobody added.
    assert rows[:3] == [
        ("2022-01", "published", "not_asked", None),
        ("2022-02", "not_asked", "suppressed", "rus_suspension_2022"),
        ("2023-01", "suppressed", "aggregate_only", "rus_aggregates_2023"),
    ]
    assert [row[2] for row in rows[3:]] == ["not_yet_due"]


def test_a_second_print_with_other_digits_is_no_revision(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select kind, count(*), max(abs(change_pct)) < 1 from bi.revisions
        where source = 'wits' group by kind order by kind
        """
    ).fetchall()
    assert {row[0]: row[2] for row in rows}["reprinted"]
    assert "revised" in {row[0] for row in rows}


def test_every_flagged_jump_has_an_explanation(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "select explanation, count(*) from meta.jumps_are_plausible group by 1"
    ).fetchall()
    assert {row[0] for row in rows} <= {
        "unit",
        "stop_of_publication",
        "small_base",
        "single_period",
        "change_of_level",
    }
    assert sum(row[1] for row in rows) > 0
