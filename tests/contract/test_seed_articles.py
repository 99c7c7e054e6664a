"""The two articles that the project began with, read from their files by the real extractor."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fetch.archive import Archive
from ingest.load import add_file, load
from ingest.news.clean import load_article
from tradebooks import paths

SEEDS = sorted((paths.ROOT.parent / "shared/seeds").glob("*.txt"))
pytestmark = pytest.mark.skipif(len(SEEDS) < 2, reason="the two seed articles are not at hand")


def test_a_plain_text_keeps_every_word(tmp_path: Path) -> None:
    for path in SEEDS[:2]:
        article = load_article(path)
        assert article.text.split() == path.read_text(encoding="utf-8").split()
    ambassador, record = (load_article(path) for path in SEEDS[:2])
    assert (ambassador.outlet, ambassador.dateline_day) == ("belta", "01-05")
    assert str(record.title).startswith("Russia-Belarus Trade Hits Record High")


def test_their_claims_reach_the_raw_tables(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    add_file(archive, SEEDS[0], published="2026-01-05", source="belta")
    add_file(archive, SEEDS[1])
    result = load("news", archive, {})
    assert (result.report.documents, result.report.quarantined) == (2, 0)
    claims = result.accepted["raw_trade_claim"]
    assert {49.2e9, 25e9, 45e9} <= set(claims["value"])
