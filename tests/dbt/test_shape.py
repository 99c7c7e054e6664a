"""The law of the published tables: names, types, words, periods and intervals in all their rows."""

from __future__ import annotations

import csv
import re

import duckdb
import pytest

from tests.dbt.history import PAGE
from tradebooks import vocabulary
from tradebooks.paths import DBT_PROJECT
from tradebooks.periods import Period

Connection = duckdb.DuckDBPyConnection
BI_TYPES = {"VARCHAR", "DOUBLE", "BIGINT", "INTEGER", "DATE", "TIMESTAMP", "BOOLEAN"}
CLOCK = re.compile(r"current_(date|timestamp)|\b(now|today|random|uuid)\(", re.IGNORECASE)


def columns(con: Connection, schema: str) -> list[tuple[str, str, str]]:
    """Return table, column and type of a schema."""
    return con.execute(
        "select table_name, column_name, data_type from information_schema.columns "
        "where table_schema = ? order by all",
        [schema],
    ).fetchall()


def test_bi_views_have_plain_types(con: Connection) -> None:
    found = columns(con, "bi")
    assert {table for table, _, _ in found} == {
        "availability_calendar",
        "claims",
        "disagreements",
        "export_composition",
        "forecast_record",
        "fx_rates",
        "growth",
        "headline",
        "mirror_gap",
        "reconciliation_quality",
        "revisions",
        "trade_monthly",
        "trade_values",
        "trade_ytd",
        "volumes",
    }
    assert [row for row in found if row[2] not in BI_TYPES] == []


@pytest.mark.parametrize("schema", ["main", "bi"])
def test_names_tell_types(con: Connection, schema: str) -> None:
    wrong = [
        (table, column, kind)
        for table, column, kind in columns(con, schema)
        if (kind == "BOOLEAN") != column.startswith(("is_", "has_", "may_"))
        or (column.endswith("_at") and kind != "TIMESTAMP")
        or (column.endswith(("_usd", "_pct")) and not kind.startswith(("DECIMAL", "DOUBLE")))
    ]
    assert wrong == []


def test_everything_published_is_in_the_dictionary(con: Connection) -> None:
    described = set(
        con.execute(
            "select schema_name, table_name, column_name from meta.data_dictionary "
            "where length(description) > 5 and column_name is not null"
        ).fetchall()
    )
    published = {
        (schema, table, column)
        for schema in ("main", "bi")
        for table, column, _ in columns(con, schema)
    }
    assert published - described == set()
    tables = con.execute(
        "select table_name, description from meta.data_dictionary where column_name is null"
    ).fetchall()
    assert [name for name, text in tables if not text.startswith(("One row per ",))] == []


def test_relationships_are_published(con: Connection) -> None:
    rows = set(con.execute("from meta.relationship").fetchall())
    assert ("fct_trade_value", "document_key", "dim_document", "document_key") in rows


def test_periods_are_those_of_the_house(con: Connection) -> None:
    rows = con.execute(
        "select period_start, period_end, period_key, period_kind, months, prior_year_key "
        "from dim_period"
    ).fetchall()
    assert len(rows) > 8
    for start, end, label, kind, months, prior in rows:
        period = Period(start, end)
        assert (label, kind, months) == (period.label, period.kind, period.months)
        assert prior == period.year_before().label
        assert Period.parse(label) == period


def test_intervals_follow_the_seed(con: Connection) -> None:
    rules = {row["bound"]: row for row in vocabulary.seed("hedge_rules") if row["version"] == "1"}
    rows = con.execute(
        "select value, resolution, bound, low, high from fct_claim where value is not null"
    ).fetchall()
    assert rows
    for value, resolution, bound, low, high in rows:
        rule = {name: float(text) for name, text in rules[bound].items() if name[-1] in "rs"}
        size, half = abs(float(value)), float(resolution) / 2
        near = min(rule["low_factor"] * size, size - rule["low_half_digits"] * half)
        far = max(rule["high_factor"] * size, size + rule["high_half_digits"] * half)
        assert float(low) == pytest.approx(near if value >= 0 else -far)
        assert float(high) == pytest.approx(far if value >= 0 else -near)


def test_codes_are_of_the_vocabulary(con: Connection) -> None:
    for column, name in {"scope": "scope", "side": "side", "origin": "origin"}.items():
        used = {row[0] for row in con.execute(f"select {column} from fct_trade_value").fetchall()}
        assert used <= vocabulary.codes(name)


def test_no_article_text_is_published(con: Connection) -> None:
    names = {column for schema in ("main", "bi") for _, column, _ in columns(con, schema)}
    assert "text" not in names
    longest = con.execute("select max(length(quote)) from fct_claim").fetchone()
    assert longest is not None
    assert longest[0] < len(PAGE) * 20


def test_no_model_asks_the_clock() -> None:
    for file in sorted(DBT_PROJECT.rglob("models/**/*.sql")):
        assert not CLOCK.search(file.read_text(encoding="utf-8")), file


def test_models_stay_portable() -> None:
    for file in sorted(DBT_PROJECT.rglob("models/**/*.sql")):
        code = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        assert not re.search(r"::|\bqualify\b|\bfilter\s*\(|->", code, re.IGNORECASE), file


def test_the_interval_rules_of_version_1_never_change() -> None:
    pinned = DBT_PROJECT / "tests" / "fixtures" / "hedge_rules_v1.csv"
    with pinned.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [row for row in vocabulary.seed("hedge_rules") if row["version"] == "1"]


def test_layers_refer_downwards_only() -> None:
    seeds = {file.stem for file in (DBT_PROJECT / "seeds").glob("*.csv")}
    allowed = {
        "staging": (),
        "intermediate": ("stg_", "int_"),
        "reconciled": ("int_",),
        "marts": ("int_",),
        "findings": ("fct_", "dim_"),
        "bi": ("fct_", "dim_", "trade_values"),
        "meta": ("stg_",),
    }
    for layer, prefixes in allowed.items():
        for file in sorted((DBT_PROJECT / "models" / layer).glob("*.sql")):
            code = file.read_text(encoding="utf-8")
            named = set(re.findall(r"ref\('(\w+)'\)", code)) - (seeds if layer != "bi" else set())
            assert [name for name in named if not name.startswith(prefixes or "-")] == [], file
            reads_lake = re.search(r"source\('lake'|(newest_\w+|taken_readings)\(", code)
            assert bool(reads_lake) == (layer == "staging"), file
            assert layer in ("reconciled", "marts") or "source('reconciled'" not in code, file
