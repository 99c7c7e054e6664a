"""WITS over the wire: one reporter, year and direction a question, all products of some partners.

Options: `reporters`, `partners`, `first_year`, `last_year`. At most two dimensions may be `all`.
Errors are XML. WITS is slow, so a year that was answered is asked for again only by a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.fetch.answers import bad_answer, refuse_empty_and_html
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from ingest.sources.sdmx_json import SdmxError, read_message
from ingest.sources.wits.read import INDICATORS
from tradebooks.settings import Settings

ID = "wits"
DEFAULTS: Mapping[str, Any] = {
    "reporters": ["BLR", "RUS", "KAZ"],
    "partners": ["BLR", "RUS", "KAZ", "WLD"],
    "first_year": 2015,
    "last_year": 2021,
}
EXPECTED = "an SDMX-JSON message of WITS"
PLACE = "/API/V1/SDMX/V21/datasource/tradestats-trade"


class Wits(OfficialSource):
    """The source `wits`."""

    id = ID
    name = "WITS"

    def policy(self, settings: Settings) -> Policy:
        """One request in three seconds; answers take their time."""
        return Policy(
            base_url="http://wits.worldbank.org",
            interval_seconds=3.0,
            read_seconds=60.0,
            accept="application/json",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for every year that is not answered yet, the newest first."""
        options = with_defaults(ID, job.settings.source(ID).options, DEFAULTS)
        first = job.span.start.year if job.span else options["first_year"]
        last = job.span.end.year if job.span else options["last_year"]
        done = self.answered(job)
        for year in range(last, first - 1, -1):
            for reporter in options["reporters"]:
                for partner in options["partners"]:
                    for indicator in INDICATORS if partner != reporter else ():
                        wish = self._request(job, reporter, partner, year, indicator)
                        if job.span or wish.asked_text not in done:
                            yield wish

    def check(self, fetched: Fetched) -> None:
        """Refuse what is no message: XML with an error, HTML, half a body."""
        refuse_empty_and_html(fetched, EXPECTED)
        try:
            found = read_message(fetched.body)
        except SdmxError as error:
            raise bad_answer(fetched, EXPECTED, seen=str(error)) from error
        if not found:
            raise bad_answer(fetched, "at least one value", seen="no observation")

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for one year of one pair."""
        yield self._request(job, "BLR", "RUS", 2018, "XPRT-TRD-VL")

    def _request(self, job: Job, reporter: str, partner: str, year: int, indicator: str) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        url = (
            f"{base}{PLACE}/reporter/{reporter.lower()}/year/{year}/partner/{partner.lower()}"
            f"/product/all/indicator/{indicator}?format=JSON"
        )
        asked = {
            "kind": "trade",
            "freq": "A",
            "reporters": [reporter],
            "partners": [partner],
            "indicator": indicator,
            "level": "WITS product groups",
            "periods": [str(year)],
        }
        return Request(ID, url, asked)
