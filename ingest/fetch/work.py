"""Working through what a live source asks: fetch, archive, follow, split, go on after a stop.

This is the live twin of `collect`. One request that fails stops no other; a host that is paused
(quota, circuit, offline), or a kind of request whose own quota is spent, is left alone for the rest
of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.fetch import health
from ingest.fetch.answers import name_of
from ingest.fetch.http import HttpTransport
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.pace import Pace
from ingest.fetch.publication import iso_instant
from ingest.fetch.reply import NO_VALIDATORS, Validators, judge
from ingest.fetch.robots import Robots
from ingest.fetch.state import FetchState
from ingest.fetch.types import Fetched, Request
from ingest.fetch.worklist import (
    DONE,
    SPLIT,
    Known,
    WorkList,
    known_answer,
    remember_answer,
    request_key,
)
from tradebooks.errors import (
    ArchiveError,
    CappedError,
    FetchError,
    PausedError,
    RobotsError,
    TradebooksError,
)

Tell = Callable[[str], None]
# More than any list of any source; a source that goes in circles ends here.
MOST_REQUESTS = 100_000


@dataclass(slots=True)
class Worked:
    """What one run through a work list did.

    Attributes:
        new: Fetch keys of the rows that were written.
        known: Answers whose bytes were in the archive already.
        unchanged: Answers that the other side called unchanged (304).
        resumed: Requests that an earlier run had answered, and whose answers still stand.
        split: Requests that were split because their answer was capped.
        skipped: Requests that robots.txt does not allow.
        left: Requests that were not made, because their host or their kind is paused.
        withdrawn: What is known to be gone and was not asked for, each with what is known.
        errors: Requests without a usable answer, each with its error.
    """

    new: list[str] = field(default_factory=list)
    known: int = 0
    unchanged: int = 0
    resumed: int = 0
    split: int = 0
    skipped: int = 0
    left: int = 0
    withdrawn: list[str] = field(default_factory=list)
    errors: list[TradebooksError] = field(default_factory=list)


def work(
    source: LiveSource, job: Job, state: FetchState, tell: Tell = lambda _text: None
) -> Worked:
    """Ask everything that a source lists and bring the good answers into the archive.

    Args:
        source: Says what to ask and what a good answer is.
        job: Settings, archive, moment and span.
        state: What polite fetching remembers.
        tell: Called with the address of every request, for a progress display.

    Returns:
        Counts and errors; nothing is raised for a request that failed.
    """
    try:
        worker = _Worker(source, job, state, tell)
    except TradebooksError as error:
        done = Worked(errors=[error])
    else:
        done = worker.run()
    first = str(done.errors[0]) if done.errors else None
    health.note(state, source.id, iso_instant(job.now), first)
    return done


class _Worker:
    def __init__(self, source: LiveSource, job: Job, state: FetchState, tell: Tell) -> None:
        policy = source.policy(job.settings)
        pace = Pace(state)
        span = job.span.label if job.span else "due"
        self.source, self.job, self.state, self.tell = source, job, state, tell
        self.transport = HttpTransport(policy, pace, source.check)
        self.robots = Robots(state, pace, policy)
        self.stands_seconds = 0.0 if job.span else source.stands_seconds
        fresh_seconds = max(source.fresh_seconds, self.stands_seconds)
        self.list = WorkList(state, f"{source.id}:{span}", fresh_seconds)
        self.done = Worked()
        self._paused: set[tuple[str, str | None]] = set()
        self._asked: set[str] = set()

    def run(self) -> Worked:
        """Draw one request at a time; what an answer leads to comes before the rest."""
        with closing(self.transport), closing(self.robots):
            self._draw()
        is_done = not self.done.errors and not self.done.left
        if is_done and not self.stands_seconds:
            self.list.close()
        return self.done

    def _draw(self) -> None:
        pending: list[Iterator[Request]] = [self._guarded(self.source.requests(self.job))]
        while pending and len(self._asked) < MOST_REQUESTS:
            request = next(pending[-1], None)
            if request is None:
                pending.pop()
            elif request_key(request) not in self._asked:
                self._asked.add(request_key(request))
                pending.append(self._guarded(self._handle(request)))

    def _guarded(self, requests: Iterable[Request]) -> Iterator[Request]:
        """Give the requests; an error of the source that lists them ends only this list."""
        try:
            yield from requests
        except TradebooksError as error:
            self.done.errors.append(error)

    def _handle(self, request: Request) -> Iterable[Request]:
        """Return what a request leads to; whatever goes wrong with it is kept as its error."""
        if request.withdrawn:
            self.done.withdrawn.append(f"{name_of(request)} ({request.withdrawn})")
            return ()
        try:
            return self._answered_before(request) or self._ask(request)
        except CappedError as error:
            return self._split(request, error)
        except RobotsError as error:
            self.done.skipped += 1
            self.tell(str(error))
        except PausedError as error:
            self._paused.add((host_of(request), error.request_kind))
            self.done.left += 1
            self.done.errors.append(error)
        except TradebooksError as error:
            self.done.errors.append(error)
        return ()

    def _answered_before(self, request: Request) -> Iterable[Request] | None:
        """Return what an answer leads to that came in an earlier run and still stands, or None."""
        earlier = self.list.outcome(request)
        if earlier is None:
            return None
        if earlier.kind == SPLIT:
            return self.source.split(request, self.job) or None
        fetched = self._archived(earlier.fetch_key)
        if fetched is None:
            return None
        self.done.resumed += 1
        return iter(self.source.follow(fetched, self.job))

    def _archived(self, fetch_key: str | None) -> Fetched | None:
        """Return an archived answer that is still taken for good: nothing is built on another."""
        row = self.job.archive.get(fetch_key or "")
        if row is None:
            return None
        try:
            fetched = self.job.archive.fetched(row)
            judge(self.source.check, fetched)
        except (ArchiveError, FetchError):
            return None
        return fetched

    def _ask(self, request: Request) -> Iterable[Request]:
        if self._is_paused(request):
            self.done.left += 1
            return ()
        self.tell(name_of(request))
        is_page = self.source.obeys_robots(request)
        delay = self.robots.crawl_delay(request) if is_page else None
        known = known_answer(self.state, request)
        before = self._archived(known.fetch_key) if known else None
        validators = known.validators if known and before else NO_VALIDATORS
        answer = self.transport.ask(request, validators, delay)
        kept = self._keep(request, answer.fetched, answer.validators) if answer.fetched else before
        if kept is None:
            return ()
        if answer.fetched is None:
            self.done.unchanged += 1
        self.list.note(request, DONE, kept.request.key)
        return self.source.follow(kept, self.job)

    def _is_paused(self, request: Request) -> bool:
        """Tell whether the host is paused, or the kind of request that this is."""
        limit = self.transport.policy.limit_of(request.url or "")
        kinds = {None, limit.kind if limit else None}
        return any((host_of(request), kind) in self._paused for kind in kinds)

    def _keep(self, request: Request, fetched: Fetched, validators: Validators) -> Fetched:
        """Archive a good answer and return it as the archive has it."""
        stored = self.job.archive.store(self.source.complete(fetched))
        remember_answer(self.state, request, Known(stored.row.fetch_key, validators))
        if stored.is_new:
            self.done.new.append(stored.row.fetch_key)
        else:
            self.done.known += 1
        return self.job.archive.fetched(stored.row)

    def _split(self, request: Request, error: CappedError) -> Iterable[Request]:
        parts = self.source.split(request, self.job)
        if not parts:
            self.done.errors.append(error)
            return ()
        self.done.split += 1
        self.list.note(request, SPLIT)
        return parts


def host_of(request: Request) -> str:
    """Return host and port that a request goes to."""
    return urlsplit(request.url or "").netloc
