"""Schemas of the raw tables, and how rows are parted by them."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
import pytest

from ingest.sources.parsed import ROW_ID, Document
from ingest.sources.registry import SOURCES, all_sources, get, template_csv
from ingest.sources.rulebook import RULES
from ingest.sources.tables import RAW_TABLES, empty_frame, polars_types
from ingest.validate import rules_of, schema_of, validate
from tests.faults.builders import NOW
from tradebooks.errors import DocumentError, UsageError
from tradebooks.vocabulary import source_codes

DATA_TABLES = [name for name in RAW_TABLES if name != "quarantine"]


def document(table: str) -> Document:
    from ingest.fetch.archive import row_of
    from ingest.fetch.types import Fetched, Request

    row = row_of(Fetched(Request("rosstat"), b"x", NOW))
    return Document("d" * 32, row, {table: "1"}, NOW)


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_ID))


def cell(**values: object) -> dict[str, object]:
    from datetime import date

    return {
        "document_key": "d" * 32,
        "parser_version": "1",
        "locator": "A1",
        "reporter": "RUS",
        "partner": "BLR",
        "partner_label": "Беларусь",
        "flow": "export",
        "period_start": date(2020, 1, 1),
        "period_end": date(2020, 1, 31),
        "value_musd": 1.0,
        "resolution_musd": 0.00001,
        "obs_status": "A",
    } | values


def cells(*rows: dict[str, object]) -> pl.DataFrame:
    return numbered(pl.DataFrame(rows, schema=polars_types("raw_rosstat_trade")))


@pytest.mark.parametrize("table", DATA_TABLES)
def test_every_raw_table_has_a_pandera_schema_of_its_columns(table: str) -> None:
    schema = schema_of(table)
    assert isinstance(schema, pa.DataFrameSchema)
    assert list(schema.columns) == list(RAW_TABLES[table].columns)
    assert schema.strict
    assert len(schema.checks) == len(rules_of(table)) > 3
    assert schema_of(table) is schema


@pytest.mark.parametrize("table", DATA_TABLES)
def test_rules_name_columns_of_their_table_and_an_empty_table_passes(table: str) -> None:
    assert {rule.column for rule in RULES[table]()} <= set(RAW_TABLES[table].columns)
    checked = validate(table, numbered(empty_frame(table)), [], document(table))
    assert (checked.rows_in, checked.rows_quarantined) == (0, 0)


@pytest.mark.parametrize("table", RAW_TABLES)
def test_keys_and_required_columns_exist(table: str) -> None:
    layout = RAW_TABLES[table]
    assert set(layout.key) | layout.required <= set(layout.columns)


@pytest.mark.parametrize(
    ("spoilt", "column", "check"),
    [
        ({"partner": None}, "partner", "required"),
        ({"partner": "XYZ"}, "partner", "code_known"),
        ({"partner": "RUS"}, "partner", "sides_differ"),
        ({"flow": "turnover"}, "flow", "code_known"),
        ({"value_musd": -1.0}, "value_musd", "in_range"),
        ({"value_musd": None}, "obs_status", "status_fits_value"),
        ({"obs_status": "O"}, "obs_status", "status_fits_value"),
        ({"obs_status": "z"}, "obs_status", "code_known"),
        ({"resolution_musd": 0.0}, "resolution_musd", "resolution_positive"),
    ],
)
def test_a_cell_that_breaks_a_rule(spoilt: dict[str, object], column: str, check: str) -> None:
    from datetime import date

    march = {"period_start": date(2020, 3, 1), "period_end": date(2020, 3, 31)}
    frame = cells(cell(), cell(**march, **spoilt))
    checked = validate("raw_rosstat_trade", frame, [], document("raw_rosstat_trade"))
    found = set(checked.quarantine.select("row_id", "column_name", "check_name").rows())
    assert (1, column, check) in found
    assert {row[0] for row in found} == {1}
    assert checked.accepted.height == 1


def test_copies_and_contradictions_of_a_key() -> None:
    from datetime import date

    february = {"period_start": date(2020, 2, 1), "period_end": date(2020, 2, 29)}
    frame = cells(
        cell(), cell(locator="A2"), cell(**february), cell(**february, value_musd=2.0, locator="A4")
    )
    checked = validate("raw_rosstat_trade", frame, [], document("raw_rosstat_trade"))
    assert checked.quarantine.select("row_id", "check_name").rows() == [
        (1, "key_unique"),
        (2, "key_conflict"),
        (3, "key_conflict"),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        cells(cell()).drop("flow"),
        cells(cell()).with_columns(pl.lit("x").alias("extra")),
        cells(cell()).with_columns(pl.col("value_musd").cast(pl.String)),
    ],
)
def test_other_columns_or_types_are_no_matter_of_rows(frame: pl.DataFrame) -> None:
    with pytest.raises(DocumentError, match="expected the columns and types of raw_rosstat_trade"):
        validate("raw_rosstat_trade", frame, [], document("raw_rosstat_trade"))


def test_a_great_many_bad_rows_are_all_kept() -> None:
    frame = numbered(pl.concat([cells(cell(value_musd=-1.0)).drop(ROW_ID)] * 5000))
    checked = validate("raw_rosstat_trade", frame, [], document("raw_rosstat_trade"))
    assert (checked.rows_in, checked.rows_quarantined) == (5000, 5000)


def test_the_registry_speaks_of_known_sources_and_tables() -> None:
    assert set(SOURCES) <= source_codes()
    for source in all_sources():
        assert set(source.tables) <= set(RAW_TABLES)
        assert source.name
        assert source.time_zone
        assert 0 < source.max_quarantine_share < 1
        assert callable(source.parse)
    with pytest.raises(UsageError, match="saw 'nobody'"):
        get("nobody")
    with pytest.raises(UsageError, match="not fed by a CSV template"):
        template_csv("rosstat")
    assert template_csv("manual_rate").startswith("source,")
