"""Parts and totals: goods of one level never exceed all goods, and the residual is not negative.

Codes of one level of a classification are disjoint; named groups and phrases may overlap, so that
each of them alone is at most the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import inf

from warehouse.reconcile.rows import Row, equation
from warehouse.reconcile.shares import TOTAL
from warehouse.reconcile.variables import Variable

#: Classifications whose codes of equal length are disjoint.
_DISJOINT = frozenset({"HS", "SITC3", "SITC"})


def part_rows(variables: Iterable[Variable]) -> list[Row]:
    """Return the rows that tie goods to all goods of the same books and period."""
    present = set(variables)
    levels = defaultdict[tuple[Variable, str], list[Variable]](list)
    for variable in sorted(present):
        total = variable._replace(commodity=TOTAL)
        if variable.commodity != TOTAL and total in present and not variable.is_free:
            levels[total, _level(variable.commodity)].append(variable)
    return [_row(total, level, parts) for (total, level), parts in sorted(levels.items())]


def _level(commodity: str) -> str:
    """Name the set of disjoint parts that goods belong to; overlapping ones stand alone."""
    classification, _, code = commodity.partition(":")
    if classification in _DISJOINT:
        return f"{classification}:{len(code)}"
    return classification if classification == "DISCLOSURE" else commodity


def _row(total: Variable, level: str, parts: list[Variable]) -> Row:
    if level == "DISCLOSURE" and len(parts) == 2:
        return equation("parts", total, *((part, 1) for part in parts))
    terms = ((total, 1.0), *((part, -1.0) for part in parts))
    return Row(terms, 0.0, inf, "residual")
