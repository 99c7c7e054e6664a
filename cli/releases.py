"""`tradebooks releases`: what is published, and going back."""

from __future__ import annotations

from cli.console import out, show_table
from cli.sql import chosen_release
from tradebooks.settings import Settings
from warehouse.release import Releases


def show_all() -> None:
    """Print every release."""
    releases = Releases(Settings().releases_dir)
    found = releases.all()
    withdrawn = {release.name for release in releases.withdrawn()}
    rows = [
        (
            "→" if release.is_current else "",
            release.name,
            f"{release.as_of:%Y-%m-%d %H:%M}",
            sum(release.rows.values()),
            "rolled back from" if release.name in withdrawn else "",
        )
        for release in found
    ]
    show_table(None, ("", "release", "knows up to (UTC)", "rows", ""), rows)
    if not found:
        out.print("No release yet. [bold]tradebooks run[/] makes the first one.")


def show_one(name: str | None) -> None:
    """Print one release and its tables."""
    release = chosen_release(name)
    out.print(f"[bold]{release.name}[/]{'  (current)' if release.is_current else ''}")
    out.print(f"  knows up to  {release.as_of:%Y-%m-%d %H:%M:%S} UTC")
    out.print(f"  content      {release.content_hash}")
    out.print(f"  database     {release.database}", soft_wrap=True)
    show_table(None, ("table", "rows"), sorted(release.rows.items()))


def go_back(name: str | None) -> None:
    """Make an older release the current one, while no load is under way."""
    from orchestration import writer

    settings = Settings()
    with writer.held(settings, lambda: out.print("Waiting for a load to end.")):
        release = Releases(settings.releases_dir).rollback(name)
    out.print(f"Readers now see [bold]{release.name}[/].")
