"""Solutions kept from one run to the next, by the hash of all that a component says."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path

from warehouse.reconcile.components import Component
from warehouse.reconcile.method import Method
from warehouse.reconcile.solve import Solution, solve

_FIELDS = [field.name for field in fields(Solution)]


class Solutions:
    """Solutions by component: what a file knows is not solved again.

    Args:
        file: Where they are kept; None keeps them only as long as this object lives.

    Attributes:
        solved: Components that had to be solved.
        reused: Components whose solution was known.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _load(file) if file else {}
        self._used: dict[str, Solution] = {}
        self.solved = 0
        self.reused = 0

    def of(self, component: Component, method: Method) -> Solution:
        """Return the solution of a component."""
        solution = self._used.get(component.key) or self._known.get(component.key)
        self.solved += solution is None
        self.reused += solution is not None
        return self._used.setdefault(component.key, solution or solve(component, method))

    def save(self, keys: Collection[str] = ()) -> None:
        """Keep what was used, and what these keys name; what failed is tried again next time."""
        if self._file is None:
            return
        kept = {key: self._known[key] for key in keys if key in self._known} | self._used
        lines = (_line(key, one) for key, one in sorted(kept.items()) if one.status != "unsolved")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._file.with_suffix(".tmp")
        temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        temporary.replace(self._file)


def _line(key: str, solution: Solution) -> str:
    return json.dumps({"key": key, "solution": {name: getattr(solution, name) for name in _FIELDS}})


def _load(file: Path) -> dict[str, Solution]:
    """Return the solutions of earlier runs; a file that cannot be read counts as none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        found = (json.loads(line) for line in lines)
        return {entry["key"]: Solution(**entry["solution"]) for entry in found}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
