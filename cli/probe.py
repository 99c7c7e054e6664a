"""`tradebooks probe`: what every endpoint gives, seen against expected."""

from __future__ import annotations

from cli.console import err, out, show_table
from tradebooks.settings import Settings


def show() -> int:
    """Probe every endpoint, print a table, and return 1 if one does not answer as it should."""
    from orchestration.live import probe

    settings = Settings()
    with err.status("asking every endpoint"):
        found = probe(settings)
    rows = [
        ("yes" if one.is_good else "no", one.source, one.url, one.seen, one.expected, one.seconds)
        for one in found
    ]
    show_table("Endpoints", ("good", "source", "address", "saw", "expected", "s"), rows)
    for one in found:
        if one.action:
            mark = "[yellow]![/]" if one.is_good else "[red]✗[/]"
            out.print(f"{mark} {one.source}: ", end="")
            out.print(one.action, markup=False)
    if not settings.fetch.contact:
        out.print("[yellow]![/] No contact is sent: set TRADEBOOKS_FETCH__CONTACT to your address")
    return int(any(not one.is_good for one in found))
