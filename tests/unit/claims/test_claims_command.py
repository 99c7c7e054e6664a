"""The claims command: tables, JSON lines, folders and files that hold no article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.claims import app, find_articles, load_articles

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
