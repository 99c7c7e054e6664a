"""From archived answers to the validated raw lake, with the peers beside it.

    python -m benchmarks.reach [rows …] [--peers PYTHON]

Each engine runs in a process of its own on the same archive, in one run; `--peers` names the
interpreter of the environment with dlt and pandas (`make bench-reach` makes it). dlt is slow and
runs on a million rows only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reach import contract
from benchmarks.reach.process import Cost, measured
from ingest.fetch.archive import Archive

#: dlt is measured up to so many rows.
DLT_ROWS = 1_000_000
HERE = Path(__file__).parent


def commands(rows: int, folder: Path, peers: Path | None) -> dict[str, list[str]]:
    """Return what is to be run, by name."""
    archive, own = str(folder / "archive"), [sys.executable, "-m"]
    found = {
        "tradebooks": [*own, "benchmarks.reach.ours", archive],
        "(a) DuckDB SQL": [*own, "benchmarks.reach.plain", archive],
    }
    if peers is not None:
        said = str(folder / "contract.json")
        found["(c) pandas + pandera"] = [str(peers), str(HERE / "peer_pandas.py"), said]
        if rows <= DLT_ROWS:
            found["(b) dlt"] = [str(peers), str(HERE / "peer_dlt.py"), said]
    return found


def compare(rows: int, peers: Path | None, work: Path) -> dict[str, Cost]:
    """Run all engines on an archive of so many rows."""
    with tempfile.TemporaryDirectory(prefix="reach-", dir=work) as name:
        folder = Path(name)
        # In a process of its own: a child's peak memory starts with its parent's.
        make = [sys.executable, "-m", "benchmarks.reach.answers", f"{folder}/archive", f"{rows}"]
        subprocess.run(make, check=True)
        contract.write(Archive(folder / "archive"), folder / "contract.json")
        found = {}
        for engine, command in commands(rows, folder, peers).items():
            with tempfile.TemporaryDirectory(dir=folder) as target:
                found[engine] = measured([*command, target])
        return found


def show(rows: int, found: dict[str, Cost]) -> None:
    """Print one table."""
    table = Table(title=f"{rows:,} rows, archived answers to validated rows")
    for column in ("", "seconds", "rows/s", "processor s", "peak GB", "× ours", "outcome"):
        table.add_column(column, justify="left" if column in ("", "outcome") else "right")
    ours = found["tradebooks"]
    for engine, cost in found.items():
        table.add_row(
            engine,
            f"{cost.seconds:.1f}",
            f"{rows / cost.seconds:,.0f}",
            f"{cost.processor:.1f}",
            f"{cost.peak_gb:.2f}",
            f"{cost.seconds / ours.seconds:.2f}",
            f"{cost.outcome['accepted']:,} + {cost.outcome['rejected']:,} bad",
        )
    Console(width=110).print(table)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reach")
    parser.add_argument("rows", nargs="*", type=int, default=[1_000_000])
    parser.add_argument("--peers", type=Path, default=None)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    ours = {}
    for rows in given.rows:
        found = compare(rows, given.peers, given.work)
        ours[rows] = found["tradebooks"].seconds
        show(rows, found)
    if len(ours) > 1:
        small, large = min(ours), max(ours)
        growth = ours[large] / ours[small]
        print(f"growth in time from {small:,} to {large:,} rows: {growth:.1f} ×")


if __name__ == "__main__":
    main()
