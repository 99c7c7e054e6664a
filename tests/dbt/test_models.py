"""What the models make of a small history: facts, clocks, keys. Rules of one model each are unit
tests of dbt and stand beside the models."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb

from tests.dbt.history import PAGE
from tests.dbt.lake import Build

Connection = duckdb.DuckDBPyConnection
DAY = timedelta(days=1)
#: Prefixes of the reader macros, with what they show at most once.
READERS = {
    "": "statement_key",
    "growth_": "statement_key",
    "claims_": "statement_key",
    "volume_": "statement_key",
    "rates_": "rate_key",
}
#: A revision is of two vintages, and both stand in it; a document is none.
NO_READERS = {"fct_revision", "dim_document"}


def billions(con: Connection, sql: str) -> list[tuple[object, ...]]:
    """Run a query and write its decimals in billions."""
    return [
        tuple(round(float(v) / 1e9, 3) if isinstance(v, Decimal) else v for v in row)
        for row in con.execute(sql).fetchall()
    ]


def test_everything_builds_and_every_unit_test_passes(built: Build) -> None:
    assert built.failed() == []
    kinds = {result["unique_id"].split(".")[0] for result in built.results}
    assert kinds >= {"model", "seed", "test", "unit_test"}


def test_contradictions_warn_and_are_kept(built: Build, con: Connection) -> None:
    assert "turnover_is_exports_plus_imports" in built.warned()
    found = billions(
        con,
        "select period_key, turnover_low, turnover_high, sum_low, sum_high "
        "from meta.turnover_is_exports_plus_imports",
    )
    assert found == [("2024-Q1", 10.088, 10.712, 12.3, 12.5)]


def test_an_empty_lake_builds(empty: Build) -> None:
    assert empty.failed() == []


def test_content_does_not_depend_on_files_or_their_order(built: Build, shuffled: Build) -> None:
    assert shuffled.failed() == []
    assert content(built) == content(shuffled)


def content(build: Build) -> dict[str, list[tuple[object, ...]]]:
    """Return every published table with its rows sorted."""
    with duckdb.connect(str(build.file), read_only=True) as con:
        names = con.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where schema_name in ('main', 'meta') order by all"
        ).fetchall()
        return {
            f"{schema}.{name}": con.execute(f"from {schema}.{name} order by all").fetchall()
            for schema, name in names
        }


def test_both_books_of_one_flow_share_a_slice(con: Connection) -> None:
    found = con.execute(
        """
        select
            slice_key,
            list(distinct reporter order by reporter),
            list(distinct flow order by flow)
        from fct_trade_value
        where exporter = 'BLR' and importer = 'RUS' and scope = 'goods' and commodity_key = 'TOTAL'
            and basis = 'value'
        group by slice_key
        """
    ).fetchall()
    assert [row[1:] for row in found] == [(["BLR", "RUS"], ["export", "import"])]


def test_a_balance_is_signed_from_the_first_of_the_pair(con: Connection) -> None:
    found = billions(
        con, "select reporter, value, low, high, side from fct_trade_value where flow = 'balance'"
    )
    assert found == [("BLR", 1.0, 0.5, 1.5, "partner")]


def test_a_month_between_two_sources_of_one_side(con: Connection) -> None:
    found = billions(
        con,
        """
        select months.period_key, months.value, months.low, months.high, minuends.origin
        from fct_trade_value as months
        inner join fct_trade_value as minuends on months.minuend_key = minuends.assertion_key
        where months.origin = 'derived' and months.is_current
        """,
    )
    assert found == [("2025-11", 5.2, 4.65, 5.75, "claim")]


def test_a_speaker_is_one_in_every_spelling_and_tells_the_side(con: Connection) -> None:
    found = con.execute(
        "select speaker_key, side_country, inferred from fct_trade_value where source = 'vedomosti'"
    ).fetchall()
    assert found == [("dmitry_krutoi", "BLR", "side")]


def test_roubles_need_the_mean_rate_of_their_period(con: Connection) -> None:
    found = billions(
        con,
        """
        select period_key, value_usd, low_usd, high_usd, fx_source, usd_null_reason
        from fct_trade_value where unit <> 'USD' order by all
        """,
    )
    assert found == [
        ("2023", 50.0, 43.75, 56.25, "cbr", None),
        ("2025-01..2025-11", None, None, None, None, "no_period_mean_rate"),
    ]


def test_a_level_adds_up_with_what_is_withheld(con: Connection) -> None:
    found = billions(
        con,
        """
        select commodity_key, kind, value, low, high, conf_status, round(share_pct::double, 2)
        from fct_export_composition where value is not null and period_key like '2021%'
        order by period_key, commodity_key
        """,
    )
    assert found == [
        ("HS:04", "valued", 2.2, 2.195, 2.205, "F", 13.41),
        ("HS:residual", "residual", 14.2, 14.19, 14.21, "F", 86.59),
        ("DISCLOSURE:disclosed", "valued", 7.42, 7.415, 7.425, "F", 85.19),
        ("DISCLOSURE:suppressed", "residual", 1.29, 1.285, 1.295, "C", 14.81),
    ]


def test_named_goods_have_neither_value_nor_share(con: Connection) -> None:
    found = con.execute(
        """
        select list_order, commodity_key, kind, value, share_pct, is_current
        from fct_export_composition where kind = 'listed' order by all
        """
    ).fetchall()
    assert found == [
        (1, "PHRASE:cheese and curd", "listed", None, None, False),
        (2, "PHRASE:butter", "listed", None, None, False),
    ]


def test_growth_is_stated_and_computed(con: Connection) -> None:
    found = con.execute(
        """
        select kind, source, period_key, base_period_key, growth_pct, low_pct, high_pct,
            is_like_for_like
        from fct_trade_growth where is_current order by kind desc, source
        """
    ).fetchall()
    assert [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in found] == [
        ("stated", "tass", "2023", "2022", 8.1, 8.05, 8.15, None),
        ("computed", "rosstat", "2021-01", "2020-01", 10.0, 9.947513, 10.052513, True),
        ("computed", "tass", "2023", "2022", 8.636364, 8.163265, 9.111617, True),
    ]


def values_of(con: Connection, macro: str, moment: object) -> list[float | None]:
    """Return the January 2021 imports of Russia that a reader macro shows for a moment."""
    rows = con.execute(
        f"select value from {macro}(?) where flow = 'import' and period_key = '2021-01'", [moment]
    ).fetchall()
    return [float(value) / 1e6 for (value,) in rows]


def test_the_world_and_the_warehouse_have_a_clock_each(con: Connection) -> None:
    known = {
        day: values_of(con, "known_on", date.fromisoformat(day))
        for day in ("2021-04-19", "2021-04-20", "2021-05-20", "2021-08-20", "2026-01-01")
    }
    assert known == {
        "2021-04-19": [],
        "2021-04-20": [99.0],
        "2021-05-20": [100.0],
        "2021-08-20": [101.0],
        "2026-01-01": [101.0],
    }
    shown = {
        day: values_of(con, "shown_on", datetime.fromisoformat(day))
        for day in ("2021-05-31", "2021-06-01T06:00", "2021-09-01T06:00", "2022-04-01")
    }
    assert shown == {
        "2021-05-31": [],
        "2021-06-01T06:00": [100.0],
        "2021-09-01T06:00": [101.0],
        "2022-04-01": [101.0],
    }


def test_a_withdrawn_cell_is_a_vintage_without_a_value(con: Connection) -> None:
    found = con.execute(
        """
        select vintage_no, value, usd_null_reason, is_current from fct_trade_value
        where source = 'rosstat' and period_key = '2021-02' order by vintage_no
        """
    ).fetchall()
    assert found == [(1, Decimal(110000000), None, False), (2, None, "no_value", True)]


def test_readers_see_at_most_one_vintage_of_anything(con: Connection) -> None:
    moments = con.execute(
        """
        select distinct unnest([recorded_from, recorded_to, known_from, known_to]) as moment
        from fct_trade_value where recorded_to < '9000-01-01' or known_to < '9000-01-01'
        """
    ).fetchall()
    assert len(moments) > 10
    for (moment,) in moments:
        for prefix, key in READERS.items():
            for macro in (f"{prefix}known_on", f"{prefix}shown_on"):
                twice = con.execute(
                    f"select {key} from {macro}(?) group by all having count(*) > 1", [moment]
                ).fetchall()
                assert twice == [], (macro, moment)


def test_every_fact_with_both_clocks_can_be_read_as_of_a_day(con: Connection) -> None:
    bodies = con.execute(
        "select macro_definition from duckdb_functions() where schema_name = 'main' "
        "and not internal and regexp_matches(function_name, '(known|shown)_on$')"
    ).fetchall()
    facts = con.execute(
        "select table_name from duckdb_columns() where schema_name = 'main' "
        "and column_name in ('known_to', 'recorded_to') group by all having count(*) = 2"
    ).fetchall()
    read = {name for (name,) in facts if sum(f".{name} " in f"{body} " for (body,) in bodies) == 2}
    assert {name for (name,) in facts} - read == NO_READERS
    assert len(read) == len(READERS)


def test_a_mean_rate_is_what_had_been_printed_by_a_day(con: Connection) -> None:
    vintages = con.execute(
        "select known_from, known_to, rate from fct_fx_rate where known_from < known_to"
    ).fetchall()
    assert vintages
    first = min(known_from for known_from, _, _ in vintages)
    before = con.execute("select count(*) from rates_known_on(?)", [first - DAY]).fetchone()
    assert before == (0,)
    for known_from, known_to, _ in vintages:
        shown = con.execute("select count(*) from rates_known_on(?)", [known_from]).fetchone()
        end = datetime.combine(known_from.date() + DAY, datetime.min.time())
        expected = sum(start < end <= stop for start, stop, _ in vintages)
        assert shown == (expected,), (known_from, known_to)


def test_readings_of_a_page_end_with_better_ones_and_with_its_text(con: Connection) -> None:
    found = con.execute(
        """
        select anchor_text, flow, extractor_version, recorded_from, recorded_to, is_current
        from fct_claim where measure = 'value' and source_url = ?
        order by anchor_text, recorded_from
        """,
        [PAGE],
    ).fetchall()
    first, second, changed, read_again, never = (
        datetime.fromisoformat(moment)
        for moment in (
            "2026-01-06T07:00",
            "2026-01-06T08:00",
            "2026-01-20T06:00",
            "2026-01-20T07:00",
            "9999-12-31",
        )
    )
    assert found == [
        ("2025", "turnover", "en-9/clean-1", first, second, False),
        ("25 billion", "import", "en-9/clean-1", first, second, False),
        ("25 billion", "export", "en-10/clean-1", second, changed, False),
        ("49.2 billion", "turnover", "en-9/clean-1", first, changed, False),
        ("49.2 billion", "turnover", "en-10/clean-1", read_again, never, True),
    ]


def test_only_cells_of_tables_may_be_summed(con: Connection) -> None:
    found = con.execute(
        """
        select source, period_key, flow from fct_trade_value
        where additivity_set is not null order by all
        """
    ).fetchall()
    assert found == [
        ("rosstat", "2020-01", "export"),
        ("rosstat", "2021-01", "export"),
        ("rosstat", "2021-01", "import"),
    ]


def test_a_page_and_a_curated_figure_of_it_are_one_piece_of_evidence(con: Connection) -> None:
    keys = con.execute(
        "select distinct evidence_key from fct_claim where language = 'en' union "
        "select evidence_key from fct_trade_value where source = 'glavny'"
    ).fetchall()
    assert sorted(keys) == [("belta.by/economics/trade-2025",), ("glavny.tv/secret",)]
