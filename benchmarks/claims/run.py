"""Measure the claim extractor on the labelled corpus and print the report.

Run `python -m benchmarks.claims.run`. Nothing here decides what is right; see `scorer`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.claims import peer
from benchmarks.claims.confidence import as_written, calibration, readings_of, separation
from benchmarks.claims.corpus import HELD_OUT, Labelled, load_corpus
from benchmarks.claims.scorer import Matching, Score, confusion, drop_ignored, match, total
from ingest.claims import extract
from ingest.claims.scoring import to_prediction

MEASURES = ("value", "growth_pct", "change_abs", "share_pct", "multiple", "rank", "composition")


def predict(corpus: list[Labelled]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Read all articles; give the predictions and the articles per second after start-up."""
    extract(corpus[0].article)
    started = time.perf_counter()
    extractions = {item.id: extract(item.article) for item in corpus}
    elapsed = time.perf_counter() - started
    claims = {name: to_prediction(name, e)["claims"] for name, e in extractions.items()}
    return claims, len(corpus) / elapsed


def matchings(corpus: list[Labelled], claims: dict[str, list[dict[str, Any]]]) -> list[Matching]:
    """Match every article."""
    result = []
    for item in corpus:
        matching = match(item.claims, claims[item.id])
        drop_ignored(matching, item.ignored)
        result.append(matching)
    return result


def numbers(corpus: list[Labelled], claims: dict[str, list[dict[str, Any]]]) -> Score:
    """Score only whether number and unit were found."""
    found = [match(item.claims, claims[item.id], {"value", "unit"}) for item in corpus]
    for matching, item in zip(found, corpus, strict=True):
        drop_ignored(matching, item.ignored)
    return total(found, lambda c: c["measure"] != "composition")


def is_measure(measure: str) -> Callable[[dict[str, Any]], bool]:
    """Make a filter for one measure."""
    return lambda claim: bool(claim["measure"] == measure)


def line(name: str, score: Score) -> str:
    """Write one line of the report."""
    counts = f"{score.matched}/{score.predicted}/{score.gold}"
    return f"  {name:24}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}   {counts}"


def report(
    title: str, corpus: list[Labelled], claims: dict[str, list[dict[str, Any]]]
) -> list[str]:
    """Write the report of one part of the corpus."""
    found = matchings(corpus, claims)
    lines = [
        f"{title}: {len(corpus)} articles",
        f"  {'':24}{'P':>7}{'R':>7}{'F1':>7}   right/said/gold",
    ]
    lines.append(line("default", total(found)))
    lines.append(line("strict", total(found, strict=True)))
    lines.append(line("number and unit", numbers(corpus, claims)))
    for language in sorted({item.language for item in corpus}):
        part = [m for m, item in zip(found, corpus, strict=True) if item.language == language]
        lines.append(line(f"{language} default", total(part)))
        lines.append(line(f"{language} strict", total(part, strict=True)))
        lines.extend(
            line(f"{language} {measure}", total(part, is_measure(measure)))
            for measure in ("value", "growth_pct")
        )
    lines.extend(line(measure, total(found, is_measure(measure))) for measure in MEASURES)
    empty = [m for m in found if not m.gold]
    clean = sum(len(m.predicted) == len(m.dropped) for m in empty)
    lines.append(f"  articles without claims: {clean} of {len(empty)} read as such")
    lines.append(f"  wrong: {dict(confusion(found).most_common())}")
    return lines


def trust(corpus: list[Labelled]) -> list[str]:
    """Say what the confidence tells of one part of the corpus, with the table that is in use."""
    readings = readings_of(corpus)
    told = as_written(readings)
    return [
        f"  confidence separates right from wrong: AUC {separation(readings, told):.3f}",
        *calibration(readings, told),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Print the report; with `--json`, the held-out and development figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    corpus = load_corpus()
    claims, speed = predict(corpus)
    names = ("development", HELD_OUT)
    parts = {name: [item for item in corpus if item.part == name] for name in names}
    if chosen.json:
        scores = {name: total(matchings(part, claims)).f1 for name, part in parts.items()}
        print(json.dumps({"f1": scores, "articles_per_second": round(speed)}))
        return 0
    for name, part in parts.items():
        print("\n".join([*report(name, part, claims), *trust(part)]))
    print(f"speed: {speed:.0f} articles/s on one core")
    print("\n".join(peer.lines(corpus, claims)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
