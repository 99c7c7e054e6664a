"""The commands and their options; each one's work is in a module of its own, loaded when called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cli.claims import claims
from tradebooks.errors import TradebooksError

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
app.command()(claims)


@app.command()
def run() -> None:
    """Load everything that is new and publish a release: the job that the schedule starts.

    Replays the bundled archive through the same code as a live load. What it prints at the end
    says what came in, what was kept out and where the release lies. The exit code is 1 if a
    source failed to load, a blocking check failed or no release could be made.
    """
    from cli.run import run_and_report

    raise typer.Exit(run_and_report())


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(help="Articles (.txt, .html), workbooks (.xlsx) or figures (.csv)."),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            help="Which source reads them: news, rosstat, manual, manual_rate. "
            "Told from the file where it is not given."
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
) -> None:
    """Add documents by hand: they are archived as they are, then read, checked and published.

    [dim]tradebooks add article.html --published 2026-01-05 --url https://example.org/a[/dim]

    [dim]tradebooks add 96stran.xlsx --source rosstat --published 2022-03[/dim]
    """
    from cli.add import add_files

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


def main() -> NoReturn:
    """Run the command line; an expected error is printed in three lines, never as a traceback."""
    try:
        app()
    except TradebooksError as error:
        from cli.console import print_error

        print_error(error)
        sys.exit(2)
    sys.exit(0)
