"""Score statements against the official monthly file: how often do their intervals hold it?

Run `python -m benchmarks.calibration` after `tradebooks run`. Descriptive, with small counts: the
file is the Russian side's and was revised after the statements were made.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from tradebooks.settings import Settings
from warehouse import reader
from warehouse.release import Releases

QUERY = Path(__file__).with_suffix(".sql")
SPANS = {"dated 2019-2021": (2019, 2021), "of all years": (2000, 2030)}


def statements(first: int, last: int) -> list[dict[str, Any]]:
    """Return the statements of some years with the official figure of their period."""
    release = Releases(Settings().releases_dir).current()
    if release is None:
        raise SystemExit("no release: run `tradebooks run` first")
    with reader.connect(release.database) as con:
        answer = con.execute(QUERY.read_text(), {"from_year": first, "to_year": last})
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def line(name: str, rows: list[dict[str, Any]]) -> str:
    """Write one line of the report."""
    if not rows:
        return f"  {name:34}{0:>4}"
    covered = sum(row["is_covered"] for row in rows)
    width = median(row["width_pct"] for row in rows)
    off = median(abs(row["off_by_pct"]) for row in rows)
    return f"  {name:34}{len(rows):>4}{covered:>9}{width:>14.2f}{off:>16.2f}"


def main() -> None:
    """Print both spans, by books and by wording."""
    for title, (first, last) in SPANS.items():
        rows = statements(first, last)
        print(f"statements {title}")
        print(f"  {'':34}{'n':>4}{'covered':>9}{'median width %':>16}{'median off %':>14}")
        print(line("all", rows))
        print(
            line("of the file's own books (RUS)", [r for r in rows if r["side_country"] == "RUS"])
        )
        print(line("of the other books (BLR)", [r for r in rows if r["side_country"] == "BLR"]))
        for bound in sorted({row["bound"] for row in rows}):
            print(line(f"said as {bound}", [row for row in rows if row["bound"] == bound]))


if __name__ == "__main__":
    main()
