"""What a day costs on a small and on a large history, from the archive to the release.

    python -m benchmarks.reach.day [rows …]

A history of so many rows is loaded and published; then, on two days, an answer of 10 000 rows comes
(the next year of a reporter and twenty partners), and then nothing new. Every load is the daily job
in a process of its own. Fetching is not part of it: the answer is put into the archive.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.load import measure
from benchmarks.reach import answers
from ingest.fetch.archive import Archive

DAYS = {
    f"10 000 rows of {year}": answers.Question(answers.REPORTERS[-2], year, partners=20)
    for year in (2024, 2025)
}
PARTS = (
    "start-up of Python and Dagster",
    "archive to lake",
    "dbt, both builds",
    "reconciliation",
    "release",
    "in all",
    "processor",
)
HISTORY, NOTHING = "whole history", "nothing new"


def measured(rows: int, data: Path) -> dict[str, dict[str, float]]:
    """Load a history, two days and an idle day; return the seconds of each by part."""
    archive = Archive(data / "archive")
    answers.fill(archive, rows)
    found = {HISTORY: measure(data)}
    for number, (name, question) in enumerate(DAYS.items()):
        answers.store(archive, question, answers.FIRST_DAY + timedelta(days=60 + number))
        found[name] = measure(data)
    return found | {NOTHING: measure(data)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reach.day")
    parser.add_argument("rows", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    table = Table(title="Seconds of a load, by part")
    for column in ("history", "load", *PARTS):
        table.add_column(column, justify="left" if column == "load" else "right")
    days = {}
    for rows in given.rows:
        with tempfile.TemporaryDirectory(prefix="reach-", dir=given.work) as name:
            found = measured(rows, Path(name))
        days[rows] = [found[name] for name in DAYS]
        for load, parts in found.items():
            table.add_row(f"{rows:,}", load, *(f"{parts[part]:.1f}" for part in PARTS))
    Console(width=120).print(table)
    if len(days) > 1:
        small, large = min(days), max(days)
        for part in ("in all", "processor"):
            ratio = sum(day[part] for day in days[large]) / sum(day[part] for day in days[small])
            print(
                f"a day on {large:,} rows to one on {small:,}, {part}: {ratio:.2f} × (wanted ≤ 2)"
            )


if __name__ == "__main__":
    main()
