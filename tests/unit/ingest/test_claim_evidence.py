"""Every place of a claim, and every number that cannot be, from the extractor to the raw tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.claims import extract
from ingest.fetch.archive import Archive
from ingest.fetch.types import EXTRACTION
from ingest.load import LoadResult, load
from ingest.news.article import SOURCE
from tests.faults.builders import LATER, page, store

BODY = (
    "<p>MINSK, 5 January (BelTA) – Trade between Belarus and Russia amounted to $49.2 billion in "
    "2024, an increase of 3.6% on the year before.</p>"
    "<p>The ambassador told journalists in Minsk on Monday that trade between Belarus and Russia "
    "was nearly $50 billion in 2024. Exports from Belarus to Russia reached $5,000 billion in "
    "2024, or 140% of its exports, he said by mistake.</p>"
)
CLAIMS, EVIDENCE = "raw_trade_claim", "raw_claim_evidence"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "archive")
    store(made, SOURCE, page(BODY), url="https://www.belta.by/economics/a", published="2025-01-05")
    return made


@pytest.fixture
def loaded(archive: Archive) -> LoadResult:
    """Load the article with the extractor that is installed."""
    return load(SOURCE, archive, {}, now=LATER, extract=extract)


def test_further_places_have_rows_of_their_own(loaded: LoadResult) -> None:
    assert loaded.quarantine.height == 0
    [place] = loaded.accepted[EVIDENCE].rows(named=True)
    text = loaded.accepted["raw_news_article"]["text"][0]
    assert place["evidence_no"] == 2
    assert "$50 billion" in place["anchor_text"]
    assert text[place["quote_start"] : place["quote_end"]] == place["quote"]
    assert text[place["anchor_start"] : place["anchor_end"]] == place["anchor_text"]
    claims = {row["claim_key"]: row for row in loaded.accepted[CLAIMS].rows(named=True)}
    assert claims[place["claim_key"]]["value"] == 49.2e9


def test_a_number_that_cannot_be_is_loaded_with_its_reason(loaded: LoadResult) -> None:
    doubted = [row for row in loaded.accepted[CLAIMS].rows(named=True) if row["doubt"]]
    assert [(row["measure"], row["value"]) for row in doubted] == [("share_pct", 140.0)]


def test_an_extraction_of_an_older_version_still_loads(archive: Archive) -> None:
    load(SOURCE, archive, {}, now=LATER, extract=extract)
    [row] = archive.rows(SOURCE, EXTRACTION)
    data = json.loads(archive.read(row))
    del data["doubtful"]
    for claim in data["claims"]:
        del claim["further"], claim["doubt"]
    body = json.dumps(data).encode("utf-8")
    from ingest.news.rows import parse
    from ingest.sources.parsed import Document

    versions = dict.fromkeys(("raw_news_article", CLAIMS, EVIDENCE), "en-3/clean-1")
    parsed = parse(body, Document("k" * 32, row, versions, LATER))
    assert parsed.frames[CLAIMS].height == len(data["claims"])
    assert parsed.frames[CLAIMS]["doubt"].null_count() == len(data["claims"])
    assert parsed.frames[EVIDENCE].height == 0
