"""`tradebooks ask`: the questions of the cookbook, put to a release."""

from __future__ import annotations

import duckdb

from cli.console import out, show_table
from cli.sql import check_format, chosen_release, print_answer
from tradebooks.errors import UsageError
from warehouse import questions, reader


def show_all() -> int:
    """List the questions with their parameters; return the exit code."""
    rows = [
        (one.number, one.user, one.text, " ".join(f"{k}={v}" for k, v in one.parameters.items()))
        for one in questions.all_questions()
    ]
    show_table("Questions", ["", "who", "question", "parameters"], rows)
    return 0


def show_sql(number: int) -> int:
    """Print the query of one question as its file holds it; return the exit code."""
    name = questions.get(number).name
    out.print((questions.FOLDER / f"{name}.sql").read_text(encoding="utf-8"), markup=False, end="")
    return 0


def ask(number: int, given: list[str], output: str, release: str | None) -> int:
    """Ask a release one question and print the answer; return the exit code.

    Args:
        number: Number of the question.
        given: Parameters as `name=value`.
        output: table, csv or json.
        release: Name of an older release, or null for the current one.

    Raises:
        UsageError: If the question, a parameter or the format is unknown, or the release is too
            old to know what is asked.
    """
    check_format("ask", output)
    question = questions.get(number)
    with reader.connect(chosen_release(release).database) as con:
        try:
            answer = questions.ask(con, question, _parameters(number, given))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise UsageError(
                f"question {number}",
                seen=str(error).splitlines()[0],
                expected="a release that this version of tradebooks made",
                action="run `tradebooks run`, or ask without --release",
            ) from error
    if output == "table":
        out.print(f"[bold]{question.number}.[/] {question.text}")
        asked = " ".join(f"{name}={value}" for name, value in answer.parameters.items())
        out.print(f"[dim]{question.reading}{f' ({asked})' if asked else ''}[/]")
    print_answer(answer.columns, answer.rows, output)
    return 0


def _parameters(number: int, given: list[str]) -> dict[str, str]:
    bad = [one for one in given if "=" not in one]
    if bad:
        raise UsageError(
            f"question {number}",
            seen=" ".join(bad),
            expected="parameters as name=value",
            action=f"for instance: tradebooks ask {number} {_example(number)}",
        )
    return dict(one.split("=", 1) for one in given)


def _example(number: int) -> str:
    parameters = questions.get(number).parameters
    return " ".join(f"{name}={value}" for name, value in parameters.items()) or "(it takes none)"
