"""`tradebooks doctor`: what is wrong, and the command that mends it.

Each check looks at one thing and returns findings; none of them changes anything.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cli.console import out
from tradebooks import paths
from tradebooks.settings import Settings

#: A load with its releases fits in this many free bytes many times over.
ROOM = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        problem: What is wrong.
        remedy: The command or action that mends it.
    """

    problem: str
    remedy: str


def examine() -> int:
    """Run every check, print what it finds, and return 1 if anything is wrong."""
    settings = Settings()
    wrong = 0
    for title, check in CHECKS.items():
        findings = list(check(settings))
        wrong += len(findings)
        out.print(f"[{'red' if findings else 'green'}]{'✗' if findings else '✓'}[/] {title}")
        for finding in findings:
            out.print(f"    {finding.problem}", markup=False, soft_wrap=True)
            out.print("    → ", end="")
            out.print(finding.remedy, markup=False, soft_wrap=True)
    return int(wrong > 0)


def _python(_settings: Settings) -> Iterator[Finding]:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        yield Finding(
            f"Python {sys.version.split()[0]}; 3.11, 3.12 or 3.13 is needed",
            "make clean && make run PYTHON=python3.12",
        )


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        yield Finding(
            f"{free / 1e6:.0f} MB free where {settings.data} lies",
            "free some room, or set TRADEBOOKS_DATA to a folder on another disk",
        )
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        probe = settings.data / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as error:
        yield Finding(
            f"{settings.data} cannot be written: {error.strerror}",
            "set TRADEBOOKS_DATA to a folder of yours",
        )


def _bundle(_settings: Settings) -> Iterator[Finding]:
    if not (paths.BUNDLE / "manifest").is_dir():
        yield Finding("the bundled archive is missing", "make bundle, or fetch the project anew")


def _archive(settings: Settings) -> Iterator[Finding]:
    from ingest.fetch.archive import Archive
    from tradebooks.errors import ArchiveError

    archive = Archive(settings.archive_dir)
    for row in archive.rows():
        try:
            archive.read(row)
        except ArchiveError as error:
            yield Finding(f"{error.where}: {error.seen}", error.action)


def _sources(settings: Settings) -> Iterator[Finding]:
    from orchestration.loading import refused_documents

    for refused in refused_documents(settings):
        yield Finding(
            f"{refused['source']}: {refused['locator']}: {refused['value']}",
            "look at meta.quarantine; mend the document and add it again, or map its codes in "
            "dbt_project/seeds; the last good rows stay until then",
        )


def _world(settings: Settings) -> Iterator[Finding]:
    from contextlib import closing

    from ingest.fetch import health
    from ingest.fetch.state import FetchState

    if not settings.fetch_state.exists():
        return
    with closing(FetchState(settings.fetch_state)) as state:
        stale = [one for one in health.all_sources(state) if one.is_stale]
    for one in stale:
        since = one.succeeded_at or "it was never answered in full"
        yield Finding(
            f"{one.source}: {one.error}",
            f"tradebooks probe; its last good answers stay (last whole run: {since})",
        )


def _release(settings: Settings) -> Iterator[Finding]:
    from warehouse import reader
    from warehouse.release import Releases

    releases = Releases(settings.releases_dir)
    current = releases.current()
    if current is None:
        dangling = releases.pointer.is_symlink()
        yield Finding(
            "`current` points to a release that is gone" if dangling else "there is no release yet",
            "tradebooks releases rollback" if releases.all() else "tradebooks run",
        )
        return
    with reader.connect(current.database) as con:
        con.execute("select count(*) from bi.claims").fetchone()


def _build(settings: Settings) -> Iterator[Finding]:
    from orchestration import gate
    from tradebooks.errors import BuildError

    if not gate.was_built(settings):
        return
    try:
        gate.require_checks_passed(settings)
    except BuildError as error:
        yield Finding(
            f"the last build did not pass: {error.seen}",
            f"look into {settings.build_dir / 'logs' / 'dbt.log'}, mend it, then: tradebooks run",
        )


CHECKS: dict[str, Callable[[Settings], Iterator[Finding]]] = {
    "Python": _python,
    "data folder": _data_folder,
    "bundled archive": _bundle,
    "archive: every body is there and whole": _archive,
    "sources: every archived document loads": _sources,
    "live sources answered when they were last asked": _world,
    "last build passed its checks": _build,
    "current release opens": _release,
}
