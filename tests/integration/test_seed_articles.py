"""The two articles that the mission began with, from `tradebooks add` to the three facts.

Their text belongs to their publishers and is not part of the project: it is read beside the
checkout where it lies there, and the test is skipped elsewhere. The same statements, in words
of our own, are in the bundled archive and are tested everywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.run import RunSummary
from tradebooks.settings import Settings
from warehouse import reader

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FIRST, SECOND = "000_8aa3ff7c9ddc7f49.txt", "002_c8c1f9a2c7725056.txt"
URL = "https://example.org/eleven-months"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two articles are not here")

#: measure, flow, reporter, partner, value, unit, bound, period, status, is_record
ELEVEN_MONTHS = [
    (
        "growth_pct",
        "export",
        "BLR",
        "RUS",
        2.3,
        "PCT",
        "exact",
        "2025-01..2025-11",
        "actual",
        False,
    ),
    ("growth_pct", "export", "BLR", "RUS", 5.0, "PCT", "exact", "2025", "target", False),
    (
        "growth_pct",
        "turnover",
        "BLR",
        "RUS",
        3.6,
        "PCT",
        "exact",
        "2025-01..2025-11",
        "actual",
        False,
    ),
    ("value", "export", "BLR", "RUS", 25e9, "USD", "nearly", "2025-01..2025-11", "actual", False),
    (
        "value",
        "turnover",
        "BLR",
        "RUS",
        49.2e9,
        "USD",
        "exact",
        "2025-01..2025-11",
        "actual",
        False,
    ),
    ("value", "turnover", "BLR", "RUS", 50e9, "USD", "over", "2025", "forecast", False),
]
RECORD_YEAR = [
    ("growth_pct", "import", "RUS", "BLR", 40.0, "PCT", "about", "2022", "actual", False),
    ("growth_pct", "turnover", "BLR", "RUS", 12.0, "PCT", "exact", "2022", "actual", False),
    ("growth_pct", "turnover", "BLR", "RUS", 35.0, "PCT", "exact", "2021", "actual", False),
    ("value", "turnover", "BLR", "RUS", 45e9, "USD", "exact", "2022", "actual", True),
]
ITEMS = [
    "cheese and curd",
    "butter",
    "passenger and freight vehicles",
    "petroleum products",
    "parts and accessories for cars and tractors",
]


@pytest.fixture(scope="module")
def books(
    first_run: RunSummary, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> duckdb.DuckDBPyConnection:
    """Add both articles to a copy of the session's data, as a user does."""
    assert first_run.release is not None
    data = tmp_path_factory.mktemp("seeds") / "data"
    shutil.copytree(settings.data, data, symlinks=True)
    for arguments in (
        [FIRST, "--published", "2026-01-05", "--url", URL, "--no-load"],
        [SECOND],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "cli", "add", str(SEEDS / arguments[0]), *arguments[1:]],
            env={**os.environ, "TRADEBOOKS_DATA": str(data)},
            capture_output=True,
            text=True,
            check=False,
            timeout=400,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return reader.connect(data / "releases" / "current" / "tradebooks.duckdb")


def document(books: duckdb.DuckDBPyConnection, number: int) -> str:
    """Return the key of the first or the second article."""
    comparison = "=" if number == 0 else "is distinct from"
    rows = books.execute(
        "select distinct document_key from bi.claims "
        f"where not is_adapted and source_url {comparison} ?",
        [URL],
    ).fetchall()
    assert len(rows) == 1
    return str(rows[0][0])


def claims(books: duckdb.DuckDBPyConnection, number: int) -> list[tuple[object, ...]]:
    return books.execute(
        "select measure, flow, reporter, partner, value, unit, bound, period, status, is_record "
        "from bi.claims where document_key = ? and measure <> 'composition' and is_current "
        "order by all",
        [document(books, number)],
    ).fetchall()


@pytest.mark.parametrize(("number", "expected"), [(0, ELEVEN_MONTHS), (1, RECORD_YEAR)])
def test_every_number_is_a_claim_with_the_right_fields(
    books: duckdb.DuckDBPyConnection, number: int, expected: list[tuple[object, ...]]
) -> None:
    def as_slice(claim: tuple[object, ...]) -> tuple[object, ...]:
        """Name what is measured: turnover has no direction, an import is the other's export."""
        measure, flow, reporter, partner, *rest = claim
        if flow == "turnover":
            return (measure, flow, *sorted((str(reporter), str(partner))), *rest)
        if flow == "import":
            return (measure, "export", partner, reporter, *rest)
        return claim

    found = sorted(as_slice(claim) for claim in claims(books, number))
    assert found == sorted(as_slice(claim) for claim in expected)


def test_the_named_goods_stand_in_their_order(books: duckdb.DuckDBPyConnection) -> None:
    found = books.execute(
        "select list_order, commodity from bi.export_composition "
        "where document_key = ? and kind = 'listed' order by list_order",
        [document(books, 0)],
    ).fetchall()
    assert found == list(enumerate(ITEMS, start=1))


def test_years_that_are_not_written_are_called_inferred(books: duckdb.DuckDBPyConnection) -> None:
    rows = books.execute(
        "select inferred from bi.claims where document_key = ? and value = 45e9",
        [document(books, 1)],
    ).fetchall()
    assert rows
    assert all("period_start" in row[0] for row in rows)


def test_the_ambassador_is_named_where_he_speaks(books: duckdb.DuckDBPyConnection) -> None:
    rows = books.execute(
        "select speaker from bi.claims "
        "where document_key = ? and value = 2.3 and measure = 'growth_pct'",
        [document(books, 0)],
    ).fetchall()
    assert any("Rogozhnik" in (row[0] or "") for row in rows)


def test_both_balances_cannot_be_positive_and_the_document_says_so(
    books: duckdb.DuckDBPyConnection,
) -> None:
    row = books.execute(
        "select flags from dim_document where document_key = ?", [document(books, 1)]
    ).fetchone()
    assert row is not None
    assert "balance_positive_for_both" in row[0]


@pytest.mark.parametrize(
    ("table", "number", "least"),
    [
        ("fct_trade_value", 0, 3),
        ("fct_trade_growth", 0, 3),
        ("fct_export_composition", 0, 5),
        ("fct_trade_value", 1, 1),
        ("fct_trade_growth", 1, 3),
    ],
)
def test_the_statements_are_in_the_facts(
    books: duckdb.DuckDBPyConnection, table: str, number: int, least: int
) -> None:
    row = books.execute(
        f"select count(*) from {table} where document_key = ?", [document(books, number)]
    ).fetchone()
    assert row is not None
    assert row[0] >= least
