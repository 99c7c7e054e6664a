"""The interface of a live source: what to ask, what a good answer is, what it leads to.

A source that is fetched from the world is a subclass of `LiveSource` in `ingest.sources`, and one
entry in `ingest.sources.live`. It holds no network code. For every request of its work list
`ingest.fetch.work` does the following, and the source is called in this order:

1. `requests(job)` is a generator that is drawn from one request at a time. The answer to a
   request is in `job.archive` before the next one is drawn, so availability can be asked first
   and decide what comes after. A request carries its whole address (built from
   `policy(settings).base_url`, without any key) and in `asked` what its answer covers.
2. The transport paces, sends and reads under the limits of `policy(settings)`, tries again on
   errors that are worth it, and calls `check(fetched)` inside that loop. `check` decodes the body
   and raises: `AnswerError` (try again: truncated, HTML for JSON, empty where data were expected),
   `RefusedError` (asking again does not help: wrong parameters), `CappedError` (the row cap is
   reached). `ingest.fetch.answers` has decoders that raise the right ones. A refused answer is
   not archived: its status, size, hash and first bytes stand in the error, and with it in the
   run record. `check` returns nothing: parsing archived bytes into rows is another step.
3. After `CappedError` the answer is thrown away and `split(request, job)` gives the smaller
   requests that take its place, at once and before anything else.
4. `complete(fetched)` adds publication time, licence and the like. Then the body is archived.
5. `follow(fetched, job)` gives the requests that an archived answer leads to (a next page, the
   articles of a feed); they come before the rest of the list. It is also called with the archived
   answer when the other side says that nothing changed, or when a stopped list goes on.

What `requests` and `follow` read of an answer, `check` has to have read in the same way: a list
that nothing can be planned from is refused, and leaves neither a body nor its validators behind.
An archived answer that `check` does not take any more is asked for anew, without a condition.

A list that stopped half-way is drawn anew in the next run; what was answered is not asked again.
The requests for one `Job` must therefore be the same for the same archive, day and span.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ingest.fetch.archive import Archive
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from tradebooks.periods import Period
from tradebooks.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """What a work list is made for.

    Attributes:
        settings: All settings; the source's own are `settings.source(id)`.
        archive: What is known already; answers appear in it while the list is worked on.
        now: The moment of the run, UTC, whole seconds.
        span: The periods to fetch again or for the first time; None for what is due by now.
    """

    settings: Settings
    archive: Archive
    now: datetime
    span: Period | None = None


class LiveSource(ABC):
    """One source of the world. See the module for when each method is called.

    Attributes:
        id: Registry id; the archive asset of this name asks it.
        name: What a person calls it, for reports.
        fresh_seconds: How long an answer stands when a stopped list goes on.
        stands_seconds: How long it stands after a finished list, where the other side does not say
            what has changed; 0 to ask in every run. Spans that a person names are always asked.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    fresh_seconds: ClassVar[float] = 20 * 3600.0
    stands_seconds: ClassVar[float] = 0.0

    @abstractmethod
    def policy(self, settings: Settings) -> Policy:
        """Return manners and limits, settings laid over the defaults."""

    @abstractmethod
    def requests(self, job: Job) -> Iterable[Request]:
        """List what is to be asked, most important first."""

    @abstractmethod
    def check(self, fetched: Fetched) -> None:
        """Raise an error of `tradebooks.errors` unless the answer is whole and to the point."""

    @abstractmethod
    def probe(self, job: Job) -> Iterable[Request]:
        """List one small request for every endpoint, to see whether it is there."""

    def split(self, request: Request, job: Job) -> Sequence[Request]:  # noqa: ARG002
        """Return smaller requests that together cover one; empty when it cannot be split."""
        return ()

    def complete(self, fetched: Fetched) -> Fetched:
        """Return the answer with what the source knows of it added."""
        return fetched

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:  # noqa: ARG002
        """List what an archived answer leads to."""
        return ()

    def obeys_robots(self, request: Request) -> bool:  # noqa: ARG002
        """Tell whether robots.txt of the host decides on this request: pages, not interfaces."""
        return False
