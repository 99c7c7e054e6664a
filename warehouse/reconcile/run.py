"""The one door of the room: assertions in, the tables of reconciliation out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.reconcile import contract
from warehouse.reconcile import tables as rows_of
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.components import Component, split
from warehouse.reconcile.disagreement import disagreements
from warehouse.reconcile.frames import frame
from warehouse.reconcile.growth import growth_rows
from warehouse.reconcile.identities import close
from warehouse.reconcile.keys import short_hash
from warehouse.reconcile.links import link_rows
from warehouse.reconcile.method import Method
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.parts import part_rows
from warehouse.reconcile.places import places
from warehouse.reconcile.rates import Rates
from warehouse.reconcile.statements import BROKEN, Statements, state
from warehouse.reconcile.timeline import add_up
from warehouse.reconcile.variables import Variable
from warehouse.reconcile.verdicts import judge

Tables = dict[str, pl.DataFrame]


def reconcile(
    assertions: pl.DataFrame,
    rates: pl.DataFrame | None = None,
    *,
    method: Method | None = None,
    as_of: datetime | None = None,
    solutions: Solutions | None = None,
) -> Tables:
    """Reconcile all assertions.

    Args:
        assertions: With the columns of `int_assertion`.
        rates: Exchange rates with the columns of `contract.RATE_COLUMNS`.
        method: What is assumed; the current version by default.
        as_of: Knowledge date; only what was known then counts. By default every row counts.
        solutions: Of earlier runs, so that only what has changed is solved.

    Returns:
        The tables of `frames.SCHEMAS` by name.

    Raises:
        UsageError: If a column is missing.
    """
    chosen, kept = method or Method(), solutions or Solutions()
    known = assertions if as_of is None else contract.known_on(assertions, as_of)
    said = state(contract.read(known), chosen)
    components = components_of(said, chosen)
    solved = [kept.of(component, chosen) for component in components]
    outcome = Outcome(said, components, solved)
    return _tables(outcome, Rates(known_rates(rates, as_of)), chosen, as_of)


def known_rates(rates: pl.DataFrame | None, as_of: datetime | None) -> pl.DataFrame | None:
    """Keep the rates that were known at a moment, if they say when they were."""
    is_dated = rates is not None and {"known_from", "known_to"} <= set(rates.columns)
    if rates is None or as_of is None or not is_dated:
        return rates
    return contract.known_on(rates, as_of)


def write(tables: Tables, folder: Path) -> None:
    """Write every table as one Parquet file named `<table>.parquet`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        temporary = folder / f".{name}.tmp"
        table.write_parquet(temporary, compression="zstd")
        temporary.replace(folder / f"{name}.parquet")


def components_of(said: Statements, method: Method) -> list[Component]:
    """Draw the identities around the statements and cut all of it into components."""
    stated = {variable for row in said.rows for variable in row.variables}
    stated.update(said.subject[key] for key in said.subject if key not in said.refused)
    variables, identities = close(stated, _guessed(said))
    pieces, sums = add_up(variables)
    variables |= pieces
    rows = [*said.rows, *identities, *sums, *part_rows(variables)]
    return split(variables, rows, said.weights, said.order, method.key)


def _guessed(said: Statements) -> set[Variable]:
    """Return the variables whose scope was inferred by all who speak of them."""
    used = {key: said.subject[key] for key in said.subject if key not in said.refused}
    certain = {v for key, v in used.items() if "scope" not in said.assertions[key].guesses}
    return set(used.values()) - certain


def _tables(outcome: Outcome, rates: Rates, method: Method, as_of: datetime | None) -> Tables:
    stamp = {"as_of": as_of, "method_key": method.key, "method_version": method.version}
    pairs = list(disagreements(outcome, rates, method))
    by_place = rows_of.pairs_by_place(pairs, outcome)
    rows: dict[str, list[dict[str, Any]]] = {"reconciliation": [], "book": []}
    inputs = list[dict[str, Any]]()
    for place in places(outcome, rates, method):
        key = short_hash(*place.key, as_of, method.key)
        answer = judge(place, by_place.get(place.key, []), outcome)
        rows["reconciliation"].append(rows_of.place_row(place, answer, key))
        rows["book"] += rows_of.book_rows(place, key)
        inputs += rows_of.input_rows(place, answer, key, outcome, rates)
    rows["reconciliation_input"] = [*inputs, *_homeless(outcome)]
    rows["disagreement"] = pairs
    rows["growth"] = list(growth_rows(outcome))
    rows["component"] = list(_reports(outcome))
    rows["constraint"] = [*_constraints(outcome), *link_rows(outcome, method)]
    return {name: frame(name, [row | stamp for row in found]) for name, found in rows.items()}


def _homeless(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Return the part of assertions that speak of no slice: they are not dropped in silence."""
    for key, assertion in outcome.said.assertions.items():
        if key not in outcome.said.subject:
            yield rows_of.part_row(assertion, outcome)


def _reports(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for component, solution in zip(outcome.components, outcome.solutions, strict=True):
        yield rows_of.component_row(component, solution)
    for key, reason in outcome.said.refused.items():
        if reason in BROKEN:
            yield rows_of.broken_row(outcome.said.assertions[key], reason)


def _constraints(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for component, solution in zip(outcome.components, outcome.solutions, strict=True):
        yield from rows_of.constraint_rows(component, solution)
