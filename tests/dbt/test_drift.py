"""The raw tables as Python declares them, against what dbt says that it reads."""

from __future__ import annotations

import re

import yaml

from ingest.sources.tables import RAW_TABLES
from tradebooks.paths import DBT_PROJECT

STAGING = DBT_PROJECT / "models" / "staging"
# Columns of the row that staging reads under a name of its own CTE.
COLUMN = re.compile(r"cast\((?:source\.)?(\w+) as ")


def differences(name: str, declared: set[str], read: set[str]) -> list[str]:
    """Say what only one of both sides has, one line each."""
    return [
        *(f"{name}: {one} is declared in Python and unknown to dbt" for one in declared - read),
        *(f"{name}: {one} is known to dbt and not declared in Python" for one in read - declared),
    ]


def sources() -> dict[str, dict[str, str]]:
    """Return columns and types of every source table of the project."""
    text = (STAGING / "sources.yml").read_text(encoding="utf-8")
    tables = yaml.safe_load(text)["sources"][0]["tables"]
    return {
        table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
        for table in tables
    }


def test_sources_are_the_raw_tables() -> None:
    known = sources()
    found = differences("lake", set(RAW_TABLES), set(known))
    for name in sorted(set(known) & set(RAW_TABLES)):
        declared = {f"{column} {kind}" for column, kind in RAW_TABLES[name].columns.items()}
        read = {f"{column} {kind.upper()}" for column, kind in known[name].items()}
        found += differences(name, declared, read)
    assert sorted(found) == []


def test_staging_reads_only_columns_that_are_there() -> None:
    found = []
    # Keys of all raw tables, and their names.
    of_all = {STAGING / "stg_newest_reading.sql"}
    for file in sorted(set(STAGING.glob("stg_*.sql")) - of_all):
        code = file.read_text(encoding="utf-8")
        table = re.search(r"(?:source\('lake', |newest_reading\()'(\w+)'\)", code)
        assert table or "newest_refusals()" in code, file
        name = table[1] if table else "quarantine"
        read = set(COLUMN.findall(code)) - {"null"}
        found += [
            f"{file.name}: {column} is no column of {name}"
            for column in sorted(read - set(RAW_TABLES[name].columns))
        ]
    assert found == []


def test_the_newest_reading_is_looked_for_in_every_raw_table() -> None:
    macro = (DBT_PROJECT / "macros" / "readings.sql").read_text(encoding="utf-8")
    listed = re.findall(r"'(raw_\w+)',", macro)
    read = {name for name, table in RAW_TABLES.items() if "parser_version" in table.columns}
    assert listed == sorted(read - {"quarantine", "raw_manifest"})


def test_a_drift_is_told_from_both_sides() -> None:
    assert differences("raw_x", {"a VARCHAR", "b DATE"}, {"a VARCHAR", "b VARCHAR"}) == [
        "raw_x: b DATE is declared in Python and unknown to dbt",
        "raw_x: b VARCHAR is known to dbt and not declared in Python",
    ]
