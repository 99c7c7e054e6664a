"""The questions of the cookbook: what each answers on the bundled archive, and how fast."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tradebooks.errors import UsageError
from warehouse import questions, reader
from warehouse.questions import Question, cookbook

ANSWERS = Path(__file__).parent / "answers"
COOKBOOK = Path(__file__).parents[2] / "docs" / "cookbook.md"
#: Questions about running the warehouse; they are answered by its run records, not by a release.
OPERATIONS = {34, 35, 38, 40}


@pytest.fixture(scope="module")
def con(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with reader.connect(release) as found:
        yield found


def written(answer: questions.Answer) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(
        [f"{v:.9g}" if isinstance(v, float) else v for v in row] for row in answer.rows
    )
    return text.getvalue()


def test_every_question_has_its_number_and_file() -> None:
    numbers = [one.number for one in questions.all_questions()]
    assert numbers == sorted(set(range(1, 41)) - OPERATIONS)
    assert all(one.name.startswith(f"{one.number:02d}_") for one in questions.all_questions())


@pytest.mark.parametrize("question", questions.all_questions(), ids=lambda one: one.name)
def test_the_answer_is_the_expected_one(
    con: duckdb.DuckDBPyConnection, question: Question, pytestconfig: pytest.Config
) -> None:
    found = written(questions.ask(con, question))
    file = ANSWERS / f"{question.name}.csv"
    if pytestconfig.getoption("--update-golden"):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8"), "run pytest with --update-golden"


@pytest.mark.parametrize("question", questions.all_questions(), ids=lambda one: one.name)
def test_the_answer_comes_at_once(con: duckdb.DuckDBPyConnection, question: Question) -> None:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        questions.ask(con, question)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) <= 0.2


@pytest.mark.parametrize("question", questions.all_questions(), ids=lambda one: one.name)
def test_another_pair_may_have_no_answer_but_no_error(
    con: duckdb.DuckDBPyConnection, question: Question
) -> None:
    nowhere = {
        name: value
        for name, value in {"reporter": "BRA", "partner": "CHN", "exporter": "BRA"}.items()
        if name in question.parameters
    }
    answer = questions.ask(con, question, nowhere)
    assert answer.columns


def test_the_cookbook_is_the_one_in_the_docs(
    con: duckdb.DuckDBPyConnection, pytestconfig: pytest.Config
) -> None:
    found = cookbook.page(con)
    if pytestconfig.getoption("--update-golden"):
        COOKBOOK.write_text(found, encoding="utf-8")
    assert found == COOKBOOK.read_text(encoding="utf-8"), "run pytest with --update-golden"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- no number\n--\n-- Read.\nselect 1", "the comment"),
        ("-- 1. risk: What?\nselect 1", "the comment"),
        ("-- 1. risk: What?\n--\n-- Read.\n--\n-- a = 1\nselect 1", "parameters"),
        ("-- 1. risk: What?\n--\n-- Read.\nselect $a", "parameters"),
    ],
)
def test_a_file_with_a_bad_comment_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "01_bad.sql"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        questions.parse(file)


def test_an_unknown_parameter_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UsageError, match="value, unit, period"):
        questions.ask(con, questions.get(20), {"amount": "1"})


def test_a_value_that_cannot_be_read_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UsageError, match="'many'"):
        questions.ask(con, questions.get(20), {"value": "many"})


def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", "ask", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_lists_asks_and_shows(release: Path) -> None:
    listed = asked("--list").stdout
    assert re.search(r"20\s+journalist", listed)
    rows = [json.loads(line) for line in asked("20", "-f", "json").stdout.splitlines()]
    assert [row["content_sha256"] for row in rows] != []
    assert asked("20", "--sql").stdout.startswith("-- 20. journalist")
    told = asked("20", "nonsense")
    assert (told.returncode, "name=value" in told.stderr) == (2, True)
