"""`tradebooks claims`: the trade claims of any article, as a table or as one JSON line each.

How a page becomes clean text is the business of `ingest.news`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from ingest.claims.model import Article, Claim, Evidence, Extraction

SUFFIXES = {".json", ".txt", ".html", ".htm"}
PAGES = ("http://", "https://")
app = typer.Typer(help="Print the trade claims of articles.", add_completion=False)


@app.command()
def claims(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE-OR-URL...",
            help="Articles (.json, .txt, .html), folders of them, or addresses of pages.",
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="One line per article, for the scorer.")
    ] = False,
) -> None:
    """Print the trade claims of articles, with the evidence highlighted.

    Pages are fetched under the manners of the news source; nothing is archived or loaded.
    """
    from cli.console import print_error
    from ingest.claims import extract
    from tradebooks.errors import TradebooksError

    failed = False
    for source in sources:
        try:
            for name, article in articles_of(source):
                extraction = extract(article)
                if as_json:
                    print_json(name, extraction)
                else:
                    print_table(name, article, extraction)
        except TradebooksError as error:
            print_error(error)
            failed = True
    if failed:
        raise typer.Exit(1)


def articles_of(source: str) -> Iterator[tuple[str, Article]]:
    """Read the articles of a page, a file or a folder."""
    if source.lower().startswith(PAGES):
        yield source, fetch_article(source)
        return
    for path in find_articles([Path(source)]):
        yield from load_articles(path)


def fetch_article(url: str) -> Article:
    """Fetch and read one page."""
    from orchestration.live import look_at_page
    from tradebooks.settings import Settings

    return look_at_page(Settings(), url).for_claims()


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
    """Read the articles of one file; one that holds none is skipped with a note."""
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
    """Read a page or a text as the news loader does; what it refuses is read as bare text."""
    from ingest.claims.model import Article
    from ingest.news import clean
    from tradebooks.errors import TradebooksError

    try:
        return clean.load_article(path).for_claims()
    except TradebooksError:
        return Article(path.read_bytes().decode("utf-8", errors="replace"))


def print_json(name: str, extraction: Extraction) -> None:
    """Print one prediction line."""
    from ingest.claims.scoring import to_prediction

    typer.echo(json.dumps(to_prediction(name, extraction), ensure_ascii=False))


def print_table(name: str, article: Article, extraction: Extraction) -> None:
    """Print the claims of one article as a table, and below it what they were read from."""
    from cli.console import out, show_table

    rows = [
        (
            str(number),
            f"{claim.reporter} {claim.flow} {claim.partner}",
            claim.measure,
            shown_value(claim),
            shown_period(claim),
            shown_notes(claim),
        )
        for number, claim in enumerate(extraction.claims, start=1)
    ]
    columns = ("", "flow", "measure", "value", "period", "")
    show_table(f"{name}: {len(rows)} claims ({extraction.version})", columns, rows)
    for numbers, places in said_in(extraction.claims):
        label = ", ".join(map(str, numbers))
        out.print(f"[dim]{label}[/]  ", evidence(article.text, places), sep="")
    print_doubtful(article, extraction)
    if extraction.flags:
        out.print("flags: " + ", ".join(extraction.flags))


def said_in(claims: list[Claim]) -> list[tuple[list[int], list[Claim | Evidence]]]:
    """Gather, in the order of the text, which claims were read from the same words."""
    found: dict[tuple[int, int], tuple[list[int], list[Claim | Evidence]]] = {}
    for number, claim in enumerate(claims, start=1):
        spoken: list[Claim | Evidence] = [claim, *claim.further]
        for place in spoken:
            numbers, places = found.setdefault((place.start, place.end), ([], []))
            numbers.append(number)
            places.append(place)
    return [found[words] for words in sorted(found)]


def print_doubtful(article: Article, extraction: Extraction) -> None:
    """Print the numbers that cannot be: a person has to look at them."""
    from cli.console import out

    for claim in extraction.doubtful:
        out.print(f"[red]for review:[/] {shown_value(claim)}, {claim.doubt}")
        out.print("     ", evidence(article.text, [claim]), sep="")


#: Words for large amounts, as agencies write them.
_SCALES = ((1e12, "trn"), (1e9, "bn"), (1e6, "mn"))


def shown_value(claim: Claim) -> str:
    """Write the value with its bound and unit."""
    if claim.value is None:
        return claim.commodity
    size, word = next((s for s in _SCALES if abs(claim.value) >= s[0]), (1.0, ""))
    high = f"-{claim.value_high / size:g}" if claim.value_high is not None else ""
    bound = "" if claim.bound in {"exact", "range"} else claim.bound
    amount = f"{claim.value / size:,g}{high}"
    return " ".join(filter(None, (bound, amount, word, claim.unit, claim.commodity)))


def shown_period(claim: Claim) -> str:
    """Write the period and, for a change from anything but the year before, from what."""
    from tradebooks.periods import Period

    if claim.period_start is None or claim.period_end is None:
        return "-"
    period = Period(claim.period_start, claim.period_end)
    if claim.base_period_start is None or claim.base_period_end is None:
        return period.label
    base = Period(claim.base_period_start, claim.base_period_end)
    return period.label if base == period.year_before() else f"{period.label} from {base.label}"


def shown_notes(claim: Claim) -> str:
    """Write status, record, valuation, basis, speaker and what was inferred."""
    notes = [claim.status] if claim.status != "actual" else []
    notes += ["record"] if claim.is_record else []
    notes += [claim.valuation] if claim.valuation != "unspecified" else []
    notes += [claim.basis.replace("_", " ")] if claim.basis != "value" else []
    notes += [claim.speaker] if claim.speaker else []
    inferred = dict.fromkeys(
        name.removeprefix("base_").removesuffix("_start").removesuffix("_end")
        for name in claim.inferred
    )
    notes += [f"inferred: {', '.join(inferred)}"] if inferred else []
    return "; ".join(notes)


def evidence(text: str, places: Sequence[Claim | Evidence]) -> Text:
    """Quote the words of one place with the printed numbers highlighted."""
    from rich.text import Text as RichText

    start, end = places[0].start, places[0].end
    whole = text[start:end]
    quote = RichText(whole.strip("\n"))
    shift = start + len(whole) - len(whole.lstrip("\n"))
    for place in places:
        quote.stylize("bold yellow", place.anchor_start - shift, place.anchor_end - shift)
    return quote
