"""The page that shows every question with its query and what the bundled archive answers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import duckdb

from warehouse import questions

#: Rows of an answer that the page shows.
SHOWN = 5
#: Longer texts are cut on the page.
WIDTH = 60
_HEAD = f"""# Cookbook

What users ask every week. `tradebooks ask N` asks the current release, `name=value` asks otherwise,
`--sql` shows the query, `--format csv` or `json` gives the answer to a program. The answers below
are those of the bundled archive, cut after {SHOWN} rows. This page is generated from the files of
`warehouse/questions`.
"""


def page(con: duckdb.DuckDBPyConnection) -> str:
    """Return the page as Markdown; `con` is a release, open for reading."""
    return "\n".join([_HEAD, *(_entry(con, one) for one in questions.all_questions())])


def _entry(con: duckdb.DuckDBPyConnection, question: questions.Question) -> str:
    answer = questions.ask(con, question)
    given = " ".join(f"{name}={value}" for name, value in question.parameters.items())
    rows = [f"| {' | '.join(cell(one) for one in row)} |" for row in answer.rows[:SHOWN]]
    count = f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}"
    return "\n".join(
        [
            f"## {question.number}. {question.text}",
            "",
            f"*{question.user}.* {question.reading}",
            "",
            f"    tradebooks ask {question.number} {given}".rstrip(),
            "",
            f"| {' | '.join(answer.columns)} |",
            "|" + "---|" * len(answer.columns),
            *rows,
            "",
            f"{count}; query: [{question.name}.sql](../warehouse/questions/{question.name}.sql)",
            "",
        ]
    )


def cell(value: object) -> str:
    """Return one cell: six digits of a number, the day of a midnight, a long text cut."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() | Decimal():
            return f"{float(value):.6g}"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
    text = str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
