"""The National Bank of Belarus over the wire: the list of currencies, then runs of days.

A run of days across a change of `Cur_ID` is asked for by generation, because the old number gives
an empty answer after its last day. Options: `currencies` (list of ISO codes), `first_day`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.live import Job
from ingest.fetch.policy import Policy
from ingest.fetch.types import Fetched, Request
from ingest.sources.nbrb.generations import Generation, generations
from ingest.sources.nbrb.read import DAILY_NAMES, DYNAMICS_NAMES
from ingest.sources.official_live import OfficialSource
from ingest.sources.rate_options import RateOptions
from ingest.sources.rate_windows import parts_within, windows
from tradebooks.errors import UsageError
from tradebooks.settings import Settings

ID = "nbrb"
DEFAULTS = RateOptions(("USD", "EUR", "RUB", "CNY"), date(2011, 1, 1))
EXPECTED = "a list of JSON objects from the National Bank of Belarus"
NAMES = {"daily": DAILY_NAMES, "dynamics": DYNAMICS_NAMES}


class Nbrb(OfficialSource):
    """The source `nbrb`."""

    id = ID
    name = "National Bank of Belarus"

    def policy(self, settings: Settings) -> Policy:
        """One request a second; no limit is stated."""
        return Policy(
            base_url="https://api.nbrb.by/exrates",
            hosts=frozenset({"www.nbrb.by"}),
            interval_seconds=1.0,
            accept="application/json",
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for the currencies, then for every window and generation that is not answered yet."""
        options = DEFAULTS.with_options(ID, job.settings.source(ID).options)
        listing = self._request(job, "/currencies", {"kind": "currencies"})
        yield listing
        newest = self.newest(job, listing)
        if newest is None:
            return
        listed = generations(newest)
        # A span is asked for again, whatever the archive holds.
        done = frozenset() if job.span else self.answered(job)
        for window in windows(options.first_day, job.now.date(), job.span):
            for currency in options.currencies:
                for one in _known(listed, currency):
                    part = parts_within(window, one.first, one.last)
                    wish = self._dynamics(job, one, part.start, part.end) if part else None
                    if wish and wish.asked_text not in done:
                        yield wish

    def check(self, fetched: Fetched) -> None:
        """Refuse what is no list, lacks fields, or is empty where days were asked for."""
        asked = fetched.request.asked or {}
        kind = str(asked.get("kind"))
        if kind == "currencies":
            generations(fetched)
            return
        found = json_of(fetched, EXPECTED)
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise bad_answer(fetched, EXPECTED, seen="no list, or other rows")
        if not found:
            raise bad_answer(fetched, EXPECTED, seen="an empty list")
        missing = NAMES[kind] - set(found[0])
        if missing:
            expected = f"objects with the fields {', '.join(sorted(NAMES[kind]))}"
            raise bad_answer(fetched, expected, seen=f"none of {', '.join(sorted(missing))}")
        if kind == "dynamics" and any(row.get("Cur_ID") != asked["cur_id"] for row in found):
            raise bad_answer(fetched, f"rates of Cur_ID {asked['cur_id']}", seen="other numbers")

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for the list of currencies, one day, and a week of dollars."""
        yield self._request(job, "/currencies", {"kind": "currencies"})
        day = {"ondate": job.now.date().isoformat(), "periodicity": "0"}
        yield self._request(job, "/rates", {"kind": "daily", "day": day["ondate"]}, day)
        dollar = Generation(431, "USD", 1, date(2021, 7, 9), date(2050, 1, 1), True)
        yield self._dynamics(job, dollar, date(2021, 7, 9), date(2021, 7, 15))

    def _dynamics(self, job: Job, one: Generation, start: date, end: date) -> Request:
        asked = {
            "kind": "dynamics",
            "cur_id": one.cur_id,
            "currency": one.currency,
            "scale": one.scale,
            "generation": [one.first.isoformat(), one.last.isoformat()],
            "periods": [f"{start}..{end}"],
        }
        days = {"startdate": start.isoformat(), "enddate": end.isoformat()}
        return self._request(job, f"/rates/dynamics/{one.cur_id}", asked, days)

    def _request(
        self, job: Job, path: str, asked: dict[str, Any], names: dict[str, str] | None = None
    ) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        query = f"?{urlencode(names)}" if names else ""
        return Request(ID, f"{base}{path}{query}", asked)


def _known(listed: list[Generation], currency: str) -> list[Generation]:
    found = [one for one in listed if one.currency == currency and one.is_daily]
    if not found:
        raise UsageError(
            f"currencies of the source {ID}",
            seen=repr(currency),
            expected="a currency for which the bank sets a daily rate",
            action=f"mend [sources.{ID}.options] currencies",
        )
    return found
