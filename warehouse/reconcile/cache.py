"""Solutions kept from one run to the next, by the hash of all that a component says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from warehouse.reconcile.solve import Solution


def load(file: Path) -> dict[str, Solution]:
    """Return the solutions of earlier runs; a file that cannot be read counts as none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        found = (json.loads(line) for line in lines)
        return {entry["key"]: Solution(**entry["solution"]) for entry in found}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save(file: Path, solutions: Mapping[str, Solution]) -> None:
    """Keep the solutions of this run; one that failed is tried again next time."""
    lines = (
        json.dumps({"key": key, "solution": asdict(solution)})
        for key, solution in sorted(solutions.items())
        if solution.status != "unsolved"
    )
    temporary = file.with_suffix(".tmp")
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    temporary.replace(file)
