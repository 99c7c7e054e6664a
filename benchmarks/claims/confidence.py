"""Learn what the signs of a reading are worth, and measure what the confidence tells.

Run `python -m benchmarks.claims.confidence` for the figures, with `--write` to learn the table
`ingest/claims/confidence.csv` anew, which is due after every change of rules, and with `--on
FOLDER` to hold the table that is in use against other labelled articles. It learns from the
development articles; a tenth of them at a time is measured by what the others teach.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.claims.corpus import HELD_OUT, Labelled, load, load_corpus
from benchmarks.claims.scorer import Score, drop_ignored, match
from ingest.claims.confidence import ALWAYS, FILE, THRESHOLD, confidence, weights
from ingest.claims.extract import read_article
from ingest.claims.scoring import claim_fields

#: A sign that is rarer, or missing in fewer readings, is left out: it would be learned by heart.
RAREST = 8
#: Strength of the pull of all weights towards nothing; 5 to 20 give the same figures.
PULL = 10.0
#: The rules were written on these articles and are right there more often than on others: by this
#: much in log odds, as measured on 45 articles when they were read for the first time.
UNSEEN = -1.0
PARTS = 10
BINS = 10
STEPS = 50
GOAL = 0.92

Table = dict[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading with what it rests on, and whether it was right."""

    article: str
    language: str
    signs: frozenset[str]
    right: bool


def readings_of(corpus: Iterable[Labelled]) -> list[Reading]:
    """Read labelled articles and tell the right readings from the wrong ones."""
    result = []
    for item in corpus:
        claims = read_article(item.article).claims
        found = match(item.claims, [claim_fields(claim) for claim in claims])
        drop_ignored(found, item.ignored)
        right = set(found.pairs.values())
        result += [
            Reading(item.id, item.language, frozenset(claim.signs), j in right)
            for j, claim in enumerate(claims)
            if j not in found.dropped
        ]
    return result


def learn(readings: Sequence[Reading]) -> Table:
    """Fit a logistic regression with a pull on all weights but that of `always`."""
    seen = Counter(sign for reading in readings for sign in reading.signs)
    usual = {s for s, n in seen.items() if RAREST <= n <= len(readings) - RAREST}
    signs = [*sorted(usual), ALWAYS]
    x = np.array([[s in {*r.signs, ALWAYS} for s in signs] for r in readings], dtype=float)
    right = np.array([reading.right for reading in readings], dtype=float)
    pull = np.full(len(signs), PULL)
    pull[-1] = 1e-6
    worth = np.zeros(len(signs))
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-x @ worth))
        slope = x.T @ (expected - right) + pull * worth
        bend = (x * (expected * (1 - expected))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        worth -= step
        if np.abs(step).max() < 1e-8:
            break
    worth[-1] += UNSEEN
    return {sign: round(float(value), 2) for sign, value in zip(signs, worth, strict=True)}


def crossed(readings: Sequence[Reading]) -> list[float]:
    """Give each reading the confidence that the articles of the other parts teach."""
    parts = [int(hashlib.sha256(r.article.encode()).hexdigest(), 16) % PARTS for r in readings]
    tables = [
        learn([r for r, part in zip(readings, parts, strict=True) if part != left_out])
        for left_out in range(PARTS)
    ]
    return [confidence(r.signs, tables[p]) for r, p in zip(readings, parts, strict=True)]


def table_text(readings: Sequence[Reading]) -> str:
    """Write the learned table: worth of each sign, how often it was seen, and how often right."""
    seen = Counter(sign for r in readings for sign in (*r.signs, ALWAYS))
    right = Counter(sign for r in readings if r.right for sign in (*r.signs, ALWAYS))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("sign", "weight", "seen", "right"))
    for sign, weight in sorted(learn(readings).items(), key=lambda row: (row[0] != ALWAYS, row)):
        writer.writerow((sign, f"{weight:.2f}", seen[sign], right[sign]))
    return out.getvalue()


def separation(readings: Sequence[Reading], told: Sequence[float]) -> float:
    """Give the share of pairs of a right and a wrong reading that are in the right order (AUC)."""
    good = np.array([c for r, c in zip(readings, told, strict=True) if r.right])
    bad = np.array([c for r, c in zip(readings, told, strict=True) if not r.right])
    if not good.size or not bad.size:
        return float("nan")
    gaps = good[:, None] - bad[None, :]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def calibration(readings: Sequence[Reading], told: Sequence[float]) -> list[str]:
    """Say of each tenth of the scale how many readings are in it, and which share is right."""
    lines = ["  confidence    readings   said  right"]
    for k in range(BINS):
        found = [
            (c, r.right)
            for r, c in zip(readings, told, strict=True)
            if min(int(c * BINS), BINS - 1) == k
        ]
        if found:
            said, right = (sum(column) / len(found) for column in zip(*found, strict=True))
            scale = f"{k / BINS:.1f} to {(k + 1) / BINS:.1f}"
            lines.append(f"  {scale:14}{len(found):8}{said:7.2f}{right:7.2f}")
    return lines


def score_at(
    readings: Sequence[Reading], told: Sequence[float], gold: int, threshold: float
) -> Score:
    """Score what is told above a threshold."""
    kept = [r.right for r, c in zip(readings, told, strict=True) if c >= threshold]
    return Score(sum(kept), len(kept), gold)


def curve(readings: Sequence[Reading], told: Sequence[float], gold: int) -> list[str]:
    """Write precision, recall and F1 by threshold, the best one, and what the goal costs."""
    steps = [k / 100 for k in range(100)]
    scores = {step: score_at(readings, told, gold, step) for step in steps}
    best = max(steps, key=lambda step: scores[step].f1)
    exact = [step for step in steps if scores[step].precision >= GOAL and scores[step].matched]
    rows = [("in use", THRESHOLD), ("best F1", best)]
    rows += [(f"precision {GOAL}", exact[0])] if exact else []
    rows += [("", k / BINS) for k in range(BINS)]
    lines = [f"  {'':16}{'threshold':>9}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, step in rows:
        s = score_at(readings, told, gold, step)
        lines.append(f"  {name:16}{step:9.2f}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}")
    return lines


def report(
    title: str, corpus: list[Labelled], readings: list[Reading], told: list[float]
) -> list[str]:
    """Write all figures of some articles."""
    gold = sum(len(item.claims) for item in corpus)
    lines = [f"{title}: {len(corpus)} articles, AUC {separation(readings, told):.3f}"]
    for language in sorted({item.language for item in corpus}):
        part = [(r, c) for r, c in zip(readings, told, strict=True) if r.language == language]
        lines.append(f"  {language}: AUC {separation(*zip(*part, strict=True)):.3f}")
    return [*lines, *calibration(readings, told), *curve(readings, told, gold)]


def as_written(readings: Sequence[Reading]) -> list[float]:
    """Give each reading the confidence of the table that is in use."""
    return [confidence(reading.signs, weights()) for reading in readings]


def development() -> list[Labelled]:
    """Give the articles that are learned from."""
    return [item for item in load_corpus() if item.part != HELD_OUT]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, or write the table."""
    options: Any = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="learn the table anew")
    options.add_argument("--on", type=Path, help="hold the table against the articles of a folder")
    chosen = options.parse_args(arguments)
    corpus = (
        [load(path) for path in sorted(chosen.on.glob("*.json"))] if chosen.on else development()
    )
    readings = readings_of(corpus)
    if chosen.write:
        FILE.write_text(table_text(readings), encoding="utf-8")
    told = as_written(readings) if chosen.on else crossed(readings)
    print("\n".join(report(str(chosen.on or "development"), corpus, readings, told)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
