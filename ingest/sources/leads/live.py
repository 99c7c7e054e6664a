"""GDELT and Google News over the wire: one search each, and articles of known outlets behind them.

Best effort: GDELT allows one request in five seconds and sheds load for days. It gives at most 250
articles and does not say when there are more: such an answer is not kept, and the week is halved
down to little more than an hour. Options: `gdelt` and `google_news`, lists of searches in the words
of each; an empty list leaves one out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ingest.fetch.answers import bad_answer, refuse_empty_and_html
from ingest.fetch.live import Job
from ingest.fetch.policy import MEGABYTE, Limit, Policy
from ingest.fetch.publication import iso_instant, read_instant
from ingest.fetch.types import Fetched, Request
from ingest.fetch.urls import canonical_url
from ingest.news.outlets import MORE_HOSTS
from ingest.sources.feed_list import rule_of
from ingest.sources.feeds import parse_feed
from ingest.sources.leads.read import (
    GDELT,
    GOOGLE,
    LeadsError,
    address_of,
    articles_of,
    is_empty_feed,
)
from ingest.sources.news_live import check_page, completed, known_articles
from ingest.sources.official_live import OfficialSource
from ingest.sources.options import with_defaults
from tradebooks.errors import AnswerError, CappedError, RefusedError
from tradebooks.settings import Settings
from tradebooks.vocabulary import seed

ID, NEWS = "news_leads", "news"
DEFAULTS: Mapping[str, Any] = {
    "gdelt": ["(Belarus trade Russia) sourcelang:english"],
    "google_news": ["site:eng.belta.by trade when:7d"],
    "gdelt_url": "https://api.gdeltproject.org/api/v2/doc/doc",
    "google_news_url": "https://news.google.com/rss/search",
}
EXPECTED = "articles found by a search"
PAUSE = 5.0
MOST_ARTICLES = 250
DAYS = 7
LEAST_SPAN = timedelta(hours=1)


class Leads(OfficialSource):
    """The source `news_leads`."""

    id = ID
    name = "News discovery"
    # A poll that was stopped starts anew: searches have moved on.
    fresh_seconds = 1800.0

    def policy(self, settings: Settings) -> Policy:
        """One search of GDELT in five seconds; pages of listed outlets only."""
        options = with_defaults(ID, settings.source(ID).options, DEFAULTS)
        places = (options["gdelt_url"], options["google_news_url"])
        hosts = {urlsplit(url).hostname or "" for url in places}
        return Policy(
            base_url=options["gdelt_url"],
            hosts=frozenset(hosts | set(outlet_hosts())),
            interval_seconds=2.0,
            limits=(Limit("GDELT search", "", PAUSE),),
            max_bytes=8 * MEGABYTE,
            max_unpacked_bytes=16 * MEGABYTE,
            attempts=2,
            backoff_seconds=PAUSE,
        ).with_settings(settings, ID)

    def requests(self, job: Job) -> Iterable[Request]:
        """Ask for every search; articles follow."""
        options = with_defaults(ID, job.settings.source(ID).options, DEFAULTS)
        for query in options["gdelt"]:
            yield self._gdelt(job, {"kind": "search", "finder": GDELT, "query": query})
        for query in options["google_news"]:
            names = {"q": query, "hl": "en-US", "gl": "US", "ceid": "US:en"}
            url = f"{options['google_news_url']}?{urlencode(names, safe=':')}"
            yield Request(ID, url, {"kind": "search", "finder": GOOGLE, "query": query})

    def probe(self, job: Job) -> Iterable[Request]:
        """Ask for every search; there is nothing smaller."""
        return self.requests(job)

    def check(self, fetched: Fetched) -> None:
        """Refuse texts in a good status: some ask to wait, some refuse the search."""
        if fetched.request.source == NEWS:
            check_page(fetched)
            return
        refuse_empty_and_html(fetched, EXPECTED)
        asked: Mapping[str, Any] = fetched.request.asked or {}
        if asked.get("finder") == GOOGLE:
            if not is_empty_feed(fetched.body):
                parse_feed(fetched)
            return
        try:
            found = len(articles_of(fetched.body))
        except LeadsError as error:
            is_refusal = "keywords" in str(error)
            raise bad_answer(
                fetched,
                EXPECTED,
                seen=str(error),
                action=f"mend the search in [sources.{ID}.options]"
                if is_refusal
                else "nothing: it is asked again later; discovery is best effort",
                kind=RefusedError if is_refusal else AnswerError,
            ) from error
        if found >= MOST_ARTICLES:
            raise bad_answer(
                fetched,
                f"fewer articles than the cap of {MOST_ARTICLES}, so that none can be missing",
                seen=f"{found} articles",
                action="nothing while its time can be halved; below two hours narrow the search "
                f"in [sources.{ID}.options]",
                kind=CappedError,
            )

    def split(self, request: Request, job: Job) -> Sequence[Request]:
        """Halve the time of a search; its week is of whole days, that of the run included."""
        asked = dict(request.asked or {})
        today = job.now.replace(hour=0, minute=0, second=0)
        end_of_day = today + timedelta(days=1, seconds=-1)
        week = {"from": iso_instant(today - timedelta(days=DAYS)), "to": iso_instant(end_of_day)}
        start, end = (read_instant(str({**week, **asked}[name])) for name in ("from", "to"))
        middle = start + (end - start) / 2
        if asked.get("finder") != GDELT or middle - start < LEAST_SPAN:
            return ()
        halves = ((start, middle - timedelta(seconds=1)), (middle, end))
        return [
            self._gdelt(job, {**asked, "from": iso_instant(first), "to": iso_instant(last)})
            for first, last in halves
        ]

    def complete(self, fetched: Fetched) -> Fetched:
        """Add the terms; an article has those of its outlet."""
        return completed(fetched) if fetched.request.source == NEWS else super().complete(fetched)

    def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:
        """Ask for articles of listed outlets that speak of trade and are not there yet."""
        asked: Mapping[str, Any] = fetched.request.asked or {}
        if asked.get("finder") != GDELT:
            return
        rule, known, outlets = rule_of(job.settings), known_articles(job), outlet_hosts()
        for one in articles_of(fetched.body):
            url = address_of(one["url"])
            home = outlets.get(urlsplit(url).hostname or "") if url else None
            is_new = canonical_url(url) not in known
            if home is not None and is_new and rule.takes(str(one["title"]), home or None):
                yield Request(NEWS, url, {"detail": "article", "feed": GDELT})

    def obeys_robots(self, request: Request) -> bool:
        """Pages are for readers; searches are made for programs."""
        return request.source == NEWS

    def _gdelt(self, job: Job, asked: Mapping[str, Any]) -> Request:
        """Make a search of the last week, or of the time that the question names."""
        span = {"timespan": f"{DAYS}d"}
        if "from" in asked:
            ends = {"startdatetime": asked["from"], "enddatetime": asked["to"]}
            span = {name: f"{read_instant(end):%Y%m%d%H%M%S}" for name, end in ends.items()}
        names = {
            "query": asked["query"],
            "mode": "artlist",
            "format": "json",
            "maxrecords": MOST_ARTICLES,
            **span,
            "sort": "datedesc",
        }
        base = self.policy(job.settings).base_url
        return Request(ID, f"{base}?{urlencode(names, quote_via=quote)}", asked)


def outlet_hosts() -> dict[str, str]:
    """Return the country of every listed outlet by the hosts of its pages."""
    countries = {row["source"]: row["country"] for row in seed("sources") if row["kind"] == "news"}
    homes = {
        (urlsplit(row["homepage"]).hostname or "").removeprefix("www."): row["source"]
        for row in seed("sources")
    }
    named = {host: code for host, code in (homes | MORE_HOSTS).items() if host}
    return {
        prefix + host: countries[code]
        for host, code in named.items()
        if code in countries
        for prefix in ("", "www.")
    }
