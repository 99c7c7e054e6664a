"""Reconciliation as of many dates: the newest, and the ends of the months before it."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from warehouse.reconcile import contract
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.frames import SCHEMAS, frame
from warehouse.reconcile.groups import grouped, news
from warehouse.reconcile.method import Method
from warehouse.reconcile.pages import Pages, page_key
from warehouse.reconcile.run import Tables, known_rates, reconcile

_GROUP = {"pair_group": pl.String(), "is_newest": pl.Boolean()}


def reconcile_history(
    assertions: pl.DataFrame,
    rates: pl.DataFrame | None,
    newest: datetime,
    *,
    method: Method | None = None,
    solutions: Solutions | None = None,
    pages: Pages | None = None,
) -> Tables:
    """Reconcile what was known at every month's end, and now.

    A group of pairs has rows at a date only if something was new there: what was known on a day is
    what the group's last date up to that day says. Its last date of all is marked `is_newest`.

    Args:
        assertions: With the columns of `int_assertion`.
        rates: Exchange rates; None for none.
        newest: The newest manifest time.
        method: What is assumed.
        solutions: Of earlier runs, so that only what has changed is solved.
        pages: Of earlier runs, so that only what has changed is made anew.
    """
    chosen, kept, known_pages = method or Method(), solutions or Solutions(), pages or Pages()
    found = [no_rows()]
    for group, said in grouped(assertions).items():
        dates = list(news(said, newest))
        for moment in dates:
            known, rates_then = contract.known_on(said, moment), known_rates(rates, moment)
            page = known_pages.find(group, moment, page_key(known, rates_then, chosen))
            if page is None:
                page = reconcile(known, rates_then, method=chosen, as_of=moment, solutions=kept)
            found.append(_marked(page, group, is_newest=moment == dates[-1]))
    tables = {name: pl.concat([page[name] for page in found]) for name in SCHEMAS}
    kept.save(tables["component"]["component_key"].unique().to_list())
    known_pages.save(tables)
    return tables


def no_rows() -> Tables:
    """Return every table of a history with its columns and no row."""
    return _marked({name: frame(name, []) for name in SCHEMAS}, "", is_newest=False)


def _marked(tables: Tables, group: str, *, is_newest: bool) -> Tables:
    """Say on every row which group it belongs to and whether it is the group's last word."""
    marks = {"pair_group": group, "is_newest": is_newest}
    columns = [pl.lit(marks[name], dtype=dtype).alias(name) for name, dtype in _GROUP.items()]
    return {name: table.with_columns(columns) for name, table in tables.items()}
