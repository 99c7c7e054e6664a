"""The cheapest choice that takes something out of every set, as a small integer programme."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

from warehouse.reconcile.program import SolverError

#: How much a later key costs more than an earlier one: less than any step of the ladder.
_TIE = 1e-6
#: What a statement of no weight costs.
_LEAST = 1e-3


def least_hitting_set(
    sets: Sequence[frozenset[str]], weights: dict[str, float], ranks: dict[str, int]
) -> frozenset[str]:
    """Return the members of least total weight that meet every set; ranks break ties.

    Raises:
        SolverError: If the solver does not find the optimum.
    """
    return frozenset[str]().union(*(_least(group, weights, ranks) for group in _apart(sets)))


def _apart(sets: Sequence[frozenset[str]]) -> list[list[frozenset[str]]]:
    """Group the sets that share members, directly or by others: groups are chosen from alone."""
    groups = list[tuple[set[str], list[frozenset[str]]]]()
    for one in sets:
        touching = [group for group in groups if group[0] & one]
        groups = [group for group in groups if not group[0] & one]
        members = set(one).union(*(names for names, _ in touching))
        groups.append((members, [*(s for _, held in touching for s in held), one]))
    return [held for _, held in groups]


def _least(
    sets: Sequence[frozenset[str]], weights: dict[str, float], ranks: dict[str, int]
) -> frozenset[str]:
    names = sorted(frozenset.union(*sets), key=lambda name: ranks[name])
    if len(sets) == 1:
        return frozenset({min(names, key=lambda name: (weights[name], ranks[name]))})
    costs = [
        max(weights[name], _LEAST) * (1 + _TIE * place / len(names))
        for place, name in enumerate(names)
    ]
    chosen = _solve(np.array(costs), [[names.index(name) for name in one] for one in sets])
    return frozenset(name for name, take in zip(names, chosen, strict=True) if take > 0.5)


def _solve(costs: np.ndarray, sets: list[list[int]]) -> list[float]:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(sets)
    model.col_cost_ = costs
    model.col_lower_, model.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    model.row_lower_ = np.ones(len(sets))
    model.row_upper_ = np.full(len(sets), highspy.kHighsInf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, sets)]).astype(np.int32)
    model.a_matrix_.index_ = np.array([n for one in sets for n in sorted(one)], dtype=np.int32)
    model.a_matrix_.value_ = np.ones(sum(map(len, sets)))
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverError("the choice of statements to set aside was not found")
    return list(solver.getSolution().col_value)
