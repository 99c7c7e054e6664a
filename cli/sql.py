"""`tradebooks sql`: a read-only question to a release."""

from __future__ import annotations

import csv
import json
import sys

import duckdb

from cli.console import out, show_table
from tradebooks.errors import ReleaseError, UsageError
from tradebooks.settings import Settings
from warehouse import reader
from warehouse.release import Release, Releases

FORMATS = ("table", "csv", "json")


def chosen_release(name: str | None) -> Release:
    """Return the named release or the current one.

    Raises:
        ReleaseError: If there is none.
    """
    releases = Releases(Settings().releases_dir)
    found = releases.get(name) if name else releases.current()
    if found is None:
        raise ReleaseError(
            "release",
            seen="no release yet",
            expected="a published release to ask",
            action="run `tradebooks run` to make the first one",
        )
    return found


def check_format(command: str, output: str) -> None:
    """Refuse a format that no answer is printed in.

    Raises:
        UsageError: If it is none of `FORMATS`.
    """
    if output not in FORMATS:
        raise UsageError(
            command, seen=f"format {output!r}", expected=", ".join(FORMATS), action="choose one"
        )


def ask(query: str, output: str, release: str | None) -> int:
    """Run one query against a release and print the answer; return the exit code.

    Raises:
        UsageError: If the format is unknown or the query cannot be answered.
    """
    check_format("sql", output)
    if not query.strip():
        raise UsageError(
            "sql",
            seen="no query",
            expected="a query in SQL",
            action='for instance: tradebooks sql "select * from bi.claims limit 5"',
        )
    with reader.connect(chosen_release(release).database) as con:
        try:
            answer = con.execute(query)
            names = [column[0] for column in answer.description or []]
            rows = answer.fetchall()
        except duckdb.Error as error:
            raise UsageError(
                "sql",
                seen=str(error).strip(),
                expected="a query that the release can answer, reading only",
                action="`tradebooks releases show` lists the tables, docs/dictionary.md columns",
            ) from error
    print_answer(names, rows, output)
    return 0


def print_answer(names: list[str], rows: list[tuple[object, ...]], output: str) -> None:
    """Print columns and rows as a table, as CSV, or as one object a line."""
    if output == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows(rows)
    elif output == "json":
        for row in rows:
            print(json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False))
    else:
        show_table(None, names, rows)
        out.print(f"[dim]{len(rows)} row{'s' if len(rows) != 1 else ''}[/]")
