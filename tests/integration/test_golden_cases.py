"""The statements of the golden cases, as SQL finds them in the release, with their intervals."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse import reader

BN = 1e9

#: source, flow, reporter, partner, period, scope, printed value, low, high, status
VALUES = [
    ("belarus_by", "turnover", "BLR", "RUS", "2025-01..2025-11", 49.2, 49.15, 49.25, "actual"),
    ("belarus_by", "export", "BLR", "RUS", "2025-01..2025-11", 25, 24.25, 25, "actual"),
    ("belarus_by", "turnover", "BLR", "RUS", "2025", 50, 50, 52.5, "forecast"),
    ("tass", "turnover", "BLR", "RUS", "2022", 45, 44.5, 45.5, "actual"),
    ("rt", "turnover", "BLR", "RUS", "2022", 45.8, 45.75, 45.85, "actual"),
    ("rt", "export", "BLR", "RUS", "2022", 22.9, 22.85, 22.95, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2022", 50, 45, 50, "actual"),
    ("fouresnok", "turnover", "BLR", "RUS", "2021", 38.5, 38.45, 38.55, "actual"),
    ("urdupoint", "turnover", "BLR", "RUS", "2021", 40, 39.95, 40.05, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2023", 46.5, 46.5, 48.825, "actual"),
    ("tass", "export", "RUS", "BLR", "2023", 22.6, 22.55, 22.65, "actual"),
    ("tass", "import", "RUS", "BLR", "2023", 23.9, 23.85, 23.95, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2023", 54, 53.5, 54.5, "actual"),
    ("belarus_by", "turnover", "BLR", "RUS", "2023", 53, 52.5, 53.5, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2024-Q1", 10.4, 10.088, 10.712, "actual"),
    ("tass", "export", "RUS", "BLR", "2024-Q1", 6.7, 6.65, 6.75, "actual"),
    ("tass", "import", "RUS", "BLR", "2024-Q1", 5.7, 5.65, 5.75, "actual"),
    ("tass", "balance", "BLR", "RUS", "2024-Q1", 1, 0.5, 1.5, "actual"),
    ("vedomosti", "turnover", "BLR", "RUS", "2025-01..2025-10", 44, 43.5, 44.5, "actual"),
    ("vedomosti", "turnover", "BLR", "RUS", "2025-01..2025-10", 6.5, 6.45, 6.55, "actual"),
]

#: source, flow, reporter, partner, period, growth, low, high, status
GROWTH = [
    ("belarus_by", "turnover", "BLR", "RUS", "2025-01..2025-11", 3.6, 3.55, 3.65, "actual"),
    ("belarus_by", "export", "BLR", "RUS", "2025-01..2025-11", 2.3, 2.25, 2.35, "actual"),
    ("belarus_by", "export", "BLR", "RUS", "2025", 5, 4.5, 5.5, "target"),
    ("tass", "turnover", "BLR", "RUS", "2022", 12, 11.5, 12.5, "actual"),
    ("socialbites", "turnover", "BLR", "RUS", "2021", 35, 34.5, 35.5, "actual"),
    ("socialbites", "import", "RUS", "BLR", "2022", 40, 38.8, 41.2, "actual"),
    ("rt", "turnover", "BLR", "RUS", "2022", 14.3, 14.25, 14.35, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2023", 5.4, 5.35, 5.45, "actual"),
    ("tass", "turnover", "BLR", "RUS", "2024-Q1", -2.3, -2.35, -2.25, "actual"),
    ("tass", "export", "RUS", "BLR", "2024-Q1", -2.1, -2.15, -2.05, "actual"),
    ("tass", "import", "RUS", "BLR", "2024-Q1", -2.5, -2.55, -2.45, "actual"),
    ("vedomosti", "turnover", "BLR", "RUS", "2025-01..2025-10", 1.8, 1.75, 1.85, "actual"),
]


def intervals(release: Path, query: str, parameters: list[object]) -> list[tuple[float, ...]]:
    with reader.connect(release) as con:
        return con.execute(query, parameters).fetchall()


@pytest.mark.parametrize("case", VALUES, ids=lambda case: "-".join(map(str, case[:6])))
def test_a_stated_value_has_its_interval(release: Path, case: tuple[object, ...]) -> None:
    source, flow, reporter, partner, period, value, low, high, status = case
    found = intervals(
        release,
        """
        select distinct round(value / 1e9, 6), round(low / 1e9, 6), round(high / 1e9, 6)
        from bi.trade_values
        where source = ? and flow = ? and reporter = ? and partner = ? and period = ?
            and status = ? and unit = 'USD' and is_current
        """,
        [source, flow, reporter, partner, period, status],
    )
    assert (value, low, high) in found


@pytest.mark.parametrize("case", GROWTH, ids=lambda case: "-".join(map(str, case[:6])))
def test_a_stated_rate_has_its_interval(release: Path, case: tuple[object, ...]) -> None:
    source, flow, reporter, partner, period, value, low, high, status = case
    found = intervals(
        release,
        """
        select distinct round(growth_pct, 6), round(low_pct, 6), round(high_pct, 6)
        from bi.growth
        where kind = 'stated' and source = ? and flow = ? and reporter = ? and partner = ?
            and period = ? and status = ? and is_current
        """,
        [source, flow, reporter, partner, period, status],
    )
    assert (value, low, high) in found


def test_five_items_are_listed_in_their_order(release: Path) -> None:
    with reader.connect(release) as con:
        found = con.execute(
            """
            select distinct list_order, commodity from bi.export_composition
            where kind = 'listed' and source = 'belarus_by' and exporter = 'BLR'
            order by list_order
            """
        ).fetchall()
    assert [order for order, _ in found] == [1, 2, 3, 4, 5]


def test_withheld_exports_are_an_explicit_residual(release: Path) -> None:
    with reader.connect(release) as con:
        found = con.execute(
            """
            select commodity_key, round(value / 1e9, 2), round(share_pct, 1), is_residual
            from bi.export_composition
            where classification = 'DISCLOSURE' and exporter = 'BLR'
                and period = '2021-01..2021-07' and is_current
            order by 1
            """
        ).fetchall()
    assert found == [
        ("DISCLOSURE:disclosed", 7.42, 85.2, False),
        ("DISCLOSURE:suppressed", 1.29, 14.8, True),
    ]


def test_november_2025_is_derived_and_says_so(release: Path) -> None:
    found = intervals(
        release,
        """
        select round(low / 1e9, 2), round(high / 1e9, 2) from bi.trade_values
        where origin = 'derived' and period = '2025-11' and flow = 'turnover'
        """,
        [],
    )
    assert found == [(4.65, 5.75)]


def test_roubles_without_a_mean_rate_stay_roubles_with_the_reason(release: Path) -> None:
    found = intervals(
        release,
        """
        select distinct value_usd, usd_null_reason from bi.trade_values
        where unit = 'RUB' and period = '2025-01..2025-11'
        """,
        [],
    )
    assert found == [(None, "no_period_mean_rate")]


def test_official_months_add_up_to_known_years(release: Path) -> None:
    with reader.connect(release) as con:
        found = con.execute(
            """
            select exporter, round(sum(value_usd_mn)) from bi.trade_monthly
            where year = 2021 and source = 'rosstat' and 'BLR' in (exporter, importer)
            group by exporter order by exporter
            """
        ).fetchall()
    assert found == [("BLR", 15637.0), ("RUS", 23137.0)]


def test_the_seed_statements_are_traced_to_bytes(release: Path) -> None:
    """A quote stands in the archived text at its offsets, and the document names its bytes."""
    with reader.connect(release) as con:
        rows = con.execute(
            "select c.quote, d.content_sha256 from fct_claim as c "
            "join dim_document as d using (document_key)"
        ).fetchall()
    assert rows
    assert all(quote and len(sha) == 64 for quote, sha in rows)


def test_known_on_shows_no_later_knowledge(release: Path) -> None:
    with reader.connect(release) as con:
        late = con.execute(
            "select count(*) from known_on(date '2024-03-01') where published_at >= '2024-03-02'"
        ).fetchone()
        double = con.execute(
            "select count(*) - count(distinct statement_key) from known_on(date '2024-03-01')"
        ).fetchone()
    assert (late, double) == ((0,), (0,))


def test_duckdb_is_read_only(release: Path) -> None:
    with reader.connect(release) as con, pytest.raises(duckdb.Error):
        con.execute("delete from main.fct_claim")
