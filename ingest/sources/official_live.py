"""What live sources of official statistics share: the licence, and what was answered before."""

from __future__ import annotations

from dataclasses import replace

from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import FETCH, Fetched
from ingest.sources.registry import get


class OfficialSource(LiveSource):
    """A live source whose answers come under the licence of its row in `sources.csv`."""

    def complete(self, fetched: Fetched) -> Fetched:
        """Add the licence."""
        source = get(self.id)
        return replace(fetched, licence=source.licence, may_republish=source.may_republish)

    def answered(self, job: Job) -> frozenset[str]:
        """Return every question that the archive holds an answer to."""
        return frozenset(row.request for row in job.archive.rows(self.id, FETCH) if row.request)
