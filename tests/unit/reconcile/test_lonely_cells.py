"""What is not reconciled: subheadings that one publisher alone prints, editions that stand back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.unit.reconcile.made import say, table
from warehouse.reconciliation import Reconciliation

_NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
_OPEN = datetime(9999, 12, 31, tzinfo=UTC)


def cell(key: str, commodity: str = "HS:010121", **fields: Any) -> dict[str, Any]:
    """Return a cell of Comtrade in Belarus's books, or others."""
    others: dict[str, Any] = {"origin": "observation", "source": "comtrade", **fields}
    return say(key, "2", "2024", "export", commodity_key=commodity, document="cells") | others


def reconciled(rows: list[dict[str, Any]], folder: Path) -> set[str]:
    """Return the keys of the assertions that were reconciled."""
    build = folder / "build.duckdb"
    key = pl.col("assertion_key").str
    stood_back_to = (
        pl.when(key.starts_with("behind"))
        .then(pl.lit(_OPEN.replace(tzinfo=None)))
        .when(key.starts_with("again"))
        .then(pl.lit(_NEWEST.replace(tzinfo=None)))
    )
    found = table(*rows).with_columns(
        is_plausible=pl.lit(value=True),
        is_converted=key.ends_with("converted"),
        is_current=~key.ends_with("replaced"),
        alternate_to=stood_back_to,
    )
    rates = pl.DataFrame(schema=dict.fromkeys(_RATES, pl.String))
    with duckdb.connect(str(build)) as con:
        con.register("assertions", found.to_arrow())
        con.register("rates", rates.to_arrow())
        con.execute("create schema intermediate")
        con.execute("create table intermediate.int_assertion as from assertions")
        con.execute("create table intermediate.int_fx_rate as from rates")
    kept = Reconciliation(folder / "reconciliation")
    kept.run(build, _NEWEST)
    parts = pl.read_parquet(kept.answers / "reconciliation_input.parquet")
    return set(parts["assertion_key"])


_RATES = ("currency", "quote_currency", "period_start", "period_end", "rate_type", "rate", "source")
_ALONE = cell("alone")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], set(), id="nobody else"),
        pytest.param([cell("later")], set(), id="the same publisher again"),
        pytest.param([cell("pig", "HS:010310")], set(), id="another subheading"),
        pytest.param([cell("chapter", "HS:01")], {"chapter"}, id="its chapter"),
        pytest.param([cell("all", "TOTAL")], {"all"}, id="all goods"),
        pytest.param(
            [cell("mirror", reporter="RUS", partner="BLR")], {"alone", "mirror"}, id="the mirror"
        ),
        pytest.param([cell("wits", source="wits")], {"alone", "wits"}, id="another publisher"),
        pytest.param([cell("said", origin="claim")], {"alone", "said"}, id="a statement"),
        pytest.param(
            [cell("far", reporter="KAZ", partner="RUS", source="wits")], set(), id="another pair"
        ),
    ],
)
def test_a_subheading_is_reconciled_where_another_speaks_of_it(
    others: list[dict[str, Any]], expected: set[str], tmp_path: Path
) -> None:
    assert reconciled([_ALONE, *others], tmp_path) == expected


def test_of_several_editions_the_preferred_one_is_reconciled(tmp_path: Path) -> None:
    """What was current before another edition replaced it was known then."""
    keys = ("preferred", "behind", "behind converted", "behind and replaced", "again converted")
    rows = [cell(key, "HS:0101") for key in keys]
    assert reconciled(rows, tmp_path) == {"preferred", "behind and replaced", "again converted"}
