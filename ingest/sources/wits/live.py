"""WITS over the wire: one reporter, year and direction a question, all products of some partners.

Years are asked for up to the newest that its lag in `sources.csv` lets expect; a year without data
is a 404 that says `NoRecordsFound`, and an answer. WITS is slow and names no revisions, so an
answer stands for four weeks; then the year is asked for again, and a figure that has changed is a
vintage. Options: `reporters`, `partners`, `first_year`, `last_year`. At most two dimensions may be
`all`. Other errors are XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ingest.fetch.answers import bad_answer, refuse_empty_and_html
from ingest.fetch.keys import key_of, sha256_hex
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from ingest.sources.registry import get
from ingest.sources.sdmx_json import SdmxError, read_message
from ingest.sources.wits.read import INDICATORS
from tradebooks.errors import WithdrawnError
from tradebooks.settings import Settings

ID = "wits"
DEFAULTS: Mapping[str, Any] = {
    "reporters": ["BLR", "RUS", "KAZ"],
    "partners": ["BLR", "RUS", "KAZ", "WLD"],
    "first_year": 2015,
    "last_year": 9999,
}
EXPECTED = "an SDMX-JSON message of WITS"
PLACE = "/API/V1/SDMX/V21/datasource/tradestats-trade"
NOTHING = b"norecordsfound"


class Wits(OfficialSource):
    """The source `wits`."""

    id = ID
    name = "WITS"
    stands_seconds = 28 * 86400.0

    def policy(self, settings: Settings) -> Policy:
        """One request in three seconds; answers take their time."""
        return Policy(
            # The guide of November 2024: calls work over https only.
            base_url="https://wits.worldbank.org",
            interval_seconds=3.0,
            read_seconds=60.0,
            accept="application/json",
            # A year without data is a 404; `check` tells it from an address that is gone.
            statuses=frozenset({200, 404}),
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for every year, the newest first; answers that still stand are not asked for."""
        options = with_defaults(ID, job.settings.source(ID).options, DEFAULTS)
        first, last = options["first_year"], min(options["last_year"], newest_year(job.now.date()))
        if job.span:
            first, last = job.span.start.year, job.span.end.year
        for year in range(last, first - 1, -1):
            for reporter in options["reporters"]:
                for partner in options["partners"]:
                    for indicator in INDICATORS if partner != reporter else ():
                        yield self._request(job, reporter, partner, year, indicator)

    def check(self, fetched: Fetched) -> None:
        """Refuse what is no message: XML with an error, HTML, half a body."""
        if fetched.status == 404:
            if NOTHING not in fetched.body.lower():
                raise bad_answer(
                    fetched,
                    f"{EXPECTED}, or word that it has no records",
                    action="look where the source has moved and set its base_url",
                    kind=WithdrawnError,
                )
            return
        refuse_empty_and_html(fetched, EXPECTED)
        try:
            found = read_message(fetched.body)
        except SdmxError as error:
            raise bad_answer(fetched, EXPECTED, seen=str(error)) from error
        if not found:
            raise bad_answer(fetched, "at least one value", seen="no observation")

    def complete(self, fetched: Fetched) -> Fetched:
        """Add the licence; the same word that there are no records is a document per question."""
        done = super().complete(fetched)
        if fetched.status != 404:
            return done
        asked, content = fetched.request.asked_text, sha256_hex(fetched.body)
        return replace(done, document_key=key_of(ID, asked, content))

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


def newest_year(today: date) -> int:
    """Return the newest year that can be there: over for as long as the source lags."""
    return (today - timedelta(days=get(ID).expected_lag_days - 1)).year - 1
