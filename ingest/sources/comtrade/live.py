"""UN Comtrade over the wire: availability first, then what is new, one commodity level a question.

Without a key the public preview answers with at most 500 rows and one period; with a key (header
`Ocp-Apim-Subscription-Key`) it is 100 000 rows and twelve periods. An answer at the cap may be cut
without a word, so it is never kept: the question is split, headings (`AG4`) from 2002 on down
to those of some chapters.

Options: `reporters`, `partners`, `annual`, `monthly`, `classification`, `first_year`,
`monthly_first_year`; see `Wanted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.keys import key_of, sha256_hex
from ingest.fetch.live import Job
from ingest.fetch.policy import MEGABYTE, Limit, Policy
from ingest.fetch.publication import parse_publication
from ingest.fetch.types import Fetched, Request
from ingest.sources.comtrade import plan
from ingest.sources.comtrade.envelope import EnvelopeError, open_envelope
from ingest.sources.comtrade.plan import ID, Wanted
from ingest.sources.official_live import OfficialSource
from tradebooks.errors import CappedError, FetchError, RefusedError
from tradebooks.settings import Settings

PREVIEW_CAP, KEYED_CAP = 500, 100_000
EXPECTED = "a JSON answer of UN Comtrade with an array `data`"
# Sources give 500 calls a day or a month; the portal of one's own key shows the true number.
DAILY_QUOTA = 500
#: Lists of what there is cost no rows; they are no part of the quota of data.
LIMITS = (
    Limit("preview without a key", "/public/v1/preview", 6.0, DAILY_QUOTA),
    Limit("data with a key", "/data/v1/get/", 1.0, DAILY_QUOTA),
    Limit("availability without a key", "/public/v1/getDA", 6.0, DAILY_QUOTA),
    Limit("availability with a key", "/data/v1/getDa", 1.0, DAILY_QUOTA),
)


class Comtrade(OfficialSource):
    """The source `comtrade`."""

    id = ID
    name = "UN Comtrade"

    def policy(self, settings: Settings) -> Policy:
        """One request a second, and what each kind of request allows."""
        return Policy(
            base_url="https://comtradeapi.un.org",
            interval_seconds=1.0,
            limits=LIMITS,
            max_bytes=128 * MEGABYTE,
            key_header="Ocp-Apim-Subscription-Key",
            accept="application/json",
            # The preview says 400 to a list of periods; that is an answer, and `check` reads it.
            statuses=frozenset({200, 400}),
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask what there is, then for what is new or revised; annual before monthly."""
        wanted = Wanted.of(job.settings.source(ID).options)
        # A span is asked for again, whatever the archive holds.
        done = frozenset() if job.span else self.answered(job)
        for freq in ("A", "M"):
            for reporter in wanted.reporters:
                if not wanted.levels(freq):
                    continue
                asked = plan.availability_question(freq, reporter, wanted.classification)
                request = self._request(job, asked)
                yield request
                listed = self.newest(job, request)
                found = plan.datasets(listed) if listed else []
                for question in plan.questions(
                    wanted, freq, reporter, found, span=job.span, is_keyed=_is_keyed(job.settings)
                ):
                    wish = self._request(job, question)
                    if not self._is_answered(wish, done):
                        yield wish

    def check(self, fetched: Fetched) -> None:
        """Refuse error bodies, answers at the cap, and no rows where a total must be."""
        asked: Mapping[str, Any] = fetched.request.asked or {}
        if fetched.status == 400:
            raise _refusal(fetched, asked)
        found = json_of(fetched, EXPECTED)
        try:
            envelope = open_envelope(fetched.body)
        except EnvelopeError as error:
            raise bad_answer(fetched, EXPECTED, seen=str(error)) from error
        rows = len(found["data"])
        if envelope.count not in (None, rows):
            expected = f"the {envelope.count} rows that it states"
            raise bad_answer(fetched, expected, seen=f"{rows} rows")
        if asked.get("kind") == "availability":
            plan.datasets(fetched)
        if asked.get("kind") != "trade":
            return
        cap = KEYED_CAP if "/data/v1/" in (fetched.request.url or "") else PREVIEW_CAP
        if rows >= cap:
            raise bad_answer(
                fetched,
                f"fewer rows than the cap of {cap}, so that none can be missing",
                seen=f"{rows} rows",
                action="nothing: the question is split"
                if plan.halves(asked)
                else "ask for less detail (options annual and monthly); headings are cut by "
                f"chapters only from {plan.FIRST_HEADINGS} and its edition (H2) on",
                kind=CappedError,
            )
        if not rows and "WLD" in asked["partners"] and "chapters" not in asked:
            raise bad_answer(
                fetched,
                "at least the trade with the world, because the dataset is listed as available",
                seen="no rows",
            )

    def split(self, request: Request, job: Job) -> Sequence[Request]:  # noqa: ARG002
        """Halve the periods, else the partners, the flows, and the chapters of headings."""
        return self._halves(request)

    def complete(self, fetched: Fetched) -> Fetched:
        """Add release and licence; the document's key leaves out the time that the answer took."""
        asked = fetched.request.asked or {}
        released = asked.get("released")
        content = sha256_hex(open_envelope(fetched.body).array)
        kind, revisions = asked.get("kind"), asked.get("revisions")
        return replace(
            super().complete(fetched),
            document_key=key_of(ID, kind, revisions, content),
            published=parse_publication(str(released)) if released else fetched.published,
        )

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for the availability of one year and for one total."""
        wanted = Wanted.of(job.settings.source(ID).options)
        reporter = wanted.reporters[0]
        yield self._request(job, plan.availability_question("A", reporter, wanted.classification))
        known = [("2019", "probe@", "")]
        yield from (
            self._request(job, {**question, "kind": "probe", "released": None})
            for question in plan.questions(
                replace(wanted, annual=("TOTAL",), first_year=2019),
                "A",
                reporter,
                known,
                span=None,
                is_keyed=_is_keyed(job.settings),
            )
        )

    def _request(self, job: Job, question: Mapping[str, Any]) -> Request:
        base = self.policy(job.settings).base_url.rstrip("/")
        is_keyed = _is_keyed(job.settings)
        if question["kind"] == "availability":
            path = "/data/v1/getDa" if is_keyed else "/public/v1/getDA"
        else:
            path = "/data/v1/get" if is_keyed else "/public/v1/preview"
        place = f"{base}{path}/C/{question['freq']}/{question['classification']}"
        return Request(ID, _address(place, question), question)

    def _halves(self, request: Request) -> Sequence[Request]:
        base = (request.url or "").partition("?")
        return [
            replace(request, url=_address(base[0], part), asked=part)
            for part in plan.halves(request.asked or {})
        ]

    def _is_answered(self, request: Request, done: frozenset[str]) -> bool:
        """Tell whether the archive holds the answer, whole or in parts."""
        if request.asked_text in done:
            return True
        parts = self._halves(request)
        return bool(parts) and all(self._is_answered(part, done) for part in parts)


def _address(place: str, question: Mapping[str, Any]) -> str:
    names = plan.names_of(question)
    if question["kind"] != "availability":
        cap = KEYED_CAP if "/data/v1/" in place else PREVIEW_CAP
        names |= {"maxRecords": str(cap), "breakdownMode": "classic", "includeDesc": "false"}
    return f"{place}?{urlencode(names, safe=',')}"


def _is_keyed(settings: Settings) -> bool:
    return settings.source(ID).key is not None


def _refusal(fetched: Fetched, asked: Mapping[str, Any]) -> FetchError:
    """Read a 400: a list of periods where only one is allowed can be split, the rest is final."""
    has_list = len(asked.get("periods", ())) > 1
    return bad_answer(
        fetched,
        "an answer with status 200",
        action="nothing: the periods are asked one by one"
        if has_list
        else "check reporters, partners and levels of this source in the settings",
        kind=CappedError if has_list else RefusedError,
    )
