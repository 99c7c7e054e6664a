"""Running the rules: good rows go on, bad rows go to quarantine, and none is lost.

pandera holds the schema of every raw table (types, nulls and the rules of `ingest.sources.rules`);
the uniqueness of keys is a set operation. What the rules are is not said here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.sources.parsed import ROW_ID, Document, Reject, frame_of
from ingest.sources.tables import RAW_TABLES, empty_frame, polars_types
from tradebooks.errors import DocumentError

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

    from ingest.sources.rules import Rule

# A row that breaks more rules than this is shown with the first ones.
CHECKS_SHOWN_PER_ROW = 8
DUPLICATE, CONFLICT = "key_unique", "key_conflict"


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows of one document and table, parted.

    Attributes:
        accepted: Good rows in the columns of the raw table, and `row_id`.
        quarantine: One row per failed check of a bad row.
        rows_in: How many rows the parser found.
    """

    accepted: pl.DataFrame
    quarantine: pl.DataFrame
    rows_in: int

    @property
    def rows_quarantined(self) -> int:
        """How many rows failed at least one check."""
        return int(self.quarantine[ROW_ID].n_unique())


@cache
def rules_of(table: str) -> dict[str, Rule]:
    """Return the rules of a raw table by a name that is unique in it."""
    from ingest.sources.rulebook import RULES

    return {f"{rule.name}#{number}": rule for number, rule in enumerate(RULES[table]())}


@cache
def schema_of(table: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a raw table, built once."""
    import pandera.polars as pa

    layout = RAW_TABLES[table]
    columns = {
        name: pa.Column(kind, nullable=name not in layout.required)
        for name, kind in polars_types(table).items()
    }
    checks = [_check_of(name, rule) for name, rule in rules_of(table).items()]
    return pa.DataFrameSchema(columns, checks=checks, strict=True, name=table)


def _check_of(name: str, rule: Rule) -> pa.Check:
    import pandera.polars as pa

    def holds(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(rule.holds.fill_null(value=True))

    return pa.Check(holds, name=name, description=rule.name)


def validate(
    table: str,
    frame: pl.DataFrame,
    rejects: Sequence[Reject],
    document: Document,
) -> Checked:
    """Part the rows of one document into good ones and quarantine.

    Args:
        table: The raw table.
        frame: Typed rows with the column `row_id`.
        rejects: Rows that the parser could not type.
        document: Where they come from.

    Returns:
        Both parts; every row that came in is in exactly one of them.

    Raises:
        DocumentError: When the frame as a whole has other columns or types than the table.
    """
    import polars as pl

    failures = [*failures_of(table, frame, document.name), *_key_failures(table, frame)]
    bad = {row_id for row_id, _, _ in failures}
    found = [*rejects, *_further(table, rejects, document), *_rejects_of(frame, failures)]
    accepted = frame.filter(~pl.col(ROW_ID).is_in(sorted(bad)))
    quarantine = quarantine_frame(table, found, document)
    rows_in = frame.height + len({reject.row_id for reject in rejects})
    checked = Checked(accepted, quarantine, rows_in)
    if rows_in != accepted.height + checked.rows_quarantined:
        raise AssertionError(
            f"{table}: {rows_in} rows in, {accepted.height} accepted, "
            f"{checked.rows_quarantined} quarantined"
        )
    return checked


def withhold(table: str, checked: Checked, document: Document, check: str) -> Checked:
    """Move the good rows into quarantine too, under a check that names the reason."""
    import polars as pl

    rejects = [
        Reject(row[ROW_ID], _locator(row), None, check, None, row)
        for row in checked.accepted.iter_rows(named=True)
    ]
    added = quarantine_frame(table, rejects, document)
    both = pl.concat([checked.quarantine, added]).sort(ROW_ID, maintain_order=True)
    return Checked(checked.accepted.clear(), both, checked.rows_in)


def failures_of(table: str, frame: pl.DataFrame, where: str) -> list[tuple[int, str | None, str]]:
    """Return row id, column and check of every rule that a row breaks.

    Raises:
        DocumentError: When columns or types are not those of the table.
    """
    cases = _cases(table, frame, where)
    return [(row_id, *_named(table, column, check)) for row_id, column, check in cases]


def _cases(table: str, frame: pl.DataFrame, where: str) -> list[tuple[int, str | None, str]]:
    """Return row id, column and check of every failure, as the schema names its checks."""
    import pandera.errors

    try:
        schema_of(table).validate(frame.drop(ROW_ID), lazy=True)
    except pandera.errors.SchemaErrors as error:
        found: pl.DataFrame = error.failure_cases
    else:
        return []
    cases = found.select("index", "column", "check").rows()
    if any(index is None for index, _, _ in cases):
        raise _schema_error(table, where, found)
    row_ids = frame[ROW_ID]
    return [(row_ids[index], column, check) for index, column, check in cases]


def _named(table: str, column: str | None, check: str) -> tuple[str | None, str]:
    rule = rules_of(table).get(check)
    if rule is not None:
        return rule.column, rule.name
    return column, "required" if check == "not_nullable" else check


def _schema_error(table: str, where: str, cases: pl.DataFrame) -> DocumentError:
    import polars as pl

    whole = cases.filter(pl.col("index").is_null()).select("column", "check", "failure_case")
    shown = [" ".join(str(part) for part in row if part) for row in whole.head(3).rows()]
    return DocumentError(
        where,
        seen="; ".join(shown),
        expected=f"the columns and types of {table}",
        action="the parser of this source does not fit its raw table; mend one of the two",
    )


def _key_failures(table: str, frame: pl.DataFrame) -> list[tuple[int, str | None, str]]:
    """Find rows with a key that another row has: copies of a row, and rows that contradict it."""
    import polars as pl

    key = RAW_TABLES[table].key
    if not key or not frame.height:
        return []
    content = [name for name in frame.columns if name not in (ROW_ID, "locator", "note")]
    same_key = frame.filter(frame.select(key).is_duplicated())
    copies = ~same_key.select(pl.struct(content).is_first_distinct()).to_series()
    kept = same_key.filter(~copies)
    contradicting = kept.filter(kept.select(key).is_duplicated())[ROW_ID]
    return [
        *((row_id, key[0], DUPLICATE) for row_id in same_key.filter(copies)[ROW_ID]),
        *((row_id, key[0], CONFLICT) for row_id in contradicting),
    ]


def _further(table: str, rejects: Sequence[Reject], document: Document) -> list[Reject]:
    """Find what else is wrong with rows that the parser rejected: one bad cell hides no other.

    A rule that looks at a column that could not be read says nothing about the row.
    """
    rows = {reject.row_id: reject for reject in rejects if reject.typed is not None}
    if not rows:
        return []
    typed = {row_id: reject.typed or {} for row_id, reject in rows.items()}
    frame = frame_of(table, list(typed.values()), document, list(typed))
    failures = [
        (row_id, *_named(table, column, check))
        for row_id, column, check in _cases(table, frame, document.name)
        if _looks_at(table, column, check) <= typed[row_id].keys()
    ]
    return [
        replace(found, locator=rows[found.row_id].locator, row=rows[found.row_id].row)
        for found in _rejects_of(frame, failures)
    ]


def _looks_at(table: str, column: str | None, check: str) -> set[str]:
    rule = rules_of(table).get(check)
    return {str(column)} if rule is None else {rule.column, *rule.holds.meta.root_names()}


def _rejects_of(
    frame: pl.DataFrame, failures: Iterable[tuple[int, str | None, str]]
) -> list[Reject]:
    """Turn failed checks into rejects with the row as it stands in the frame."""
    import polars as pl

    by_row: dict[int, list[tuple[str | None, str]]] = {}
    for row_id, column, check in failures:
        checks = by_row.setdefault(row_id, [])
        if (column, check) not in checks and len(checks) < CHECKS_SHOWN_PER_ROW:
            checks.append((column, check))
    bad = frame.filter(pl.col(ROW_ID).is_in(sorted(by_row)))
    return [
        Reject(row[ROW_ID], _locator(row), column, check, _shown(row, column), row)
        for row in bad.iter_rows(named=True)
        for column, check in by_row[row[ROW_ID]]
    ]


def _locator(row: Mapping[str, Any]) -> str:
    return str(row.get("locator") or f"row {row[ROW_ID]}")


def _shown(row: Mapping[str, Any], column: str | None) -> str | None:
    value = row.get(column) if column else None
    return None if value is None else str(value)


def quarantine_frame(table: str, rejects: Iterable[Reject], document: Document) -> pl.DataFrame:
    """Make quarantine rows of rejected rows, ordered by row."""
    import polars as pl

    rows = [
        {
            "source": document.row.source,
            "raw_table": table,
            "document_key": document.key,
            "parser_version": document.versions.get(table, ""),
            "row_id": reject.row_id,
            "locator": reject.locator,
            "column_name": reject.column,
            "check_name": reject.check,
            "value": reject.value,
            "row_json": _json(reject.row),
        }
        for reject in rejects
    ]
    if not rows:
        return empty_frame("quarantine")
    frame = pl.DataFrame(rows, schema=polars_types("quarantine"))
    return frame.sort(ROW_ID, maintain_order=True)


def _json(row: Mapping[str, Any]) -> str:
    inner = {name: value for name, value in row.items() if name != ROW_ID and value is not None}
    return json.dumps(inner, ensure_ascii=False, default=_plain, sort_keys=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
