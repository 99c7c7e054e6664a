"""`tradebooks add` and `tradebooks template`: documents brought by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cli.console import out, print_error
from tradebooks.errors import TradebooksError
from tradebooks.settings import Settings


def add_files(
    files: list[Path],
    *,
    source: str | None,
    published: str | None,
    url: str | None,
    title: str | None,
    load: bool,
) -> int:
    """Archive files and load them; return the exit code.

    A file that cannot be archived is reported and stops none of the others.
    """
    from ingest.fetch.archive import Archive
    from ingest.load import add_file

    archive = Archive(Settings().archive_dir)
    failed = 0
    for file in files:
        try:
            added = add_file(
                archive,
                file,
                source=source,
                published=published,
                url=url,
                title=title,
                retrieved_at=datetime.now(UTC),
            )
        except TradebooksError as error:
            print_error(error)
            failed += 1
            continue
        out.print(f"[green]✓[/] {file.name}: {added}", soft_wrap=True)
    if load and failed < len(files):
        from cli.run import run_and_report

        return max(run_and_report(), int(failed > 0))
    return int(failed > 0)


def add_urls(urls: list[str], *, published: str | None, load: bool) -> int:
    """Fetch article pages, archive and load them; return the exit code."""
    from cli.run import print_asked_errors, run_and_report
    from orchestration.live import ask_pages

    asked = ask_pages(Settings(), urls, published)
    print_asked_errors([asked])
    if asked.skipped:
        out.print(
            f"[yellow]![/] {asked.skipped} kept out by robots.txt: save the page with a browser "
            "and add the file with --url"
        )
    failed = bool(asked.errors or asked.skipped)
    out.print(f"{asked.new} new, {asked.known + asked.resumed} known")
    if load and asked.new:
        return max(run_and_report(), int(failed))
    return int(failed)


def print_template(source: str) -> None:
    """Print the header line of a manual drop, ready to be saved as a CSV file."""
    from ingest.sources.registry import get

    print(get(source).template_csv(), end="")
