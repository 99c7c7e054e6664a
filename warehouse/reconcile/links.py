"""Soft links between different books: they are looked at, and never force an answer.

The export that one side counts and the import that the other counts are one flow; the import may
exceed the export by freight and insurance, within the band of the method.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.reconcile.keys import short_hash
from warehouse.reconcile.method import Method
from warehouse.reconcile.outcome import Outcome
from warehouse.reconcile.variables import OUTTURN, Variable


def link_rows(outcome: Outcome, method: Method) -> Iterator[dict[str, Any]]:
    """Return one constraint row per export that both sides' books know."""
    for export in sorted(outcome.known):
        if export.flow in ("export", "import") and export.books == export.exporter:
            for mirror in _mirrors(export, outcome):
                yield _row(export, mirror, outcome, method)


def _mirrors(export: Variable, outcome: Outcome) -> Iterator[Variable]:
    """Return the same flow in the importer's books."""
    if export.status != OUTTURN:
        return
    for valuation in ("cif", "unspecified", "bop", "none"):
        mirror = export._replace(books=export.importer, valuation=valuation)
        if mirror in outcome.known:
            yield mirror


def _row(export: Variable, mirror: Variable, outcome: Outcome, method: Method) -> dict[str, Any]:
    least, most = method.band(export.exporter, export.importer)
    sold, bought = outcome.known[export], outcome.known[mirror]
    holds = bought.low < sold.high * most and sold.low * least < bought.high
    label = f"{export.period_key} {export.scope} {export.commodity} {export.unit}"
    expression = f"import by {mirror.books} / export by {export.books}, {label}"
    return {
        "constraint_key": short_hash(*export, *mirror),
        "component_key": sold.component,
        "identity": "cif_fob_band",
        "assertion_key": None,
        "expression": expression,
        "low": least,
        "high": most,
        "is_soft": True,
        "is_broken": not holds,
    }
