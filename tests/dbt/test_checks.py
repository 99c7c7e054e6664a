"""Every check that warns does so when it should, and only then; and what else official data bring.

One build of `official_history` for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from tests.dbt import official_history
from tests.dbt.lake import Build, build, write_lake

Connection = duckdb.DuckDBPyConnection
WARNINGS = {
    "balance_is_exports_minus_imports",
    "goods_and_services_sum_to_both",
    "growth_fits_stated_levels",
    "jumps_are_plausible",
    "months_sum_to_longer_periods",
    "parts_sum_to_total",
    "turnover_is_exports_plus_imports",
}


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("official")
    tables = official_history.history().tables
    lake = write_lake(folder / "lake", tables, rows_per_file=10_000, backwards=False)
    return build(lake, folder / "build", "--exclude-resource-type", "unit_test")


@pytest.fixture
def con(official: Build) -> Iterator[Connection]:
    with duckdb.connect(str(official.file), read_only=True) as connection:
        yield connection


def test_every_check_that_warns_is_tried_here(official: Build) -> None:
    assert official.failed() == []
    assert official.warned() == WARNINGS


def test_chapters_are_compared_with_their_total_where_they_cover_it(con: Connection) -> None:
    rows = con.execute(
        "select period_key, coverage from meta.parts_sum_to_total order by period_key"
    ).fetchall()
    assert [(period, round(float(share), 2)) for period, share in rows] == [
        ("2015", 1.1),
        ("2016", 0.99),
    ]


def test_months_are_compared_with_the_year_of_one_vintage(con: Connection) -> None:
    rows = con.execute(
        """
        select checks.period_key, facts.partner, checks.months_value::double
        from meta.months_sum_to_longer_periods as checks
        inner join fct_trade_value as facts on checks.assertion_key = facts.assertion_key
        """
    ).fetchall()
    assert rows == [("2019", "ARM", 1080e6)]


def test_a_jump_is_flagged_kept_and_explained(con: Connection) -> None:
    rows = con.execute(
        """
        select jumps.period_key, round(jumps.factor, 2), jumps.explanation, facts.value::double
        from meta.jumps_are_plausible as jumps
        inner join fct_trade_value as facts on jumps.assertion_key = facts.assertion_key
        where jumps.commodity_key = 'HS:1201' order by all
        """
    ).fetchall()
    assert rows == [("2020-03", 14.71, "single_period", 25e9)]


@pytest.mark.parametrize(
    ("check", "period"),
    [
        ("turnover_is_exports_plus_imports", "2022"),
        ("balance_is_exports_minus_imports", "2022"),
        ("goods_and_services_sum_to_both", "2023"),
        ("growth_fits_stated_levels", "2023"),
    ],
)
def test_a_publication_that_contradicts_itself(con: Connection, check: str, period: str) -> None:
    rows = con.execute(f"select distinct period_key, source from meta.{check}").fetchall()
    assert rows == [(period, "belta")]


def test_both_sides_of_a_commodity_or_only_one(con: Connection) -> None:
    rows = con.execute(
        """
        select commodity_key, availability, exporter_value::double, importer_value::double,
            round(ratio::double, 3), cif_fob_factor::double, is_within_band
        from fct_mirror_gap
        where exporter = 'BRA' and importer = 'CHN' and period_key = '2024' order by all
        """
    ).fetchall()
    assert rows == [
        ("HS:1201", "both", 31.5e9, 36.5e9, 1.159, 1.06, True),
        ("HS:1507", "exporter_only", 0.14e9, None, None, 1.0, None),
        ("HS:2304", "importer_only", None, 7e6, None, 1.0, None),
    ]


def test_headings_sum_to_their_total_with_an_explicit_rest(con: Connection) -> None:
    rows = con.execute(
        """
        select commodity_key, kind, value::double, share_pct::double from fct_export_composition
        where exporter = 'KAZ' and is_current order by list_order nulls last, value desc
        """
    ).fetchall()
    assert sorted(rows) == [
        ("HS:2709", "valued", 60e6, 60.0),
        ("HS:7202", "valued", 25e6, 25.0),
        ("HS:8485", "valued", 5e6, 5.0),
        ("HS:9999", "residual", 7e6, 7.0),
        ("HS:residual", "residual", 3e6, 3.0),
    ]
    assert sum(row[3] for row in rows) == 100.0


def test_chapters_that_cover_their_total_make_sections(con: Connection) -> None:
    rows = con.execute(
        """
        select period_key, commodity_key, kind, share_pct::double from fct_export_composition
        where classification = 'HS_SECTION' and is_current order by all
        """
    ).fetchall()
    # 2017 has chapters for a part of its total only.
    assert rows == [
        ("2015", "HS_SECTION:04", "valued", 70.0),
        ("2015", "HS_SECTION:14", "valued", 40.0),
        ("2015", "HS_SECTION:residual", "residual", -10.0),
        ("2016", "HS_SECTION:04", "valued", 60.0),
        ("2016", "HS_SECTION:14", "valued", 39.0),
        ("2016", "HS_SECTION:residual", "residual", 1.0),
    ]


def test_commodities_are_complete_to_the_heading(con: Connection) -> None:
    rows = con.execute(
        """
        select classification, commodity_level, count(*) from dim_commodity
        where classification in ('HS', 'HS_SECTION', 'SITC3') and not is_residual
        group by all order by all
        """
    ).fetchall()
    counts = {(name, level): number for name, level, number in rows}
    assert counts[("SITC3", 1)] == 9
    assert counts[("HS_SECTION", 1)] == 21
    assert counts[("HS", 2)] >= 97
    assert counts[("HS", 4)] >= 1244
    orphans = con.execute(
        """
        select commodity_key from dim_commodity where classification = 'HS' and not is_residual
            and parent_key not in (select commodity_key from dim_commodity)
        """
    ).fetchall()
    assert orphans == []


@pytest.mark.parametrize(
    ("edition", "headings"), [(2002, 1244), (2007, 1221), (2012, 1224), (2017, 1222), (2022, 1228)]
)
def test_every_edition_has_its_headings(con: Connection, edition: int, headings: int) -> None:
    row = con.execute(
        "select count(*), count(distinct heading) from seeds.hs_headings "
        "where ? between valid_from and coalesce(valid_to, 9999)",
        [edition],
    ).fetchone()
    assert row == (headings, headings)


def test_a_number_given_anew_has_its_newest_meaning(con: Connection) -> None:
    row = con.execute(
        "select name_en, valid_from, valid_to from dim_commodity where commodity_key = 'HS:8485'"
    ).fetchone()
    assert row == ("Machines for additive manufacturing", 2022, None)


@pytest.mark.parametrize(
    ("start", "heading", "end", "expected"),
    [
        (2002, "8485", 2007, [("8487", "1:1", 1.0)]),
        (2012, "6908", 2017, [("6907", "n:1", 1.0)]),
        (2017, "6907", 2012, [("6907", "1:n", None), ("6908", "1:n", None)]),
        (2017, "1201", 2022, []),
        (2022, "970610", 2017, [("970600", "n:1", 1.0)]),
        (2017, "970600", 2022, [("970610", "1:n", None), ("970690", "1:n", None)]),
        (2022, "120110", 2017, []),
    ],
    ids=["renumbered", "merged", "split", "as it was", "finer", "finer back", "finer as it was"],
)
def test_headings_are_followed_from_edition_to_edition(
    con: Connection, start: int, heading: str, end: int, expected: list[tuple[object, ...]]
) -> None:
    rows = con.execute(
        """
        select to_code, relationship, weight from dim_commodity_correlation
        where from_vintage = ? and from_code = ? and to_vintage = ? order by to_code
        """,
        [start, heading, end],
    ).fetchall()
    assert rows == expected


def test_subheadings_of_an_added_table_are_commodities(con: Connection) -> None:
    rows = con.execute(
        """
        select commodity_key, commodity_level, parent_key, name_en from dim_commodity
        where code like '9706__' order by all
        """
    ).fetchall()
    assert rows == [(f"HS:{code}", 6, "HS:9706", code) for code in ("970600", "970610", "970690")]


def test_no_weight_is_a_guess(con: Connection) -> None:
    row = con.execute(
        """
        select bool_and((weight is null) = (relationship like '%:n')), bool_or(is_estimate)
        from dim_commodity_correlation
        """
    ).fetchone()
    assert row == (True, False)


def test_the_rouble_of_the_euro_ends_with_a_reason(con: Connection) -> None:
    rows = con.execute(
        """
        select period_key, rate::double, null_reason from fct_fx_rate
        where currency = 'EUR' and quote_currency = 'RUB' and period_kind = 'month'
            and period_start between date '2022-01-01' and date '2022-04-30'
        order by period_key
        """
    ).fetchall()
    assert rows == [
        ("2022-01", 86.6, None),
        ("2022-02", 87.9, None),
        ("2022-03", None, "series_ended"),
        ("2022-04", None, "series_ended"),
    ]
    row = con.execute(
        """
        select count(*), min(note) like '%1 March 2022%', max(period_key)
        from fct_fx_rate where null_reason is not null and period_kind = 'year'
        """
    ).fetchone()
    assert row == (3, True, "2024")


def test_ten_thousand_old_roubles_are_one_new_one(con: Connection) -> None:
    rows = con.execute(
        """
        select period_key, unit, value_usd::double, fx_source, fx_rate_type, fx_method
        from fct_trade_value where unit like 'BY%' order by all
        """
    ).fetchall()
    assert [(row[0], row[1], round(row[2] / 1e9, 6), *row[3:]) for row in rows] == [
        ("2015", "BYN", 10.0, "cia_factbook", "average_unspecified", "period_mean"),
        ("2015", "BYR", 10.0, "cia_factbook", "average_unspecified", "period_mean"),
        ("2018", "BYN", 10.0, "nbrb", "average_unspecified", "period_mean"),
    ]


def test_openness_can_be_asked(con: Connection) -> None:
    row = con.execute(
        """
        select
            sum(case when flow is not null then value end)
            / max(case when indicator = 'NY.GDP.MKTP.CD' then value end)
        from fct_indicator
        where country = 'BLR' and period_key = '2023' and is_current
            and (scope = 'goods' or indicator = 'NY.GDP.MKTP.CD')
        """
    ).fetchone()
    assert row is not None
    assert round(float(row[0]), 4) == round(83.0 / 71.9, 4)


def test_indicators_have_vintages(con: Connection) -> None:
    rows = con.execute(
        """
        select indicator, vintage_no, value, partner, is_denominator, is_current
        from fct_indicator order by all
        """
    ).fetchall()
    assert rows == [
        ("NY.GDP.MKTP.CD", 1, Decimal(71_800_000_000), None, True, False),
        ("NY.GDP.MKTP.CD", 2, Decimal(71_900_000_000), None, True, True),
        ("TM.VAL.MRCH.CD.WT", 1, Decimal(43_000_000_000), "WLD", True, True),
        ("TX.VAL.MRCH.CD.WT", 1, Decimal(40_000_000_000), "WLD", True, True),
        ("XX.NEW", 1, Decimal(1), None, False, True),
    ]
