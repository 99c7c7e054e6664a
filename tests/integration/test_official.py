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


def test_kazakhstan_and_russia_have_both_sides_to_2016(con: duckdb.DuckDBPyConnection) -> None:
    rows = dict(
        con.execute(
            """
            select period, availability from bi.mirror_gap
            where exporter = 'RUS' and importer = 'KAZ' and commodity_key = 'TOTAL'
                and period_kind = 'year'
            """
        ).fetchall()
    )
    assert {rows[str(year)] for year in range(1996, 2017)} == {"both"}
    assert {rows[str(year)] for year in range(2017, 2020)} == {"importer_only"}
    assert {rows[str(year)] for year in range(2020, 2026)} == {"neither"}


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


def test_the_gap_of_2012_to_2016_is_wider_than_the_band(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select period from bi.mirror_gap
        where exporter = 'BLR' and importer = 'RUS' and commodity_key = 'TOTAL'
            and period_kind = 'year' and not is_within_band
        order by period
        """
    ).fetchall()
    assert [row[0] for row in rows] == ["2012", "2013", "2014", "2015", "2016"]


def test_the_end_of_russian_figures_has_its_reason(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        select period, status_before, status, blackout from bi.availability_calendar
        where source = 'rosstat' and partner = 'BLR' and detail = 'total' and is_change
        order by period_start
        """
    ).fetchall()
    assert rows[:3] == [
        ("2022-01", "published", "never", None),
        ("2022-02", "never", "suppressed", "rus_suspension_2022"),
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
