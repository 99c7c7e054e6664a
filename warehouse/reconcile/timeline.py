"""Identities between periods: what overlaps is cut into pieces that add up.

Months add up to quarters, halves, years and years to date; a year is at least its first months.
Every period is written once as the sum of as few shorter ones as will do. A stretch of time that
nobody speaks of but that lies between two periods, such as the last month of a year, becomes a
variable of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from warehouse.reconcile.rows import Row, equation
from warehouse.reconcile.variables import Variable

Span = tuple[date, date]
_DAY = timedelta(days=1)


def add_up(variables: Iterable[Variable]) -> tuple[set[Variable], list[Row]]:
    """Return the stretches between periods, and the rows that make each period of shorter ones."""
    series = defaultdict[Variable, set[Span]](set)
    for variable in variables:
        nothing = variable._replace(start=date.min, end=date.min)
        series[nothing].add((variable.start, variable.end + _DAY))
    pieces, rows = set[Variable](), list[Row]()
    for line in sorted(series):
        for total, parts in _sums(series[line]):
            row = equation("periods", _at(line, total), *((_at(line, part), 1) for part in parts))
            rows.append(row)
            pieces.update(row.variables)
    return pieces, rows


def _at(line: Variable, span: Span) -> Variable:
    return line._replace(start=span[0], end=span[1] - _DAY)


def _sums(spans: set[Span]) -> Iterator[tuple[Span, list[Span]]]:
    for cluster in _clusters(spans):
        if len(cluster) > 1:
            bounds = sorted({day for span in cluster for day in span})
            pieces = set(pairwise(bounds)) - cluster
            for span in sorted(cluster):
                parts = _fewest(span, cluster, pieces)
                if parts:
                    yield span, parts


def _clusters(spans: set[Span]) -> Iterator[set[Span]]:
    """Group periods that overlap, directly or through others."""
    group, end = set[Span](), date.min
    for span in sorted(spans):
        if group and span[0] >= end:
            yield group
            group = set()
        group.add(span)
        end = max(end, span[1])
    yield group


def _fewest(span: Span, stated: set[Span], pieces: set[Span]) -> list[Span]:
    """Return the fewest shorter spans that tile a span; stated ones are preferred."""
    inside = [
        (part, part not in stated)
        for part in (*stated, *pieces)
        if span[0] <= part[0] and part[1] <= span[1] and part != span
    ]
    best: dict[date, tuple[int, int, list[Span]]] = {span[0]: (0, 0, [])}
    for part, is_made in sorted(inside):
        if part[0] in best:
            count, made, path = best[part[0]]
            reached = (count + 1, made + is_made, [*path, part])
            best[part[1]] = min(best.get(part[1], reached), reached)
    return best.get(span[1], (0, 0, []))[2]
