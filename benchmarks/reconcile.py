"""Measure reconciliation: one pair over sixteen years, a thousand pairs, one huge component.

Run with `python benchmarks/reconcile.py`; each case runs in a process of its own, so that the peak
of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.unit.reconcile.made import grow, say, table
from tradebooks.vocabulary import country_codes
from warehouse.reconcile.run import reconcile


def _true(rng: Random, years: range) -> dict[tuple[str, int, int], float]:
    return {
        (flow, year, month): rng.uniform(1.0, 3.0)
        for flow in ("export", "import")
        for year in years
        for month in range(1, 13)
    }


def _value(true: dict, flow: str, year: int, first: int, last: int) -> float:
    if flow == "turnover":
        return sum(_value(true, leg, year, first, last) for leg in ("export", "import"))
    return sum(true[flow, year, month] for month in range(first, last + 1))


def one_pair() -> pl.DataFrame:
    """192 months of one pair in one set of books: months, years to date, rates of growth."""
    rng, years = Random(1), range(2009, 2025)
    true, rows = _true(rng, years), []
    for year in years:
        for month in range(1, 13):
            spans = [(f"{year}-{month:02d}", month)] * 3 + [
                (f"{year}-01..{year}-{month:02d}", 1)
            ] * 2
            flows = ("export", "import", "turnover", "turnover", "export")
            for (period, first), flow in zip(spans, flows, strict=True):
                if rng.random() < 0.65:
                    printed = f"{_value(true, flow, year, first, month):.2f}"
                    rows.append(
                        say(f"v{len(rows)}", printed, period, flow, document=f"d{len(rows)}")
                    )
        if year > years[0]:
            rows += _rates(true, year, len(rows))
    return table(*rows)


def _rates(true: dict, year: int, offset: int) -> list[dict]:
    rows = []
    for flow in ("export", "import", "turnover"):
        for last in (3, 6, 9, 11, 12):
            ends = (_value(true, flow, when, 1, last) for when in (year, year - 1))
            printed = f"{(next(ends) / next(ends) - 1) * 100:.1f}"
            period = f"{year}-01..{year}-{last:02d}"
            key = f"g{offset + len(rows)}"
            rows.append(grow(key, printed, period, flow, document=key))
    return rows


def thousand_pairs() -> pl.DataFrame:
    """A thousand pairs, each with levels and rates of two years: 24 variables."""
    codes, rows = sorted(country_codes())[:46], []
    pairs = [(a, b) for a in codes for b in codes if a < b][:1000]
    for number, pair in enumerate(pairs):
        true = _true(Random(number), range(2023, 2025))
        for year in (2023, 2024):
            for last in (11, 12):
                for flow in ("export", "turnover"):
                    key = f"{pair[0]}{pair[1]}{year}{last}{flow}"
                    printed = f"{_value(true, flow, year, 1, last):.1f}"
                    period = f"{year}-01..{year}-{last:02d}"
                    rows.append(
                        say(key, printed, period, flow, pair=pair, books=pair[0], document=key)
                    )
        ends = (_value(true, "turnover", year, 1, 11) for year in (2024, 2023))
        printed = f"{(next(ends) / next(ends) - 1) * 100:.1f}"
        key = f"{pair[0]}{pair[1]}rate"
        period = "2024-01..2024-11"
        rows.append(grow(key, printed, period, pair=pair, books=pair[0], document=key))
    return table(*rows)


def monthly_table() -> pl.DataFrame:
    """A table as a customs service prints it: 100 partners, 192 months, two flows."""
    codes, rows = [code for code in sorted(country_codes()) if code != "RUS"][:100], []
    for partner in codes:
        true = _true(Random(partner), range(2009, 2025))
        for (flow, year, month), value in true.items():
            key = f"{partner}{flow}{year}{month}"
            printed, period = f"{value * 100:.1f}", f"{year}-{month:02d}"
            rows.append(
                say(
                    key,
                    printed,
                    period,
                    flow,
                    pair=("RUS", partner),
                    mult=1e6,
                    document="table",
                    origin="observation",
                    source="rosstat",
                )
            )
    return table(*rows)


def huge_component() -> pl.DataFrame:
    """20 000 statements on one quantity: reported as unsolved, the rest finishes."""
    return table(*(say(f"a{n:05d}", "49.2", "2025", document=f"d{n}") for n in range(20_000)))


CASES = {case.__name__: case for case in (one_pair, thousand_pairs, monthly_table, huge_component)}


def measure(name: str) -> dict:
    """Run one case; return seconds, counts and the peak of memory in this process."""
    frame = CASES[name]()
    started, worked = time.perf_counter(), time.process_time()
    result = reconcile(frame)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    components = result["component"]
    return {
        "case": name,
        "assertions": frame.height,
        "components": components.height,
        "variables": int(components["variable_count"].sum()),
        "unsolved": components.filter(pl.col("status") == "unsolved").height,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(worked, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Run every case, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", choices=sorted(CASES))
    chosen = parser.parse_args().case
    if chosen:
        print(json.dumps(measure(chosen)))
        return
    for name in CASES:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main()
