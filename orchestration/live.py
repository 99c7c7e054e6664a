"""The live steps of a load as plain functions: ask a source, ask for pages, probe all endpoints.

A run is live when its tags say so (`LIVE_TAGS`); without them a run replays what is archived.
Dagster calls these functions through `orchestration.assets`; they know nothing of Dagster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from tradebooks.errors import UsageError
from tradebooks.periods import Period
from tradebooks.settings import Settings

if TYPE_CHECKING:
    from ingest.fetch.live import Job, LiveSource
    from ingest.fetch.probe import Probed
    from ingest.fetch.work import Worked
    from ingest.news.article import CleanArticle

MODE, SPAN = "tradebooks/mode", "tradebooks/span"
LIVE = "live"
LIVE_TAGS = {MODE: LIVE}
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking one source over the network did.

    Attributes:
        source: Registry id of the source.
        new: Bodies that were not in the archive yet.
        known: Answers that were, or that the other side called unchanged.
        resumed: Requests that an earlier run had answered, and whose answers still stand.
        skipped: Pages that robots.txt does not allow.
        left: Requests that were not made, because their host is paused.
        withdrawn: What the source no longer has, as is known, and was not asked for.
        errors: Requests without a usable answer.
        seconds: Time taken.
    """

    source: str
    new: int = 0
    known: int = 0
    resumed: int = 0
    skipped: int = 0
    left: int = 0
    withdrawn: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


def tags(span: str | None = None) -> dict[str, str]:
    """Return the tags of a live run, for all that is due or for a span of periods.

    Raises:
        UsageError: When the span is no period.
    """
    if not span:
        return LIVE_TAGS
    try:
        return LIVE_TAGS | {SPAN: Period.parse(span).label}
    except ValueError as error:
        raise UsageError(
            "span of a live run",
            seen=repr(span),
            expected="2025-11, 2025-Q1, 2025, 2015..2019 or 2025-03-21..2025-06-20",
            action="write it in one of these forms",
        ) from error


def ask(
    settings: Settings,
    source: str,
    run_tags: Mapping[str, str],
    tell: Tell = lambda _text: None,
) -> Asked | None:
    """Ask a source over the network, if the run is live and the source can be asked.

    Args:
        settings: All settings.
        source: Registry id.
        run_tags: Tags of the run: the mode, and perhaps the span.
        tell: Called with the address of every request.

    Returns:
        What happened, or None when there was nothing to ask.
    """
    from ingest.sources.live import live_source

    if run_tags.get(MODE) != LIVE or not settings.source(source).enabled:
        return None
    live = live_source(source)
    return None if live is None else _ask(settings, live, run_tags.get(SPAN), tell)


def ask_pages(settings: Settings, urls: Iterable[str], published: str | None) -> Asked:
    """Fetch article pages that a person names into the archive."""
    from ingest.fetch.publication import parse_publication
    from ingest.news.outlets import outlet_of_url, time_zone_of
    from ingest.sources.news_live import Pages

    addresses = list(urls)
    zone = time_zone_of(outlet_of_url(addresses[0]))
    return _ask(settings, Pages(addresses, parse_publication(published, zone)), None)


def look_at_page(settings: Settings, url: str) -> CleanArticle:
    """Fetch one article page to read it now; neither archive nor lake learns of it.

    Raises:
        TradebooksError: When the page cannot be had, or holds no article.
    """
    from ingest.fetch.look import look
    from ingest.fetch.state import FetchState
    from ingest.news.clean import clean, not_empty
    from ingest.sources.news_live import Pages

    source = Pages([url])
    with closing(FetchState(settings.fetch_state)) as state:
        [request] = source.requests(_job(settings, None))
        fetched = look(source, request, settings, state)
    article = clean(fetched.body, content_type=fetched.content_type, url=request.url)
    return not_empty(article, url)


def probe(settings: Settings) -> list[Probed]:
    """Ask every endpoint of every live source for something small."""
    from ingest.fetch.probe import probe as probe_source
    from ingest.fetch.state import FetchState
    from ingest.sources.live import enabled

    job = _job(settings, None)
    with closing(FetchState(settings.fetch_state)) as state:
        return [found for source in enabled(settings) for found in probe_source(source, job, state)]


def _ask(
    settings: Settings, source: LiveSource, span: str | None, tell: Tell = lambda _text: None
) -> Asked:
    from ingest.fetch.state import FetchState
    from ingest.fetch.work import work

    started = perf_counter()
    with closing(FetchState(settings.fetch_state)) as state:
        done = work(source, _job(settings, span), state, tell)
    return _asked(source.id, done, perf_counter() - started)


def _job(settings: Settings, span: str | None) -> Job:
    from ingest.fetch.archive import Archive
    from ingest.fetch.live import Job

    return Job(
        settings=settings,
        archive=Archive(settings.archive_dir),
        now=datetime.now(UTC).replace(microsecond=0),
        span=Period.parse(span) if span else None,
    )


def _asked(source: str, done: Worked, seconds: float) -> Asked:
    return Asked(
        source=source,
        new=len(done.new),
        known=done.known + done.unchanged,
        resumed=done.resumed,
        skipped=done.skipped,
        left=done.left,
        withdrawn=list(done.withdrawn),
        errors=[str(error) for error in done.errors],
        seconds=round(seconds, 3),
    )
