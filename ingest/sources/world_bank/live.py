"""The World Bank over the wire: one list of countries and one indicator a question, page by page.

Options: `countries` (ISO 3166-1 alpha-3), `indicators`, `first_year`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.publication import parse_publication
from ingest.fetch.types import Fetched, Request
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from tradebooks.errors import RefusedError
from tradebooks.settings import Settings

ID = "world_bank"
DEFAULTS: Mapping[str, Any] = {
    "countries": ["BLR", "RUS", "KAZ", "ARM", "KGZ"],
    "indicators": [
        *("NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG", "TX.VAL.MRCH.CD.WT", "TM.VAL.MRCH.CD.WT"),
        *("NE.EXP.GNFS.CD", "NE.IMP.GNFS.CD", "PA.NUS.FCRF"),
    ],
    "first_year": 2000,
}
PAGE = 1000
EXPECTED = (
    "a page of the World Bank: a list of what it is (page, pages, per_page and total that fit each "
    "other, lastupdated) and its rows"
)


class Page(NamedTuple):
    """Where a page stands, and the day of the last update, which is the vintage."""

    number: int
    pages: int
    updated: str | None


class WorldBank(OfficialSource):
    """The source `world_bank`."""

    id = ID
    name = "World Bank"

    def policy(self, settings: Settings) -> Policy:
        """One request a second; no limit is stated."""
        return Policy(
            base_url="https://api.worldbank.org/v2",
            interval_seconds=1.0,
            accept="application/json",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for the first page of every indicator; unchanged pages cost a conditional request."""
        options = with_defaults(ID, job.settings.source(ID).options, DEFAULTS)
        first = job.span.start.year if job.span else options["first_year"]
        last = job.span.end.year if job.span else job.now.year
        for indicator in options["indicators"]:
            yield self._page(job, indicator, options["countries"], first, last, 1)

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:
        """Ask for the next page until the last."""
        asked: Mapping[str, Any] = fetched.request.asked or {}
        page = page_of(fetched)
        if page.number < page.pages:
            first, _, last = str(asked["periods"][0]).partition("..")
            following = page.number + 1
            yield self._page(
                job, asked["indicator"], asked["countries"], int(first), int(last), following
            )

    def check(self, fetched: Fetched) -> None:
        """Refuse errors in a good status, and pages that are not the one asked for."""
        page = page_of(fetched)
        asked: Mapping[str, Any] = fetched.request.asked or {}
        if page.number != asked.get("page", page.number):
            raise bad_answer(fetched, f"page {asked.get('page')}", seen=f"page {page.number}")

    def complete(self, fetched: Fetched) -> Fetched:
        """Add licence and day of the last update, which is the vintage."""
        updated = page_of(fetched).updated
        return replace(super().complete(fetched), published=parse_publication(updated))

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for one number of one country."""
        yield self._page(job, "NY.GDP.MKTP.CD", ["BLR"], 2019, 2019, 1)

    def _page(
        self, job: Job, indicator: str, countries: list[str], first: int, last: int, page: int
    ) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        names = {"format": "json", "per_page": PAGE, "page": page, "date": f"{first}:{last}"}
        query = urlencode({**names, "source": 2}, safe=":")
        asked = {
            "kind": "indicator",
            "indicator": indicator,
            "countries": countries,
            "periods": [f"{first}..{last}"],
            "page": page,
        }
        url = f"{base}/country/{';'.join(countries)}/indicator/{indicator}?{query}"
        return Request(ID, url, asked)


def page_of(fetched: Fetched) -> Page:
    """Read where a page stands.

    Raises:
        AnswerError: When it does not say so, or holds no rows.
        RefusedError: When it is an error, which comes with status 200.
    """
    found = json_of(fetched, EXPECTED)
    if not isinstance(found, list) or not found or not isinstance(found[0], dict):
        raise bad_answer(fetched, EXPECTED, seen="no page")
    meta = found[0]
    if "message" in meta:
        raise bad_answer(
            fetched,
            EXPECTED,
            seen=f"the error {str(meta['message'])[:160]}",
            action=f"check countries and indicators in [sources.{ID}.options]",
            kind=RefusedError,
        )
    rows = found[1] if len(found) > 1 else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise bad_answer(fetched, EXPECTED, seen="no rows")
    try:
        updated = meta["lastupdated"]
        # Numbers come as texts at times.
        page, pages, size, total = (
            int(str(meta[name])) for name in ("page", "pages", "per_page", "total")
        )
        is_fit = 1 <= page <= pages == -(-total // size)
        if updated is not None:
            date.fromisoformat(updated)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        seen = f"{type(error).__name__}: {error}"
        raise bad_answer(fetched, EXPECTED, seen=seen) from error
    if not is_fit:
        seen = f"page {page} of {pages}, {size} a page, {total} in all"
        raise bad_answer(fetched, EXPECTED, seen=seen)
    return Page(page, pages, updated)
