"""The commands and their options; each one's work is in a module of its own, loaded when called."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cli.claims_diff import app as claims
from tradebooks.errors import TradebooksError, UsageError

app = typer.Typer(
    name="tradebooks",
    help="Trade between countries, as printed and as stated: load it, ask it, look after it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
releases = typer.Typer(help="List the published releases, look into one, or go back to one.")
app.add_typer(releases, name="releases")
app.add_typer(claims, name="claims")


@app.command()
def run(
    live: Annotated[
        bool,
        typer.Option("--live", help="Ask the sources over the network first."),
    ] = False,
    span: Annotated[
        str | None,
        typer.Option(
            help="With --live: ask for these periods instead of what is due, "
            "such as 2025-11, 2015..2019 or 2025-03-21..2025-06-20."
        ),
    ] = None,
) -> None:
    """Load everything that is new and publish a release: the job that the schedule starts.

    Replays the bundled archive through the same code as a live load. What it prints at the end
    says what came in, what was kept out and where the release lies. The exit code is 1 if a
    source did not answer or failed to load, a blocking check failed or no release could be made.
    A live load that was stopped goes on where it stopped when it is started again.
    """
    from cli.run import run_and_report

    if span and not live:
        raise typer.BadParameter("periods can only be asked for with --live")
    raise typer.Exit(run_and_report(is_live=live, span=span))


@app.command()
def probe() -> None:
    """Ask every endpoint for something small and show what was seen against what was expected.

    Nothing is archived. The exit code is 1 if an endpoint does not answer as it should.
    """
    from cli.probe import show

    raise typer.Exit(show())


@app.command()
def add(
    documents: Annotated[
        list[str],
        typer.Argument(
            help="Articles (.txt, .html), workbooks (.xlsx), figures (.csv), "
            "or addresses of articles (https://…), which are fetched."
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            help="Which source reads them: news, rosstat, rosstat_annual, unsd, manual or "
            "manual_rate. Told from the file where it is not given, except rosstat_annual and unsd."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="When they were published: 2026-01-05, 2026-01, 2026 or an instant."),
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where they were published.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where the page has none.")] = None,
    load: Annotated[
        bool, typer.Option(help="Load at once; otherwise they wait for the next load.")
    ] = True,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Only show what would be loaded and what refused (then the exit code is 1).",
        ),
    ] = False,
) -> None:
    """Add documents by hand: they are archived as they are, then read, checked and published.

    [dim]tradebooks add figures.csv --dry-run[/dim]

    [dim]tradebooks add https://example.org/a --published 2026-01-05[/dim]

    [dim]tradebooks add article.html --published 2026-01-05 --url https://example.org/a[/dim]

    [dim]tradebooks add 96stran.xlsx --source rosstat --published 2022-03[/dim]
    """
    from cli.add import add_files, add_urls

    urls = [one for one in documents if one.startswith(("http://", "https://"))]
    files = [Path(one) for one in documents if one not in urls]
    if urls and (files or source or url or title):
        raise typer.BadParameter("addresses are added by themselves, with --published at most")
    if urls and dry_run:
        raise typer.BadParameter(
            "a dry run reads files, not addresses: save the page and try the file with --url"
        )
    if dry_run:
        from cli.dry_run import dry_run as try_files

        raise typer.Exit(try_files(files, source=source, published=published, url=url, title=title))
    if urls:
        raise typer.Exit(add_urls(urls, published=published, load=load))
    raise typer.Exit(
        add_files(files, source=source, published=published, url=url, title=title, load=load)
    )


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="The query; without one it is read from standard input.")
    ] = None,
    output: Annotated[
        str, typer.Option("--format", "-f", help="table, csv or json (one object a line).")
    ] = "table",
    release: Annotated[str | None, typer.Option(help="Ask an older release, by its name.")] = None,
) -> None:
    """Ask the current release in SQL. It is opened read-only and cannot reach anything outside.

    [dim]tradebooks sql "select * from bi.claims limit 5"[/dim]

    [dim]tradebooks sql "show all tables"[/dim]
    """
    from cli.sql import ask

    raise typer.Exit(ask(query if query is not None else sys.stdin.read(), output, release))


@app.command("ask")
def ask_question(
    number: Annotated[int | None, typer.Argument(help="Number of the question.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="What to ask otherwise, as name=value.")
    ] = None,
    show_list: Annotated[
        bool, typer.Option("--list", help="Show the questions with their parameters.")
    ] = False,
    show_sql: Annotated[
        bool, typer.Option("--sql", help="Show the query, not its answer.")
    ] = False,
    output: Annotated[
        str, typer.Option("--format", "-f", help="table, csv or json (one object a line).")
    ] = "table",
    release: Annotated[str | None, typer.Option(help="Ask an older release, by its name.")] = None,
) -> None:
    """Ask one of the questions that users ask every week; docs/cookbook.md shows the answers.

    [dim]tradebooks ask --list[/dim]

    [dim]tradebooks ask 20 value=45e9 period=2022[/dim]
    """
    from cli import ask

    if show_list or number is None:
        raise typer.Exit(ask.show_all())
    if show_sql:
        raise typer.Exit(ask.show_sql(number))
    raise typer.Exit(ask.ask(number, parameters or [], output, release))


@app.command()
def reconcile(
    pair: Annotated[str, typer.Argument(help="Two codes joined by a hyphen.")] = "BLR-RUS",
    period: Annotated[
        str | None, typer.Option(help="One period: 2025, 2024-Q1, 2025-01..2025-11.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Count only what was known on that day."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
) -> None:
    """Say what can be known of a pair's trade, what contradicts what, and what follows.

    Every number counts as an interval; books are never forced to agree. docs/reconciliation.md
    explains the method.

    [dim]tradebooks reconcile BLR-RUS --period 2024-Q1[/dim]
    """
    from cli.reconcile import answer

    raise typer.Exit(answer(pair, period, as_of.date() if as_of else None, as_json=as_json))


@app.command()
def template(
    source: Annotated[str, typer.Argument(help="manual or manual_rate.")] = "manual",
) -> None:
    """Print the columns of a CSV file for figures that have no other source."""
    from cli.add import print_template

    print_template(source)


@app.command()
def doctor() -> None:
    """Say what is wrong and which command mends it. The exit code is 1 if anything is."""
    from cli.doctor import examine

    raise typer.Exit(examine())


@app.command()
def dev(
    port: Annotated[int, typer.Option(help="Port of the web page on this machine.")] = 3000,
) -> None:
    """Start Dagster's web page and the daemon that runs the daily schedule. Ctrl-C stops both."""
    from cli.dev import serve

    raise typer.Exit(serve(port))


@releases.command("list")
def list_releases() -> None:
    """List every release, newest knowledge first; the current one is marked."""
    from cli.releases import show_all

    show_all()


@releases.command("show")
def show_release(
    name: Annotated[
        str | None, typer.Argument(help="Name, or its beginning; without it the current one.")
    ] = None,
) -> None:
    """Show one release: where it lies, its content hash and the rows of every table."""
    from cli.releases import show_one

    show_one(name)


@releases.command("rollback")
def rollback_release(
    name: Annotated[
        str | None, typer.Argument(help="Name, or its beginning; without it the one before.")
    ] = None,
) -> None:
    """Send readers back to an older release. Nothing is removed; the next new content goes on."""
    from cli.releases import go_back

    go_back(name)


def _expected(error: Exception) -> TradebooksError:
    """Put what the settings or the file system say into the words of this project.

    Raises:
        Exception: The error itself, where it is none of these: then it is a defect.
    """
    if isinstance(error, TradebooksError):
        return error
    if isinstance(error, OSError):
        return UsageError(
            str(error.filename or "file system"),
            seen=error.strerror or str(error),
            expected="a place that can be read and written",
            action="check TRADEBOOKS_DATA and the rights of that folder",
        )
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        raise error
    found = error.errors()[0]
    name = ".".join(map(str, found["loc"]))
    return UsageError(
        f"setting {name}",
        seen=f"{error.error_count()} wrong settings"
        if error.error_count() > 1
        else "a wrong value",
        expected=found["msg"],
        action=f"mend TRADEBOOKS_{name.upper().replace('.', '__')}, or tradebooks.toml",
    )


def main() -> NoReturn:
    """Run the command line; an expected error is printed in three lines, never as a traceback."""
    try:
        app()
    except (TradebooksError, ValueError, OSError) as error:
        from cli.console import print_error

        print_error(_expected(error))
        sys.exit(2)
    sys.exit(0)
