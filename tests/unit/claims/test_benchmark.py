"""The benchmark's own law: what is held out stays closed, and a missing peer is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.claims import peer
from benchmarks.claims.corpus import HELD_OUT, load_corpus
from benchmarks.claims.regression import closed_lines, current
from ingest.claims import extract


def test_the_regression_file_shows_no_claim_of_a_held_out_article() -> None:
    closed = {item.id for item in load_corpus() if item.part == HELD_OUT}
    assert closed
    name, lines = "", current()
    for line in lines:
        name = name if line.startswith(" ") else line.split()[0]
        if line.startswith(" ") and name in closed:
            assert line.startswith("  held out: ")


def test_a_change_in_a_held_out_article_is_seen_but_not_shown() -> None:
    item = next(item for item in load_corpus() if item.part != HELD_OUT and item.claims)
    extraction = extract(item.article)
    before = closed_lines(item.id, extraction)
    extraction.claims.pop()
    after = closed_lines(item.id, extraction)
    assert before[1] != after[1]
    assert str(item.claims[0]["value"]) not in "".join(before)


def test_a_peer_that_cannot_be_had_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = tmp_path / "peer.txt"
    pins.write_text("no-such-package==0 --hash=sha256:00\n", encoding="utf-8")
    monkeypatch.setattr(peer, "FOLDER", tmp_path / "peer")
    monkeypatch.setattr(peer, "PINS", pins)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    [line] = peer.lines([], {})
    assert line.startswith("peer quantulum3: not measured, ")


def test_the_peer_is_scored_on_numbers_and_units() -> None:
    item = next(item for item in load_corpus() if item.language == "en" and item.claims)
    values = [(c["value"], c["unit"]) for c in item.claims if c["value"] is not None]
    right = {item.id: [peer.as_claim(-value, unit) for value, unit in values]}
    counted = peer.score([item], right)
    assert (counted.matched, counted.gold) == (len(values), len(values))
    wrong = {item.id: [peer.as_claim(value * 1000, unit) for value, unit in values]}
    assert peer.score([item], wrong).matched < len(values)
