"""Two extractor versions over one archive: what changed, and that neither reading is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from ingest.claims.model import Article, Extraction
from ingest.fetch.archive import Archive
from ingest.load import load
from ingest.news.rereading import CURRENT, compare, readings, versions
from tests.faults.builders import LATER, PARAGRAPHS, page, store, two_numbers
from tradebooks.errors import UsageError

URL = "https://www.belta.by/economics/a"
LATEST = datetime(2026, 5, 5, tzinfo=UTC)


def newer(article: Article) -> Extraction:
    """Read the first number as nearly so, and no other; add one that was not read before."""
    claims = two_numbers(article).claims
    if not claims:
        return Extraction("en", "test-2")
    place = article.text.index("Monday") if "Monday" in article.text else 0
    added = replace(claims[0], anchor_start=place, anchor_end=place + 3, start=0, end=place + 3)
    return Extraction("en", "test-2", [replace(claims[0], bound="nearly", value=49.0), added])


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Return an archive of one article that two versions have read."""
    monkeypatch.setenv("TRADEBOOKS_DATA", str(tmp_path))
    made = Archive(tmp_path / "archive")
    store(made, "news", page(PARAGRAPHS), url=URL)
    load("news", made, {}, now=LATER, extract=two_numbers)
    load("news", made, {}, now=LATEST, extract=newer)
    return made


def test_every_kind_of_change_is_told(archive: Archive) -> None:
    changes = compare(readings(archive, "test-1"), readings(archive, "test-2"))
    assert sorted(change.kind for change in changes) == ["added", "altered", "dropped"]
    (altered,) = [change for change in changes if change.kind == "altered"]
    assert set(altered.fields) == {"bound", "value"}
    assert altered.fields["bound"][1] == "nearly"
    back = compare(readings(archive, "test-2"), readings(archive, "test-1"))
    assert sorted(change.kind for change in back) == ["added", "altered", "dropped"]


def test_one_version_does_not_differ_from_itself(archive: Archive) -> None:
    full = versions(archive)[0]
    assert compare(readings(archive, full), readings(archive, "test-1")) == []


def test_the_installed_extractor_is_compared_without_archiving_anything(archive: Archive) -> None:
    rows = archive.rows()
    now = readings(archive, CURRENT)
    assert now.keys() == readings(archive, "test-1").keys()
    assert archive.rows() == rows


def test_an_unknown_version_is_answered_with_those_there_are(archive: Archive) -> None:
    with pytest.raises(UsageError, match="test-1/clean-1, test-2/clean-1, current"):
        readings(archive, "test")


def test_both_readings_survive_a_rebuild_from_the_archive(archive: Archive) -> None:
    rebuilt = load("news", archive, {}, now=datetime(2027, 1, 1, tzinfo=UTC), extract=newer)
    rows = rebuilt.accepted["raw_trade_claim"]
    found = set(rows.select("extractor_version", "extracted_at").rows())
    assert {(version, str(at.date())) for version, at in found} == {
        ("test-1/clean-1", str(LATER.date())),
        ("test-2/clean-1", "2026-05-05"),
    }


def test_clean_texts_survive_with_their_claims_when_pages_and_rules_change(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load("news", archive, {}, now=LATEST, extract=newer)
    texts = first.accepted["raw_news_article"].sort("parser_version")

    def broken(*_: object) -> None:
        raise AssertionError("a rebuild must not clean or read what is archived")

    monkeypatch.setattr("ingest.news.extractions.clean_row", broken)
    again = load("news", archive, {}, now=datetime(2030, 1, 1, tzinfo=UTC), extract=newer)
    assert again.report.errors == []
    assert again.accepted["raw_news_article"].sort("parser_version").equals(texts)
    claims = again.accepted["raw_trade_claim"].sort("claim_key", "extractor_version")
    assert claims.equals(first.accepted["raw_trade_claim"].sort("claim_key", "extractor_version"))
    manifest = [row for row in archive.rows("news") if row.kind == "extraction"]
    assert sorted(str(row.parser_version) for row in manifest) == versions(archive)


def test_a_field_that_an_older_version_lacks_is_no_change(archive: Archive) -> None:
    old = readings(archive, "test-1")
    [reading] = old.values()
    bare = {
        key: {name: value for name, value in claim.items() if name not in ("doubt", "further")}
        for key, claim in reading.claims.items()
    }
    assert compare({reading.document_key: replace(reading, claims=bare)}, old) == []


def test_the_command_shows_changes_and_still_reads_articles(archive: Archive) -> None:
    run = CliRunner().invoke(app, ["claims", "diff", "test-1", "test-2"])
    assert run.exit_code == 0, run.output
    lines = CliRunner().invoke(app, ["claims", "diff", "test-1", "test-2", "--json"]).output
    records = [json.loads(line) for line in lines.splitlines()]
    assert {record["change"] for record in records} == {"added", "altered", "dropped"}
    article = archive.root / "article.txt"
    article.write_text(
        "Trade between Belarus and Russia reached $49.2 billion in 2025.", encoding="utf-8"
    )
    for arguments in (["--json", str(article)], [str(article), "--json"]):
        read = CliRunner().invoke(app, ["claims", *arguments])
        assert read.exit_code == 0, read.output
        assert json.loads(read.output)["id"] == "article"
