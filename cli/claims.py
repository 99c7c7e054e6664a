"""`tradebooks claims`: the trade claims of any article, as a table with evidence or as one JSON line each.

Reading a page from the web and cleaning its HTML is the news room's business; see `load_article`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from ingest.claims.model import Article, Claim, Extraction

SUFFIXES = {".json", ".txt", ".html", ".htm"}
app = typer.Typer(help="Print the trade claims of articles.", add_completion=False)


@app.command()
def claims(
    paths: Annotated[
        list[Path], typer.Argument(help="Articles (.json, .txt, .html) or folders of them.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="One line per article, for the scorer.")
    ] = False,
) -> None:
    """Print the trade claims of articles, with the evidence highlighted."""
    from ingest.claims import extract

    for path in find_articles(paths):
        for name, article in load_articles(path):
            extraction = extract(article)
            if as_json:
                print_json(name, extraction)
            else:
                print_table(name, article, extraction)


def find_articles(paths: list[Path]) -> Iterator[Path]:
    """Give the files meant; folders are searched recursively, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()
            )
        elif path.is_file():
            yield path
        else:
            typer.echo(f"{path}: no such file or folder", err=True)
            raise typer.Exit(2)


def load_articles(path: Path) -> Iterator[tuple[str, Article]]:
    """Read the article, or the articles, of one file; a JSON file that holds none is skipped with a note."""
    if path.suffix.lower() != ".json":
        yield path.stem, load_article(path)
        return
    try:
        data = json.loads(path.read_bytes().decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        typer.echo(f"{path}: not JSON, skipped", err=True)
        return
    for record in data if isinstance(data, list) else [data]:
        if isinstance(record, dict) and isinstance(record.get("text"), str):
            yield str(record.get("id") or path.stem), article_of(record)
        else:
            typer.echo(f"{path}: no `text`, skipped", err=True)


def article_of(record: dict[str, object]) -> Article:
    """Make an article of a record with `title`, `text`, `lang` and `published`."""
    from ingest.claims.model import Article

    def text(name: str) -> str | None:
        value = record.get(name)
        return value if isinstance(value, str) and value else None

    return Article(
        text("text") or "", text("title"), text("lang"), day_of(text("published")), text("outlet")
    )


def day_of(value: str | None) -> date | None:
    """Read a day such as `2026-01-05`, also with a time after it; None where it is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def load_article(path: Path) -> Article:
    """Read a text file as an article; bytes that are no UTF-8 are replaced."""
    from ingest.claims.model import Article

    return Article(path.read_bytes().decode("utf-8", errors="replace"))


def print_json(name: str, extraction: Extraction) -> None:
    """Print one prediction line."""
    from ingest.claims.scoring import to_prediction

    typer.echo(json.dumps(to_prediction(name, extraction), ensure_ascii=False))


def print_table(name: str, article: Article, extraction: Extraction) -> None:
    """Print the claims of one article as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{name} ({extraction.version})", show_lines=True)
    for column in ("flow", "measure", "value", "period", "said", "evidence"):
        table.add_column(column)
    for claim in extraction.claims:
        table.add_row(
            f"{claim.reporter} {claim.flow} {claim.partner}",
            claim.measure,
            shown_value(claim),
            shown_period(claim),
            shown_notes(claim),
            evidence(article.text, claim),
        )
    console = Console()
    console.print(table)
    if extraction.flags:
        console.print("flags: " + ", ".join(extraction.flags))


def shown_value(claim: Claim) -> str:
    """Write the value with its bound and unit."""
    if claim.value is None:
        return claim.commodity
    high = f"-{claim.value_high:,.10g}" if claim.value_high is not None else ""
    bound = "" if claim.bound in {"exact", "range"} else claim.bound + " "
    goods = f" {claim.commodity}" if claim.commodity else ""
    return f"{bound}{claim.value:,.10g}{high} {claim.unit}{goods}"


def shown_period(claim: Claim) -> str:
    """Write the period and, in brackets, the base."""
    if claim.period_start is None:
        return "-"
    base = (
        f"\n(from {claim.base_period_start} .. {claim.base_period_end})"
        if claim.base_period_start
        else ""
    )
    return f"{claim.period_start} .. {claim.period_end}{base}"


def shown_notes(claim: Claim) -> str:
    """Write status, record, speaker and what was inferred."""
    notes = [claim.status] if claim.status != "actual" else []
    notes += ["record"] if claim.is_record else []
    notes += [claim.speaker] if claim.speaker else []
    notes += [f"inferred: {', '.join(claim.inferred)}"] if claim.inferred else []
    return "\n".join(notes)


def evidence(text: str, claim: Claim) -> Text:
    """Quote the evidence with the printed number highlighted."""
    from rich.text import Text as RichText

    quote = RichText(text[claim.start : claim.end].strip("\n"))
    shift = (
        claim.start
        + len(text[claim.start : claim.end])
        - len(text[claim.start : claim.end].lstrip("\n"))
    )
    quote.stylize("bold yellow", claim.anchor_start - shift, claim.anchor_end - shift)
    return quote


if __name__ == "__main__":
    app()
