"""The Bank of Russia over the wire: runs of days by currency, and the list of the newest day.

Options: `currencies` (list of ISO codes), `first_day`. A bad parameter comes back as
`Error in parameters` with status 200; a run without any record is an error here, because the
shortest run that is asked for has a day on which a rate was set.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from ingest.fetch.answers import bad_answer, xml_of
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.cbr.read import FIELDS, ROOT
from ingest.sources.cbr.valutes import entries_of
from ingest.sources.official_live import OfficialSource
from ingest.sources.rate_options import RateOptions
from ingest.sources.rate_windows import parts_within, windows
from tradebooks.errors import RefusedError, UsageError
from tradebooks.settings import Settings

ID = "cbr"
DEFAULTS = RateOptions(("USD", "EUR", "CNY", "BYN"), date(2011, 1, 1))
# A rate set on a Friday holds until Tuesday; New Year's holidays last up to eleven days.
LOOK_BACK = timedelta(days=14)


class Cbr(OfficialSource):
    """The source `cbr`."""

    id = ID
    name = "Bank of Russia"

    def policy(self, settings: Settings) -> Policy:
        """One request in two seconds; no limit is stated, and many foreign hosts are shut out."""
        return Policy(
            base_url="https://www.cbr.ru/scripts",
            interval_seconds=2.0,
            accept="application/xml, text/xml",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for the newest day, then for every window of every currency not answered yet."""
        options = DEFAULTS.with_options(ID, job.settings.source(ID).options)
        today = job.now.date()
        # A span is asked for again, whatever the archive holds.
        done = frozenset() if job.span else self.answered(job)
        if job.span is None:
            yield self._daily(job, today)
        for window in windows(options.first_day, today, job.span):
            for currency in options.currencies:
                for code, one in _known(currency):
                    part = parts_within(window, one.first, one.last)
                    wish = (
                        self._dynamic(job, code, one.currency, part.start, part.end)
                        if part
                        else None
                    )
                    if wish and wish.asked_text not in done:
                        yield wish

    def check(self, fetched: Fetched) -> None:
        """Refuse error texts, other elements, and no record where there must be one."""
        asked = fetched.request.asked or {}
        root = xml_of(fetched, ROOT)
        text = (root.text or "").strip()
        if text:
            raise bad_answer(
                fetched,
                "records of rates",
                seen=f"the text {text[:80]!r}",
                action=f"check currencies and days in [sources.{ID}.options]",
                kind=RefusedError,
            )
        wanted = "Valute" if asked.get("kind") == "daily" else "Record"
        found = [child for child in root if child.tag == wanted]
        if not found:
            raise bad_answer(fetched, f"at least one {wanted}", seen="no record")
        for child in found:
            missing = FIELDS[wanted] - {field.tag for field in child}
            if missing:
                expected = f"{wanted} with {', '.join(sorted(FIELDS[wanted]))}"
                raise bad_answer(fetched, expected, seen=f"no {', '.join(sorted(missing))}")

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for today and for two weeks of dollars."""
        today = job.now.date()
        yield self._daily(job, today)
        yield self._dynamic(job, "R01235", "USD", today - LOOK_BACK, today)

    def _daily(self, job: Job, day: date) -> Request:
        asked = {"kind": "daily", "periods": [day.isoformat()]}
        return self._request(job, "XML_daily.asp", asked, {"date_req": _printed(day)})

    def _dynamic(self, job: Job, code: str, currency: str, start: date, end: date) -> Request:
        asked = {
            "kind": "dynamic",
            "valute": code,
            "currency": currency,
            "periods": [f"{start}..{end}"],
        }
        # The rate of the first days may have been set before them.
        names = {"date_req1": _printed(start - LOOK_BACK), "date_req2": _printed(end)}
        return self._request(job, "XML_dynamic.asp", asked, {**names, "VAL_NM_RQ": code})

    def _request(
        self, job: Job, page: str, asked: dict[str, Any], names: dict[str, str]
    ) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        return Request(ID, f"{base}/{page}?{urlencode(names, safe='/')}", asked)


def _printed(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _known(currency: str) -> list[tuple[str, Any]]:
    found = entries_of(currency)
    if not found:
        raise UsageError(
            f"currencies of the source {ID}",
            seen=repr(currency),
            expected="a currency listed in ingest/sources/cbr/valutes.py",
            action=f"mend [sources.{ID}.options] currencies, or list its number there",
        )
    return found
