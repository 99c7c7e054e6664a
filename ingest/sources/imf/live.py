"""The IMF over the wire: both directions and both reporters, monthly and annual, by reporter.

Options: `reporters`, `partners` (ISO 3166-1 alpha-3; `WLD` is the world), `frequencies`,
`first_year`. No key is needed. An unknown dataflow is a 204, no data are a message without series.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from ingest.fetch.answers import bad_answer, refuse_empty_and_html
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.imf.read import AREAS, INDICATORS
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from ingest.sources.sdmx_json import SdmxError, read_message
from tradebooks.settings import Settings

ID = "imf"
DEFAULTS: Mapping[str, Any] = {
    "reporters": ["BLR", "RUS"],
    "partners": ["BLR", "RUS", "WLD"],
    "frequencies": ["A", "M"],
    "first_year": 2015,
}
EXPECTED = "an SDMX-JSON message of the dataflow IMTS"
QUERY = "dimensionAtObservation=TIME_PERIOD&attributes=dsd&measures=all"
PLACE = "/data/dataflow/IMF.STA/IMTS/+/"
OURS = {ours: theirs for theirs, ours in AREAS.items()}


class Imf(OfficialSource):
    """The source `imf`."""

    id = ID
    name = "IMF, merchandise trade"

    def policy(self, settings: Settings) -> Policy:
        """One request in two seconds; fifty a second are said to be allowed."""
        return Policy(
            base_url="https://api.imf.org/external/sdmx/3.0",
            interval_seconds=2.0,
            key_header="Ocp-Apim-Subscription-Key",
            accept="application/json",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for every reporter and frequency with all partners together."""
        options = with_defaults(ID, job.settings.source(ID).options, DEFAULTS)
        first = job.span.start.year if job.span else options["first_year"]
        last = job.span.end.year if job.span else job.now.year
        for freq in options["frequencies"]:
            for reporter in options["reporters"]:
                partners = [geo for geo in options["partners"] if geo != reporter]
                yield self._request(job, reporter, partners, freq, (first, last))

    def check(self, fetched: Fetched) -> None:
        """Refuse what is no message; one without series says that there are no data."""
        refuse_empty_and_html(fetched, EXPECTED)
        try:
            read_message(fetched.body)
        except SdmxError as error:
            raise bad_answer(fetched, EXPECTED, seen=str(error)) from error

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for one year of one pair."""
        yield self._request(job, "BLR", ["RUS"], "A", (2019, 2019))

    def _request(
        self, job: Job, reporter: str, partners: list[str], freq: str, years: tuple[int, int]
    ) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        ends = [f"{year}-{'A1' if freq == 'A' else month}" for year, month in
                zip(years, ("M01", "M12"), strict=True)]  # fmt: skip
        key = ".".join(
            [
                OURS.get(reporter, reporter),
                "+".join(INDICATORS),
                "+".join(OURS.get(geo, geo) for geo in partners),
                freq,
            ]
        )
        span = quote(f"ge:{ends[0]}+le:{ends[1]}", safe="")
        query = f"{QUERY}&c%5BTIME_PERIOD%5D={span}"
        asked = {
            "kind": "trade",
            "freq": freq,
            "reporters": [reporter],
            "partners": partners,
            "indicators": list(INDICATORS),
            "level": "TOTAL",
            "periods": [f"{years[0]}..{years[1]}"],
        }
        return Request(ID, f"{base}{PLACE}{key}?{query}", asked)
