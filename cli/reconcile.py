"""`tradebooks reconcile`: what can be known of a pair's trade, from all that is said of it."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cli.console import show_table
from tradebooks.errors import UsageError
from tradebooks.settings import Settings

if TYPE_CHECKING:
    import polars as pl


def answer(pair: str, period: str | None, as_of: date | None, *, as_json: bool) -> int:
    """Reconcile the assertions of one pair and print the answers; return the exit code.

    Args:
        pair: Two codes joined by a hyphen, `BLR-RUS`.
        period: Label of one period; without it all of them.
        as_of: Only what was known at the end of that day counts.
        as_json: Print one object a line instead of sentences.

    Raises:
        UsageError: If the pair has no assertion, or nothing was built yet.
    """
    from warehouse.reconcile.run import reconcile

    assertions, rates = _read(pair)
    moment = datetime.combine(as_of, time.max) if as_of else None
    found = reconcile(assertions, rates, as_of=moment)["reconciliation"]
    rows = [
        row
        for row in found.sort("period_start", "flow", "scope", "commodity_key").to_dicts()
        if row["verdict"] != "no_data" and period in (None, row["period_key"])
    ]
    if as_json:
        for row in rows:
            print(json.dumps(row, default=str, ensure_ascii=False))
        return 0
    show_table(f"{pair}: {len(rows)} answers", ("verdict", "answer"), map(_line, rows))
    return 0


def _line(row: dict[str, Any]) -> tuple[str, str]:
    return row["verdict"].replace("_", " "), row["sentence"]


def _read(pair: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the assertions of a pair, and the exchange rates, from the last build."""
    import duckdb

    from orchestration.dbt import build_file

    first, separator, second = pair.upper().partition("-")
    file = build_file(Settings())
    if not separator or not file.exists():
        raise UsageError(
            f"pair {pair}",
            seen="one code" if file.exists() else "no build yet",
            expected="two codes joined by a hyphen, and a finished load",
            action="for instance: tradebooks run, then: tradebooks reconcile BLR-RUS",
        )
    with duckdb.connect(str(file), read_only=True) as con:
        assertions = con.execute(
            "select * from intermediate.int_assertion "
            "where is_plausible "
            "and list_contains($pair, reporter) and list_contains($pair, partner)",
            {"pair": [first, second]},
        ).pl()
        rates = con.execute("select * from intermediate.int_fx_rate").pl()
    if assertions.is_empty():
        raise UsageError(
            f"pair {pair}",
            seen="no assertion about these two",
            expected="a pair that a source or an article speaks of",
            action="`select distinct reporter, partner from bi.trade_values` lists the pairs",
        )
    return assertions, rates
