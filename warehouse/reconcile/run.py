"""The one door of the room: assertions in, the tables of reconciliation out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.reconcile import cache, contract, tables
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
from warehouse.reconcile.solve import Solution, solve
from warehouse.reconcile.statements import BROKEN, Statements, state
from warehouse.reconcile.timeline import add_up
from warehouse.reconcile.variables import Variable
from warehouse.reconcile.verdicts import judge


@dataclass
class Reconciled:
    """The tables by name, and how many components had to be solved.

    Attributes:
        tables: `reconciliation`, `reconciliation_input`, `disagreement`, `growth`, `book`,
            `constraint` and `component`.
        solved: Components that no cache knew.
        reused: Components whose solution was taken from the cache.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    solved: int = 0
    reused: int = 0

    def write(self, folder: Path) -> None:
        """Write every table as one Parquet file named `<table>.parquet`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in self.tables.items():
            temporary = folder / f".{name}.tmp"
            table.write_parquet(temporary, compression="zstd")
            temporary.replace(folder / f"{name}.parquet")


def reconcile(
    assertions: pl.DataFrame,
    rates: pl.DataFrame | None = None,
    *,
    method: Method | None = None,
    as_of: datetime | None = None,
    cache_file: Path | None = None,
) -> Reconciled:
    """Reconcile all assertions.

    Args:
        assertions: With the columns of `int_assertion`.
        rates: Exchange rates with the columns of `contract.RATE_COLUMNS`.
        method: What is assumed; the current version by default.
        as_of: Knowledge date; only what was known then counts. By default every row counts.
        cache_file: Where solutions are kept from run to run.

    Raises:
        UsageError: If a column is missing.
    """
    chosen = method or Method()
    known = assertions if as_of is None else contract.known_on(assertions, as_of)
    said = state(contract.read(known), chosen)
    components = components_of(said, chosen)
    result = Reconciled()
    solutions = _solutions(components, chosen, cache_file, result)
    outcome = Outcome(said, components, solutions)
    result.tables = _tables(outcome, Rates(rates), chosen, as_of)
    return result


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


def _solutions(
    components: list[Component], method: Method, file: Path | None, result: Reconciled
) -> list[Solution]:
    """Solve what no earlier run has solved, and keep the solutions for the next."""
    earlier = cache.load(file) if file else {}
    found = []
    for component in components:
        solution = earlier.get(component.key)
        result.reused += solution is not None
        result.solved += solution is None
        found.append(solution or solve(component, method))
    if file:
        keys = (component.key for component in components)
        cache.save(file, dict(zip(keys, found, strict=True)))
    return found


def _tables(
    outcome: Outcome, rates: Rates, method: Method, as_of: datetime | None
) -> dict[str, pl.DataFrame]:
    stamp = {"as_of": as_of, "method_key": method.key, "method_version": method.version}
    pairs = list(disagreements(outcome, rates, method))
    by_place = tables.pairs_by_place(pairs, outcome)
    rows: dict[str, list[dict[str, Any]]] = {"reconciliation": [], "book": []}
    inputs = list[dict[str, Any]]()
    for place in places(outcome, rates, method):
        key = short_hash(*place.key, as_of, method.key)
        answer = judge(place, by_place.get(place.key, []), outcome)
        rows["reconciliation"].append(tables.place_row(place, answer, key) | stamp)
        rows["book"] += tables.book_rows(place, key)
        inputs += tables.input_rows(place, answer, key, outcome, rates)
    rows["reconciliation_input"] = [*inputs, *_homeless(outcome)]
    rows["disagreement"] = [pair | stamp for pair in pairs]
    rows["growth"] = [row | stamp for row in growth_rows(outcome)]
    rows["component"] = [row | stamp for row in _reports(outcome)]
    rows["constraint"] = [*_constraints(outcome), *link_rows(outcome, method)]
    return {name: frame(name, found) for name, found in sorted(rows.items())}


def _homeless(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Return the part of assertions that speak of no slice: they are not dropped in silence."""
    for key, assertion in outcome.said.assertions.items():
        if key not in outcome.said.subject:
            yield tables.part_row(assertion, outcome)


def _reports(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for component, solution in zip(outcome.components, outcome.solutions, strict=True):
        yield tables.component_row(component, solution)
    for key, reason in outcome.said.refused.items():
        if reason in BROKEN:
            yield tables.broken_row(outcome.said.assertions[key], reason)


def _constraints(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for component, solution in zip(outcome.components, outcome.solutions, strict=True):
        yield from tables.constraint_rows(component, solution)
