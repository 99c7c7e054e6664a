"""Groups of pairs that no constraint ties to any other, and what is new in each of them.

Constraints never leave a pair of countries, but for a share of a country's trade with the world,
which ties the pair to that trade. So a group is reconciled anew only when something new is known
of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import polars as pl

from warehouse.reconcile import contract
from warehouse.reconcile.shares import WORLD
from warehouse.reconcile.variables import ordered


def grouped(assertions: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the assertions by the name of their group, such as `BLR-RUS`.

    The groups are drawn from all assertions, so that they are the same at every date.
    """
    pairs = assertions.select("reporter", "partner").unique()
    names = {pair: "-".join(_named(*pair)) for pair in pairs.iter_rows()}
    _tie(names, assertions)
    labels = pl.DataFrame(
        [(*pair, name) for pair, name in names.items()],
        schema={"reporter": pl.String, "partner": pl.String, "group": pl.String},
        orient="row",
    )
    joined = assertions.join(labels, on=["reporter", "partner"], how="left", nulls_equal=True)
    parts = joined.partition_by("group", as_dict=True, include_key=False)
    return {str(name[0]): part for name, part in sorted(parts.items())}


def _named(reporter: str | None, partner: str | None) -> tuple[str, str]:
    if reporter and partner:
        return ordered(reporter, partner)
    return reporter or "?", partner or "?"


def _tie(names: dict[tuple[str | None, ...], str], assertions: pl.DataFrame) -> None:
    """Give one name to the pairs that a share of a country's trade with the world ties."""
    shares = assertions.filter(pl.col("measure").eq("share_pct") & pl.col("share_of").eq("total"))
    for reporter, partner in sorted(
        shares.select("reporter", "partner").drop_nulls().unique().rows()
    ):
        world = names.setdefault((reporter, WORLD), "-".join(ordered(reporter, WORLD)))
        tied = {names[reporter, partner], world}
        names.update({pair: min(tied) for pair, name in names.items() if name in tied})


def news(assertions: pl.DataFrame, newest: datetime) -> Iterator[datetime]:
    """Return the ends of months at which other things were known than before, and the newest."""
    before = frozenset[str]()
    for moment in (*_month_ends(assertions, newest), newest):
        known = frozenset(contract.known_on(assertions, moment)["assertion_key"])
        if known != before:
            yield moment
        before = known


def _month_ends(assertions: pl.DataFrame, newest: datetime) -> Iterator[datetime]:
    """Return the last instants of the months in which something became known or was replaced."""
    moments = pl.concat([assertions["known_from"], assertions["known_to"]]).drop_nulls()
    months = moments.filter(moments < newest).dt.truncate("1mo").unique().sort()
    for start in months.to_list():
        year, month = start.year + start.month // 12, start.month % 12 + 1
        end = start.replace(year=year, month=month) - timedelta(microseconds=1)
        if end < newest:
            yield end
