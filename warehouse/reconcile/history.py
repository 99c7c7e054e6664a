"""Reconciliation as of many dates: the newest, and the ends of the months before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from warehouse.reconcile import contract
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.method import Method
from warehouse.reconcile.run import Tables, reconcile


def reconcile_history(
    assertions: pl.DataFrame,
    rates: pl.DataFrame | None,
    newest: datetime,
    *,
    method: Method | None = None,
    cache_file: Path | None = None,
) -> Tables:
    """Reconcile what was known at every month's end, and now.

    A month's end at which nothing else was known than at the one before has no rows: what was
    known on a day is what the last date up to that day says.

    Args:
        assertions: With the columns of `int_assertion`.
        rates: Exchange rates; None for none.
        newest: The newest manifest time.
        method: What is assumed.
        cache_file: Where solutions are kept from run to run.
    """
    kept, found = Solutions(cache_file), list[Tables]()
    for moment in knowledge_dates(assertions, newest):
        found.append(reconcile(assertions, rates, method=method, as_of=moment, solutions=kept))
    kept.save()
    return {name: pl.concat([tables[name] for tables in found]) for name in found[0]}


def knowledge_dates(assertions: pl.DataFrame, newest: datetime) -> list[datetime]:
    """Return the months' ends at which something new was known, and the newest time."""
    dates, before = list[datetime](), frozenset[str]()
    for moment in _month_ends(assertions, newest):
        known = frozenset(contract.known_on(assertions, moment)["assertion_key"])
        if known != before:
            dates.append(moment)
        before = known
    return [*dates, newest]


def _month_ends(assertions: pl.DataFrame, newest: datetime) -> Iterator[datetime]:
    """Return the last instants of months from the first that anything was known in."""
    first = assertions["known_from"].min()
    if not isinstance(first, datetime):
        return
    year, month = first.year, first.month
    while True:
        year, month = (year + month // 12, month % 12 + 1)
        end = datetime(year, month, 1, tzinfo=first.tzinfo) - timedelta(microseconds=1)
        if end >= newest:
            return
        yield end
