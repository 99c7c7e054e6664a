"""The claims command: tables, JSON lines, folders and files that hold no article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.claims import app, evidence, find_articles, load_articles
from ingest.claims.model import Evidence

TEXT = "Trade between India and Japan was worth $20 billion in 2024, up 5%."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = {
        "id": "a1",
        "lang": None,
        "title": None,
        "text": TEXT,
        "published": "2025-02-01T09:00",
    }
    (tmp_path / "one.json").write_text(json.dumps(article), encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "two.txt").write_bytes(TEXT.encode() + b"\xff\xfe")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"title": "no text"}', encoding="utf-8")
    (tmp_path / "ignored.csv").write_text("a,b", encoding="utf-8")
    return tmp_path


def test_json_lines_of_a_folder(folder: Path) -> None:
    result = CliRunner().invoke(app, ["--json", str(folder)])
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert sorted(line["id"] for line in lines) == ["a1", "two"]
    for line in lines:
        assert [(c["measure"], c["value"], c["unit"]) for c in line["claims"]] == [
            ("value", 20e9, "USD"),
            ("growth_pct", 5.0, "PCT"),
        ]


def test_a_table_shows_the_evidence(folder: Path) -> None:
    result = CliRunner().invoke(app, [str(folder / "one.json")])
    assert result.exit_code == 0
    assert "turnover" in result.stdout
    assert "USD" in result.stdout


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, [str(tmp_path / "nothing.txt")]).exit_code == 2


def test_the_day_is_read_with_and_without_a_time(folder: Path) -> None:
    [path] = [p for p in find_articles([folder]) if p.name == "one.json"]
    [(name, article)] = load_articles(path)
    assert name == "a1"
    assert article.published is not None
    assert article.published.isoformat() == "2025-02-01"


def test_every_place_and_every_doubt_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Trade between India and Japan was nearly $50 billion in 2024.\n"
        "The minister said that trade of India with Japan reached $49.2 billion in 2024. "
        "Exports of Kenya to Uganda made up 140% of its exports in 2023.",
        encoding="utf-8",
    )
    shown = CliRunner().invoke(app, [str(path)]).stdout
    assert "\n1  Trade between India and Japan was nearly $50 billion" in shown
    assert "\n1  The minister said that trade of India with Japan reached" in shown
    assert "for review: 140 PCT, a share outside 0 to 100" in shown
    line = json.loads(CliRunner().invoke(app, ["--json", str(path)]).stdout)
    assert [claim["value"] for claim in line["claims"]] == [49.2e9]


def test_words_that_say_several_things_are_quoted_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Exports of Kenya to Uganda rose by 4% to $800 million in 2023.")
    shown = CliRunner().invoke(app, [str(path)]).stdout
    assert shown.count("Exports of Kenya") == 1
    assert "\n1, 2  Exports of Kenya" in shown


def test_the_printed_number_is_highlighted_at_every_place() -> None:
    text = "\nIt was nearly $50 billion.\n"
    start = text.index("$50")
    quote = evidence(text, [Evidence(0, len(text), start, start + len("$50 billion"))])
    assert quote.plain == "It was nearly $50 billion."
    [span] = quote.spans
    assert quote.plain[span.start : span.end] == "$50 billion"


def test_a_page_on_disk_is_read_like_one_of_the_world(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    line = json.loads(CliRunner().invoke(app, ["--json", str(path)]).stdout)
    assert [claim["value"] for claim in line["claims"]] == [20e9, 5.0]
