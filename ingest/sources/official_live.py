"""What live sources of official statistics share: the licence, and what was answered before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import FETCH, Fetched
from ingest.sources.registry import get


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
