"""Identities between flows and between scopes within one set of books.

Turnover is exports plus imports, the balance is exports less imports, goods and services make
both. An identity is drawn only where at least two of its members are spoken of somewhere in the
same books; variables that it needs and nobody states are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from warehouse.reconcile.rows import Row, equation
from warehouse.reconcile.variables import NO_VALUATION, Variable

_CUSTOMS = frozenset({"fob", "cif", "mixed"})
_BOTH = "goods_and_services"


def close(
    stated: Iterable[Variable], guessed: Iterable[Variable] = ()
) -> tuple[set[Variable], list[Row]]:
    """Return all variables that identities need, and the identities.

    Args:
        stated: Variables that assertions speak of.
        guessed: Those whose scope nobody states: a guess ties no goods to services.
    """
    loose = {_at(variable) for variable in guessed if variable.scope == _BOTH}
    variables, rows = set(stated), dict[tuple[str, Variable], Row]()
    while True:
        found = {**_scope_rows(variables, loose), **_flow_rows(variables)}
        rows.update(found)
        grown = variables.union(*(row.variables for row in found.values()))
        if grown == variables:
            return variables, [rows[key] for key in sorted(rows)]
        variables = grown


def _scope_rows(variables: set[Variable], loose: set[Hashable]) -> dict[tuple[str, Variable], Row]:
    """Goods and services make both."""
    scopes = defaultdict[Hashable, set[str]](set)
    for variable in variables:
        scopes[_books(variable)].add(variable.scope)
    totals = {v for v in variables if v.scope == _BOTH and len(scopes[_books(v)]) > 1}
    totals |= {
        v._replace(scope=_BOTH)
        for v in variables
        if v.scope == "goods" and _services(v) in variables
    }
    return {
        ("goods_and_services", total): equation(
            "goods_and_services", total, (total._replace(scope="goods"), 1), (_services(total), 1)
        )
        for total in totals
        if _at(total) not in loose
    }


def _at(variable: Variable) -> Hashable:
    """Return the books and the period of a variable."""
    return _books(variable), variable.start, variable.end


def _books(v: Variable) -> Hashable:
    """What shares one set of books, whatever its flow, scope and period."""
    is_said = v.scope != "unspecified"
    return v.first, v.second, is_said, v.basis, v.commodity, v.books, v.unit, v.status


def _services(variable: Variable) -> Variable:
    return variable._replace(scope="services", valuation=NO_VALUATION)


def _flow_rows(variables: set[Variable]) -> dict[tuple[str, Variable], Row]:
    """Turnover is exports plus imports, the balance exports less imports."""
    flows = defaultdict[Hashable, set[str]](set)
    for variable in variables:
        flows[_system(variable)].add(variable.flow)
    totals = {
        v for v in variables if v.flow in ("turnover", "balance") and len(flows[_system(v)]) > 1
    }
    for export in variables:
        totals |= _totals(export, variables) if export.flow == "export" else set()
    return dict(row for total in totals if (row := _flow_row(total)) is not None)


def _system(v: Variable) -> Hashable:
    """What shares books, scope and a system of valuation."""
    system = "customs" if v.valuation in _CUSTOMS else v.valuation
    return v.first, v.second, v.scope, v.basis, v.commodity, v.books, system, v.unit, v.status


def _totals(export: Variable, variables: set[Variable]) -> set[Variable]:
    """Return turnover and balance that an export gives together with the import beside it."""
    for valuation in (export.valuation, "mixed"):
        total = export._replace(flow="turnover", valuation=valuation)
        sold, bought = _legs(total) or (None, None)
        if sold == export and bought in variables:
            return {total, total._replace(flow="balance")}
    return set()


def _legs(total: Variable) -> tuple[Variable, Variable] | None:
    """Return the export and the import that a turnover or balance is made of.

    A mixed figure has exports free on board and imports with freight, as its own books count.
    """
    sold, bought = total._replace(flow="export"), total._replace(flow="import")
    if total.valuation != "mixed":
        return sold, bought
    if total.books == total.first:
        return sold._replace(valuation="fob"), bought._replace(valuation="cif")
    if total.books == total.second:
        return sold._replace(valuation="cif"), bought._replace(valuation="fob")
    return None


def _flow_row(total: Variable) -> tuple[tuple[str, Variable], Row] | None:
    legs = _legs(total)
    if legs is None:
        return None
    sign = 1 if total.flow == "turnover" else -1
    return (total.flow, total), equation(total.flow, total, (legs[0], 1), (legs[1], sign))
