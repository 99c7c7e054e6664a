"""What live sources of official statistics share: the licence, and what was answered before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.fetch.live import Job, LiveSource
from ingest.fetch.reply import judge
from ingest.fetch.types import FETCH, Fetched, Request
from ingest.sources.registry import get
from tradebooks.errors import FetchError


class OfficialSource(LiveSource):
    """A live source whose answers come under the licence of its row in `sources.csv`."""

    def complete(self, fetched: Fetched) -> Fetched:
        """Add the licence."""
        source = get(self.id)
        return replace(fetched, licence=source.licence, may_republish=source.may_republish)

    def answered(self, job: Job, after: date = date.min) -> frozenset[str]:
        """Return every question that the archive holds an answer to, given after a day."""
        rows = job.archive.rows(self.id, FETCH)
        given = (row.request for row in rows if row.retrieved_at[:10] > after.isoformat())
        return frozenset(request for request in given if request)

    def newest(self, job: Job, request: Request) -> Fetched | None:
        """Return the newest archived answer to a question that is taken for good, or None."""
        for row in reversed(job.archive.rows(self.id, FETCH)):
            if row.request == request.asked_text:
                fetched = job.archive.fetched(row)
                try:
                    judge(self.check, fetched)
                except FetchError:
                    continue
                return fetched
        return None
