"""`tradebooks add --dry-run`: what a load of these files would accept and refuse.

They are archived, read and checked by the same code as in a load, but in a temporary folder and
against an empty lake; nothing is written where the data are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.markup import escape

from cli.console import out, print_error, show_table
from tradebooks.errors import TradebooksError
from tradebooks.settings import Settings

if TYPE_CHECKING:
    import polars as pl

    from ingest.fetch.archive import Archive
    from ingest.fetch.manifest import ManifestRow
    from ingest.load import LoadResult

ROWS_SHOWN = 10
COLUMNS_SHOWN = 12
LONGEST_CELL = 60
PERIOD = "period"
# What tells a row of any raw table best, in the order of reading; each has a few of them.
TELLING = (
    *("measure", "title", "outlet", "text", "reporter", "partner", "country", "product"),
    "indicator",
    *("flow", "flow_code", "classification", "commodity_code", "commodity", "currency"),
    *("quote_currency", PERIOD, "rate_date", "rate_type", "value", "value_high", "value_musd"),
    *("value_kusd", "value_usd", "primary_value_usd", "rate", "unit", "source", "quote"),
)


def dry_run(
    files: list[Path],
    *,
    source: str | None,
    published: str | None,
    url: str | None,
    title: str | None,
) -> int:
    """Show what would become of files; return 1 if anything of them would be refused."""
    from ingest.fetch.archive import Archive
    from ingest.load import add_file, load

    settings, now = Settings(), datetime.now(UTC)
    kept = Archive(settings.archive_dir)
    rows: dict[Path, ManifestRow] = {}
    is_refused = False
    with TemporaryDirectory(prefix="tradebooks-dry-run-") as folder:
        archive = Archive(Path(folder))
        add = partial(add_file, archive, published=published, url=url, title=title)
        for file in files:
            try:
                rows[file] = add(file, source=source, retrieved_at=now).row
            except TradebooksError as error:
                print_error(error)
                is_refused = True
                continue
            _say_if_known(kept, rows[file], file)
        for one in dict.fromkeys(row.source for row in rows.values()):
            result = load(one, archive, {}, now=now, settings=settings.source(one))
            is_refused |= _show(one, result, _files_of(archive, rows))
    out.print("[bold]Dry run:[/] nothing was written")
    return int(is_refused)


def _say_if_known(kept: Archive, row: ManifestRow, file: Path) -> None:
    if any(one.content_sha256 == row.content_sha256 for one in kept.rows(row.source)):
        out.print(
            f"[yellow]![/] {escape(file.name)}: the archive holds these bytes already; "
            "what was loaded from them is not loaded again",
            soft_wrap=True,
        )


def _files_of(archive: Archive, rows: dict[Path, ManifestRow]) -> dict[str, str]:
    """Return file names by document key; an article has its key from its extraction."""
    names = {row.fetch_key: file.name for file, row in rows.items()}
    return {
        str(row.document_key): names[origin]
        for row in archive.rows()
        if (origin := row.extracts or row.fetch_key) in names
    }


def _show(source: str, result: LoadResult, files: dict[str, str]) -> bool:
    """Print what one source would take and refuse; tell whether it would refuse anything."""
    report = result.report
    counts = [(name, frame.height) for name, frame in result.accepted.items()]
    out.print(
        f"[bold]{source}[/] {report.accepted} of {report.rows_in} rows would be accepted, "
        f"{report.quarantined} quarantined"
    )
    show_table(None, ("table", "accepted"), counts)
    for name, frame in result.accepted.items():
        if frame.height:
            _show_accepted(name, frame)
    if result.quarantine.height:
        _show_quarantine(result.quarantine, files)
    for error in report.errors:
        print_error(error)
    return bool(report.errors or result.quarantine.height)


def _show_accepted(name: str, frame: pl.DataFrame) -> None:
    first = _told(frame.head(ROWS_SHOWN))
    title = f"{name}, first {ROWS_SHOWN} of {frame.height}" if frame.height > ROWS_SHOWN else name
    show_table(title, first.columns, _cells(first.rows()))


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the columns that tell a row, without those that are empty in all of them."""
    from ingest.sources.tables import ORIGIN

    whole = _with_period(rows)
    filled = [name for name in whole.columns if whole[name].null_count() < whole.height]
    telling = [name for name in TELLING if name in filled]
    others = [name for name in filled if name not in (*telling, *ORIGIN)]
    return whole.select((telling if len(telling) > 1 else others)[:COLUMNS_SHOWN])


def _with_period(rows: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from tradebooks.periods import Period

    if "period_start" not in rows.columns:
        return rows
    spans = rows.select("period_start", "period_end").rows()
    labels = [Period(*span).label if all(span) else None for span in spans]
    return rows.with_columns(pl.Series(PERIOD, labels, dtype=pl.String))


def _show_quarantine(quarantine: pl.DataFrame, files: dict[str, str]) -> None:
    names = ("document_key", "locator", "column_name", "check_name", "value")
    lines = [
        (files.get(key, key[:12]), *others) for key, *others in quarantine.select(names).rows()
    ]
    columns = ("file", "place", "column", "check", "value")
    show_table("Would be quarantined", columns, _cells(lines))


def _cells(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    """Make cells printable: what a file says is no markup, and no page of text."""
    return [[_short(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _short(text: str) -> str:
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return escape(line if len(line) <= LONGEST_CELL else f"{line[: LONGEST_CELL - 1]}…")
