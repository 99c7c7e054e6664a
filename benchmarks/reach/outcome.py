"""What a load is compared by: rows accepted, rows rejected, the sum of the accepted values."""

from __future__ import annotations

import json

import duckdb


def report(good: str, bad: str, row_key: str) -> None:
    """Print the outcome of a load whose good and bad rows lie in these Parquet files."""
    with duckdb.connect() as con:
        accepted, value = con.execute(
            f"select count(*), round(sum(primary_value_usd)) from read_parquet('{good}')"
        ).fetchall()[0]
        (rejected,) = con.execute(
            f"select count(*) from (select distinct {row_key} from read_parquet('{bad}'))"
        ).fetchall()[0]
    print(json.dumps({"accepted": accepted, "rejected": rejected, "value": value}))
