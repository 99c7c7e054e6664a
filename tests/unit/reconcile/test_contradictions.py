"""Forty-nine contradictions found in the press: which identity shows each, or why none can."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.reconcile.contradictions import CASES, Case
from tests.unit.reconcile.made import table
from warehouse.reconcile.run import reconcile

CHECKABLE = [number for number, case in CASES.items() if case.identity]
SILENT = [n for n, case in CASES.items() if case.agree or (case.why_not and case.rows)]


def _tables(case: Case) -> dict[str, pl.DataFrame]:
    return reconcile(table(*case.rows))


def _named(case: Case) -> set[str]:
    """What the engine names: broken identities, and what pairs of numbers differ in."""
    tables = _tables(case)
    named = set[str]()
    for report in tables["component"].iter_rows(named=True):
        named.update(report["broken_identities"].split(","))
        named.update(_of_cores(tables, report))
    for pair in tables["disagreement"].iter_rows(named=True):
        named.update(_of_pair(tables, pair))
    return named


def _of_cores(tables: dict[str, pl.DataFrame], report: dict[str, Any]) -> set[str]:
    """Rates that exclude each other are a matter of growth even where levels clash as well."""
    suspects = tables["reconciliation_input"].filter(
        pl.col("component_key").eq(report["component_key"]) & pl.col("is_in_conflict")
    )
    return {"growth"} if "growth_pct" in suspects["measure"].to_list() else set()


def _of_pair(tables: dict[str, pl.DataFrame], pair: dict[str, Any]) -> set[str]:
    if pair["measure"] == "growth_pct":
        return {"same_rate", pair["reason"]}
    is_two_sides = "side" in (pair["reason"], pair["partly_explained_by"])
    return {pair["reason"], "mirror" if is_two_sides else "same_quantity"}


def test_every_row_is_there():
    assert len(CASES) == 49
    assert all(bool(case.identity) != bool(case.why_not) for case in CASES.values())


def test_nine_in_ten_checkable_rows_are_named_rightly():
    missed = [n for n in CHECKABLE if not CASES[n].agree and not _is_right(n)]
    wanted = [n for n in CHECKABLE if not CASES[n].agree]
    assert len(missed) <= len(wanted) / 10, missed


def _is_right(number: int) -> bool:
    return CASES[number].identity in _named(CASES[number])


@pytest.mark.parametrize("number", SILENT)
def test_no_conflict_where_rounding_or_scope_explains(number: int):
    tables = _tables(CASES[number])
    assert "conflict" not in tables["reconciliation"]["verdict"].to_list()
    assert set(tables["component"]["status"]) <= {"solved"}


@pytest.mark.parametrize("number", [n for n, c in CASES.items() if c.agree and n not in (22, 38)])
def test_what_explains_is_named(number: int):
    assert _is_right(number), _named(CASES[number])


def test_a_slip_of_the_unit_is_named():
    rows = _tables(CASES[43])["reconciliation"].filter(pl.col("verdict") == "conflict")
    assert rows["main_reason"].to_list() == ["unit"]


def test_the_misprint_is_set_aside():
    report = _tables(CASES[41])["component"].row(0, named=True)
    assert report["set_aside"] == "body"
