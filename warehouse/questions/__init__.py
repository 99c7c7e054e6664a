"""Questions that users ask every week, each one SQL file of this folder against a release.

A file begins with a comment: number, who asks, the question; a paragraph on how to read the
answer; and its parameters with their defaults. Other rooms ask through `ask`; nothing here
computes what a mart does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from tradebooks.errors import UsageError

FOLDER = Path(__file__).parent
_TITLE = re.compile(r"(?P<number>\d+)\. (?P<user>[a-z]+): (?P<question>.+)")
_PARAMETER = re.compile(r"(?P<name>[a-z_]+) = (?P<default>.*)")
_USED = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        number: Its number in the cookbook.
        name: Stem of its file.
        user: Who asks it: economist, sanctions, journalist, risk, statistician or engineer.
        text: The question in words.
        reading: How the answer is to be read.
        parameters: Names and defaults of what can be asked differently.
        sql: The query, with `$name` where a parameter stands.
    """

    number: int
    name: str
    user: str
    text: str
    reading: str
    parameters: dict[str, str]
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows that a release gave, with the parameters that were used."""

    columns: list[str]
    rows: list[tuple[object, ...]]
    parameters: dict[str, str]


def parse(path: Path) -> Question:
    """Read one file.

    Raises:
        ValueError: If its comment lacks a part, or a parameter is not used or not said.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    paragraphs = "\n".join(line[2:].strip() for line in lines[:end]).split("\n\n")
    title = _TITLE.fullmatch(paragraphs[0].replace("\n", " "))
    if title is None or len(paragraphs) not in (2, 3):
        raise ValueError(f"{path.name}: the comment is not title, reading, parameters")
    sql = "\n".join(lines[end:]).strip() + "\n"
    parameters = _parameters(paragraphs[2] if len(paragraphs) == 3 else "")
    if set(_USED.findall(sql)) != set(parameters):
        raise ValueError(f"{path.name}: parameters said and used are not the same")
    return Question(
        number=int(title["number"]),
        name=path.stem,
        user=title["user"],
        text=title["question"],
        reading=paragraphs[1].replace("\n", " "),
        parameters=parameters,
        sql=sql,
    )


def _parameters(paragraph: str) -> dict[str, str]:
    found = [_PARAMETER.fullmatch(line) for line in paragraph.splitlines()]
    return {one["name"]: one["default"] for one in found if one}


@cache
def all_questions() -> tuple[Question, ...]:
    """Return every question by number."""
    questions = (parse(path) for path in FOLDER.glob("*.sql"))
    return tuple(sorted(questions, key=lambda question: question.number))


def get(number: int) -> Question:
    """Return one question.

    Raises:
        UsageError: If there is none of that number.
    """
    for question in all_questions():
        if question.number == number:
            return question
    raise UsageError(
        "ask",
        seen=f"question {number}",
        expected=f"one of {len(all_questions())} questions",
        action="`tradebooks ask --list` shows them",
    )


def ask(
    con: duckdb.DuckDBPyConnection, question: Question, given: dict[str, str] | None = None
) -> Answer:
    """Ask a release one question.

    Args:
        con: A release, open for reading.
        question: What is asked.
        given: Values of parameters that are to differ from their defaults.

    Raises:
        UsageError: If a parameter is not one of the question's, or its value cannot be read.
    """
    unknown = sorted(set(given or {}) - set(question.parameters))
    if unknown:
        raise UsageError(
            f"question {question.number}",
            seen=f"parameter {', '.join(unknown)}",
            expected=", ".join(question.parameters) or "no parameter",
            action="`tradebooks ask --list` shows the questions with their parameters",
        )
    used = question.parameters | (given or {})
    try:
        answer = con.execute(question.sql, used)
    except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
        raise UsageError(
            f"question {question.number}",
            seen=str(error).splitlines()[0],
            expected="values like " + ", ".join(f"{k}={v}" for k, v in question.parameters.items()),
            action="give the parameter in the form of its default",
        ) from error
    columns = [column[0] for column in answer.description or []]
    return Answer(columns, answer.fetchall(), used)
