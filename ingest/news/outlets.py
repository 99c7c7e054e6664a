"""Whose article it is: the publisher of an address or of a dateline, as a code of `sources.csv`.

Which sources quote which is the business of reconciliation, not of this file.
"""

from __future__ import annotations

from functools import cache

from ingest.fetch.urls import host_of
from tradebooks.vocabulary import seed

# Second addresses of publishers whose homepage in the seed is another one.
MORE_HOSTS = {
    "tass.ru": "tass",
    "eng.belta.by": "belta",
    "interfax.com": "interfax",
    "interfax.by": "interfax",
    "rian.ru": "ria",
    "sputniknews.by": "sputnik_by",
    "sputnik-news.ee": "sputnik_by",
    "cbr.ru": "cbr",
}
AGENCIES = {
    "belta": "belta",
    "белта": "belta",
    "tass": "tass",
    "тасс": "tass",
    "риа новости": "ria",
    "ria novosti": "ria",
    "интерфакс": "interfax",
    "interfax": "interfax",
    "xinhua": "xinhua",
    "reuters": "reuters",
}


@cache
def _hosts() -> dict[str, str]:
    known = {host_of(row["homepage"]): row["source"] for row in seed("sources") if row["homepage"]}
    named = {host: source for host, source in known.items() if host}
    return named | {host: code for host, code in MORE_HOSTS.items() if code in named.values()}


def outlet_of_url(url: str | None) -> str | None:
    """Return the publisher whose domain an address belongs to, subdomains included."""
    host = host_of(url)
    while host:
        if host in _hosts():
            return _hosts()[host]
        host = host.partition(".")[2]
    return None


def outlet_of_agency(agency: str | None) -> str | None:
    """Return the publisher that a dateline names."""
    return AGENCIES.get(agency.casefold()) if agency else None


@cache
def time_zone_of(outlet: str | None) -> str:
    """Return the time zone of a publisher, UTC for an unknown one."""
    zones = {row["source"]: row["time_zone"] for row in seed("sources")}
    return zones.get(outlet or "") or "UTC"
