"""`tradebooks claims diff`: how two versions of the extractor read the archived articles.

Anything else after `claims` is read as articles, which is the business of `cli.claims`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cli.claims import claims

if TYPE_CHECKING:
    from typer._click.core import Context

    from ingest.news.rereading import Change, Claim

MARKS = {"added": "[green]+[/]", "dropped": "[red]-[/]", "altered": "[yellow]~[/]"}
READ = "read"


class ArticlesOrCommand(TyperGroup):
    """A group whose first argument may be left out: then articles are read."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the default command before what is no command."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = [READ, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ArticlesOrCommand,
    no_args_is_help=True,
    help="Print the trade claims of articles (`claims FILE…`), or compare two extractor versions.",
)
app.command(READ)(claims)


@app.command("diff")
def diff(
    old: Annotated[str, typer.Argument(help="Extractor version, as bi.claims names it.")],
    new: Annotated[
        str, typer.Argument(help="Another version, or `current` for the one installed.")
    ] = "current",
    as_json: Annotated[bool, typer.Option("--json", help="One change per line.")] = False,
) -> None:
    """Show which claims a newer extractor added, dropped or read otherwise in the archive."""
    from ingest.fetch.archive import Archive
    from ingest.news.rereading import compare, readings
    from tradebooks.settings import Settings

    archive = Archive(Settings().archive_dir)
    before, after = readings(archive, old), readings(archive, new)
    changes = compare(before, after)
    if as_json:
        for change in changes:
            typer.echo(json.dumps(as_record(change), ensure_ascii=False, sort_keys=True))
        return
    show(changes, len(before.keys() & after.keys()))


def as_record(change: Change) -> dict[str, Any]:
    """Return a change as plain data."""
    return {
        "change": change.kind,
        "document_key": change.document_key,
        "claim_key": change.claim["claim_key"],
        "claim": dict(change.claim),
        "fields": {name: list(pair) for name, pair in change.fields.items()},
    }


def show(changes: list[Change], articles: int) -> None:
    """Print changes by article, then their counts."""
    from rich.markup import escape

    from cli.console import out

    title = None
    for change in changes:
        if change.document_key != title:
            title = change.document_key
            out.print(f"\n[bold]{escape(change.title)}[/] [dim]{title[:12]}[/]")
        out.print(f"  {MARKS[change.kind]} {escape(headline(change.claim))}")
        for name, (before, after) in change.fields.items():
            out.print(
                f"      {name}: [red]{escape(said(before))}[/] → [green]{escape(said(after))}[/]"
            )
        out.print(f"      [dim]{escape(' '.join(str(change.claim['quote']).split()))}[/]")
    counts = {kind: sum(change.kind == kind for change in changes) for kind in MARKS}
    parts = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    out.print(f"\n{articles} articles read by both: {parts}.")


def headline(claim: Claim) -> str:
    """Write one claim in one line."""
    value = claim["commodity"] if claim["value"] is None else f"{claim['value']:,.10g}"
    period = f"{claim['period_start']} .. {claim['period_end']}" if claim["period_start"] else "-"
    sides = f"{claim['reporter']} {claim['flow']} {claim['partner']}"
    return f"{sides} {claim['measure']} {value} {claim['unit'] or ''} {period}"


def said(value: object) -> str:
    """Write a value of a field."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:,.10g}" if isinstance(value, float) else " ".join(str(value).split())
