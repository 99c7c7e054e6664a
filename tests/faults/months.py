"""A small source with a key, a row cap and pages, to try the fetch discipline on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.live import Job, LiveSource
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from tradebooks.errors import CappedError
from tradebooks.settings import Settings

CAP = 4


class Months(LiveSource):
    """Asks for the months of a year; an answer of `CAP` rows may be cut."""

    id: ClassVar[str] = "months"
    name: ClassVar[str] = "Months"

    def __init__(self, months: Sequence[str] = ("01", "02", "03")) -> None:
        self.months = months

    def policy(self, settings: Settings) -> Policy:
        return Policy(base_url="https://api.example.org", key_header="X-Key").with_settings(
            settings, self.id
        )

    def requests(self, job: Job) -> Iterable[Request]:
        for month in self.months:
            yield self.request(job, month)

    def request(self, job: Job, month: str) -> Request:
        base = self.policy(job.settings).base_url
        return Request(self.id, f"{base}/data?m={month}", {"periods": month})

    def probe(self, job: Job) -> Iterable[Request]:
        yield self.request(job, self.months[0])

    def check(self, fetched: Fetched) -> None:
        rows = json_of(fetched, "rows")["rows"]
        if len(rows) >= CAP:
            raise bad_answer(fetched, f"fewer than {CAP} rows", kind=CappedError)

    def split(self, request: Request, job: Job) -> Sequence[Request]:
        assert request.asked is not None
        months = str(request.asked["periods"]).split("-")
        base = (request.url or "").partition("?")[0]
        if len(months) < 2:
            return ()
        return [Request(self.id, f"{base}?m={m}", {"periods": m}) for m in months]

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:
        following = json_of(fetched).get("next")
        if following:
            yield self.request(job, following)
