"""`tradebooks run`: one load, shown while it happens and summed up at the end."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.console import err, out, show_table
from tradebooks.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestration.live import Asked
    from orchestration.loading import SourceLoad
    from orchestration.run import RunSummary

QUARANTINED = (
    'tradebooks sql "select source, locator, column_name, check_name, value from meta.quarantine"'
)
QUERIES = (
    (
        "What was said about January-November 2025?",
        (
            "select reporter, partner, measure, flow, low, high, unit, quote from bi.claims "
            "where period = '2025-01..2025-11'"
        ),
    ),
    (
        "Russia's books, month by month, safe to add up",
        (
            "select year, exporter, importer, sum(value_usd_mn) as value_usd_mn "
            "from bi.trade_monthly group by all order by all"
        ),
    ),
    (
        "What can be known of each year's trade in goods",
        (
            "select period, verdict, low_usd_mn, best_usd_mn, high_usd_mn from bi.headline "
            "where pair_group = 'BLR-RUS' and flow = 'turnover' and scope = 'goods' "
            "and period_kind = 'year' and commodity_key = 'TOTAL' and reporter = 'BLR' "
            "and partner = 'RUS' order by period"
        ),
    ),
    (
        "What did Belarus withhold in January-July 2021?",
        (
            "select commodity, value_usd_mn, share_pct, is_residual from bi.export_composition "
            "where period = '2021-01..2021-07'"
        ),
    ),
)


def run_and_report(*, is_live: bool = False, span: str | None = None) -> int:
    """Run the daily load, print what happened, and return the exit code.

    Args:
        is_live: Ask the sources over the network before anything is read.
        span: Periods to ask for, instead of what is due.
    """
    started = perf_counter()
    summary = _run_with_progress(is_live, span)
    if summary.was_interrupted:
        out.print("Stopped. What was loaded is kept; [bold]tradebooks run[/] goes on from there.")
        return 130
    _report(summary, perf_counter() - started)
    return 0 if summary.is_success else 1


def _run_with_progress(is_live: bool, span: str | None) -> RunSummary:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("starting Dagster", total=None)
        from orchestration import live
        from orchestration.run import execute

        tags = live.tags(span) if is_live else {}

        def tell(name: str, is_done: bool) -> None:
            progress.update(task, description=f"{name:<48}", advance=1 if is_done else 0)

        return execute(Settings(), tell, lambda steps: progress.update(task, total=steps), tags)


def _report(summary: RunSummary, seconds: float) -> None:
    _report_asked(summary)
    rows: list[tuple[object, ...]] = [
        (
            load.source,
            load.documents,
            load.rows_in,
            load.rows_accepted,
            load.quarantined,
            _state(load),
        )
        for load in summary.loads
        if load.documents or load.errors or load.known_bad
    ]
    idle = [load.source for load in summary.loads if not load.documents and not load.errors]
    columns = ("source", "new documents", "rows in", "accepted", "quarantined", "")
    if rows:
        show_table("Sources", columns, rows)
    if idle:
        out.print(f"[bold]Nothing new[/] from {', '.join(idle)}")
    for load in summary.loads:
        for error in load.errors:
            out.print(f"[red]✗[/] {load.source}: ", end="")
            out.print(error, markup=False)
    if any(load.quarantined for load in summary.loads):
        out.print("Which rows, and why:  ", end="")
        out.print(QUARANTINED, markup=False, soft_wrap=True)
    _report_answers(summary)
    _report_checks(summary)
    for failure in summary.failures:
        out.print("[red]✗[/] ", end="")
        out.print(failure, markup=False)
    _report_release(summary, seconds)


def _report_asked(summary: RunSummary) -> None:
    if not summary.asked:
        return
    columns = ("asked", "new", "known", "resumed", "kept out", "left", "")
    rows = [
        (one.source, one.new, one.known, one.resumed, one.skipped, one.left, _staleness(one))
        for one in summary.asked
    ]
    show_table("World", columns, rows)
    for one in summary.asked:
        for gone in one.withdrawn:
            out.print("[yellow]![/] ", end="")
            out.print(f"{one.source}: withdrawn, which is not no news: {gone}", markup=False)
    print_asked_errors(summary.asked)


def print_asked_errors(asked: Iterable[Asked]) -> None:
    """Print why requests had no usable answer."""
    for one in asked:
        for error in one.errors:
            out.print(f"[red]✗[/] {one.source}: ", end="")
            out.print(error, markup=False)


def _staleness(asked: Asked) -> str:
    return "stale; its last good answers stay" if asked.errors else ""


def _state(load: SourceLoad) -> str:
    if load.errors:
        return "failed; its last good rows stay"
    return f"{load.known_bad} refused before, see tradebooks doctor" if load.known_bad else ""


def _report_answers(summary: RunSummary) -> None:
    """Print how many slices and periods have an answer, by what was found of them."""
    if summary.verdicts:
        words = (f"{n} {name.replace('_', ' ')}" for name, n in summary.verdicts.items())
        out.print(f"[bold]Answers[/] {', '.join(words)}", highlight=False)


def _report_checks(summary: RunSummary) -> None:
    failed = [check for check in summary.checks if not check.passed]
    blocking = [check for check in failed if check.is_blocking]
    total = len(summary.checks)
    out.print(
        f"[bold]Checks[/]  {total - len(failed)} of {total} passed, "
        f"{len(failed) - len(blocking)} with findings, {len(blocking)} failed"
    )
    for check in failed:
        mark = "[red]✗[/]" if check.is_blocking else "[yellow]![/]"
        name = check.name.removeprefix(f"{check.table}_").replace("_", " ")
        out.print(f"  {mark} {check.table}: {name}")


def _report_alert(summary: RunSummary) -> None:
    told = summary.alerted
    if told is not None and told.sent:
        out.print(f"[bold]Alert[/]   {told.sent} new differences between two sides were sent")
    if told is not None and told.error:
        out.print(f"[yellow]![/] the alert was not taken ({told.error}); the next load sends it")


def _report_release(summary: RunSummary, seconds: float) -> None:
    release = summary.release
    if release is None:
        out.print("\n[bold]Release[/] none was made")
        return
    state = "new" if summary.is_new_release else "unchanged: nothing new was found"
    newer = [one for one in summary.withdrawn if one.as_of >= release.as_of]
    if newer and not summary.is_new_release:
        state = f"readers were sent back to it from {newer[0].name}"
    if summary.failures:
        state = "still the last one"
    out.print(f"[bold]Release[/] {release.name} ({state})")
    out.print(f"  content {release.content_hash}")
    out.print(f"  {release.database}", soft_wrap=True)
    out.print(f"  [dim]{seconds:.1f} s[/]")
    _report_alert(summary)
    if summary.failures:
        return
    out.print("\n[bold]Try[/]")
    for title, query in QUERIES:
        out.print(f"  [dim]{title}[/]")
        out.print(f'  tradebooks sql "{query}"', markup=False, soft_wrap=True)
