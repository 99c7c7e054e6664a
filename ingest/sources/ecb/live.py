"""The ECB over the wire: monthly means and daily rates of the dollar. Option: `first_year`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ingest.fetch.answers import bad_answer, refuse_empty_and_html
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from ingest.sources.sdmx_json import SdmxError, read_message
from tradebooks.settings import Settings

ID = "ecb"
DEFAULTS: Mapping[str, Any] = {"first_year": 2011}
EXPECTED = "an SDMX-JSON message of the dataflow EXR"
# EUR/RUB ends on 1 March 2022 and BYN was never there: the dollar is all that is asked for.
CURRENCY = "USD"


class Ecb(OfficialSource):
    """The source `ecb`."""

    id = ID
    name = "European Central Bank"

    def policy(self, settings: Settings) -> Policy:
        """One request a second; no limit is stated."""
        return Policy(
            base_url="https://data-api.ecb.europa.eu/service",
            interval_seconds=1.0,
            accept="application/vnd.sdmx.data+json;version=1.0.0-wd, application/json",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for all months, and for the days of every year that is not answered yet."""
        first = int(with_defaults(ID, job.settings.source(ID).options, DEFAULTS)["first_year"])
        last = job.now.year
        if job.span:
            first, last = max(first, job.span.start.year), min(last, job.span.end.year)
        if first <= last:
            yield self._request(job, "M", first, last)
        for year in range(last, first - 1, -1):
            wish = self._request(job, "D", year, year)
            # A year is answered once it was over; a span is asked for again in any case.
            if job.span or wish.asked_text not in self.answered(job, date(year, 12, 31)):
                yield wish

    def check(self, fetched: Fetched) -> None:
        """Refuse what is no message, and one without any rate."""
        refuse_empty_and_html(fetched, EXPECTED)
        try:
            found = read_message(fetched.body)
        except SdmxError as error:
            raise bad_answer(fetched, EXPECTED, seen=str(error)) from error
        if not found:
            raise bad_answer(fetched, "at least one rate", seen="no observation")

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for the months of one year."""
        yield self._request(job, "M", 2019, 2019)

    def _request(self, job: Job, freq: str, first: int, last: int) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        span = f"startPeriod={first}-01-01&endPeriod={last}-12-31"
        if freq == "M":
            span = f"startPeriod={first}-01&endPeriod={last}-12"
        url = f"{base}/data/EXR/{freq}.{CURRENCY}.EUR.SP00.A?{span}&format=jsondata"
        asked = {
            "kind": "rate",
            "freq": freq,
            "currency": CURRENCY,
            "periods": [f"{first}..{last}"],
        }
        return Request(ID, url, asked)
