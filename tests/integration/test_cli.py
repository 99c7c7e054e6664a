"""The command line as a user meets it: what it prints, what it returns, how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.run import RunSummary


def tradebooks(
    *arguments: str, data: Path | None = None, **options: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = dict(os.environ, COLUMNS="160", NO_COLOR="1", **options)
    if data is not None:
        environment["TRADEBOOKS_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=300,
    )


def test_help_names_every_command() -> None:
    told = tradebooks("--help")
    assert told.returncode == 0
    for command in ("run", "add", "sql", "releases", "doctor", "dev", "template"):
        assert command in told.stdout


def test_sql_answers_in_three_formats(release: Path) -> None:
    query = "select 1 as one, 'a' as letter"
    assert "letter" in tradebooks("sql", query).stdout
    assert tradebooks("sql", query, "-f", "csv").stdout == "one,letter\n1,a\n"
    assert json.loads(tradebooks("sql", query, "-f", "json").stdout) == {"one": 1, "letter": "a"}


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("selec 1", "syntax error"),
        ("select * from nothing", "does not exist"),
        ("create table x (a int)", "read-only"),
        ("select * from read_csv('/etc/hosts')", "disabled"),
    ],
)
def test_a_bad_query_is_explained(release: Path, query: str, seen: str) -> None:
    told = tradebooks("sql", query)
    assert told.returncode == 2
    assert seen in told.stderr
    assert "Traceback" not in told.stderr


def test_the_misprint_of_the_first_quarter_is_put_right(first_run: RunSummary) -> None:
    """Exports of 6.7 cannot be true beside the other statements: 4.7 is what they imply."""
    told = tradebooks("reconcile", "BLR-RUS", "--period", "2024-Q1", "--json")
    assert told.returncode == 0, told.stderr
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    [exports] = [
        row
        for row in rows
        if (row["reporter"], row["flow"], row["scope"]) == ("RUS", "export", "goods")
    ]
    assert exports["verdict"] == "conflict"
    assert 4.3e9 < exports["low"] < exports["best"] == 4.7e9 < exports["high"] < 5.1e9


def test_a_pair_of_which_nothing_is_known_is_explained(first_run: RunSummary) -> None:
    told = tradebooks("reconcile", "ABW-TUV")
    assert told.returncode == 2
    assert "no assertion" in told.stderr


def test_without_a_release_the_first_command_is_named(tmp_path: Path) -> None:
    told = tradebooks("sql", "select 1", data=tmp_path)
    assert told.returncode == 2
    assert "tradebooks run" in told.stderr


def test_doctor_finds_nothing_wrong_after_a_load(first_run: RunSummary) -> None:
    told = tradebooks("doctor")
    assert (told.returncode, "✗" in told.stdout) == (0, False), told.stdout


def test_doctor_names_a_damaged_body_and_the_remedy(first_run: RunSummary, tmp_path: Path) -> None:
    from ingest.fetch.archive import Archive
    from tradebooks.paths import BUNDLE

    row = Archive(BUNDLE).rows("manual")[0]
    archive = Archive(tmp_path / "archive")
    from ingest.fetch.collect import collect
    from ingest.fetch.replay import ReplayTransport

    collect(ReplayTransport(BUNDLE), archive, "manual")
    body = tmp_path / "archive" / "bodies" / row.content_sha256[:2] / row.content_sha256
    body.chmod(0o644)
    body.write_bytes(b"damaged")
    told = tradebooks("doctor", data=tmp_path)
    assert told.returncode == 1
    assert row.content_sha256[:12] in told.stdout
    assert "restore the file" in told.stdout


def test_releases_are_listed_and_shown(first_run: RunSummary) -> None:
    assert first_run.release is not None
    assert first_run.release.name in tradebooks("releases", "list").stdout
    assert "fct_claim" in tradebooks("releases", "show").stdout
    assert "no release older" in tradebooks("releases", "rollback").stderr


def test_add_says_what_it_cannot_read(tmp_path: Path) -> None:
    told = tradebooks("add", str(tmp_path / "nothing.txt"), "--no-load", data=tmp_path)
    assert told.returncode == 1
    assert "nothing.txt" in told.stderr


def test_the_template_is_read_by_the_manual_drop() -> None:
    told = tradebooks("template")
    assert told.stdout.startswith("source,source_url,published,measure,reporter,partner")
