"""The interfaces of official statistics as cases for every fault of a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import Fetched, Request
from ingest.sources.cbr.live import Cbr
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.ecb.live import Ecb
from ingest.sources.imf.live import Imf
from ingest.sources.leads.live import Leads
from ingest.sources.nbrb.live import Nbrb
from ingest.sources.wits.live import Wits
from ingest.sources.world_bank.live import WorldBank
from tests.faults.cases import Case
from tests.official import body_of


def first_only(source: type[LiveSource], *, of_probe: bool = False) -> Callable[[str], LiveSource]:
    """Let a source ask only the first question of its list, or of its probe."""

    class First(source):  # type: ignore[misc, valid-type]
        def requests(self, job: Job) -> Iterable[Request]:
            asked = super().probe(job) if of_probe else super().requests(job)
            yield next(iter(asked))

        def follow(self, fetched: Fetched, job: Job) -> Iterable[Request]:
            return ()

    return lambda _url: First()


OFFICIAL = [
    Case(
        name="comtrade",
        make=first_only(Comtrade),
        good=body_of("comtrade/availability.json"),
        content_type="application/json; charset=utf-8",
        errors={
            "gateway": body_of("comtrade/error_gateway.json"),
            "application": body_of("comtrade/error_object.json"),
            "plain_text": b"Rate limit is exceeded. Try again in 3 seconds.",
        },
    ),
    Case(
        name="nbrb",
        make=first_only(Nbrb),
        good=body_of("nbrb/currencies.json"),
        content_type="application/json; charset=utf-8",
        errors={"object": body_of("nbrb/error.json"), "text": b"no data"},
        empties={"empty_list": body_of("nbrb/empty.json")},
    ),
    Case(
        name="cbr",
        make=first_only(Cbr),
        good=body_of("cbr/daily.xml"),
        content_type="application/xml; charset=windows-1251",
        errors={"json": b'{"error": "x"}', "parameters": body_of("cbr/error.xml")},
        empties={"no_record": body_of("cbr/empty.xml")},
        is_xml=True,
        wrong_charset=body_of("cbr/daily_false_declaration.xml"),
    ),
    Case(
        name="world_bank",
        make=first_only(WorldBank),
        good=body_of("world_bank/page1.json"),
        content_type="application/json;charset=utf-8",
        errors={"xml": b"<error>no</error>", "message": body_of("world_bank/error.json")},
        empties={"no_rows": body_of("world_bank/empty.json"), "list": b"[]"},
    ),
    Case(
        name="imf",
        make=first_only(Imf),
        good=body_of("imf/annual.json"),
        content_type="application/json; charset=utf-8",
        errors={"gateway": body_of("imf/error.json")},
        # A message without series says that there are no data; one that lists periods does not.
        empties={"periods_only": body_of("imf/annual.json").replace(b'"series": {', b'"x": {', 1)},
    ),
    Case(
        name="ecb",
        make=first_only(Ecb),
        good=body_of("ecb/monthly.json"),
        content_type="application/vnd.sdmx.data+json;version=1.0.0-wd",
        errors={"text": b"Not found", "xml": body_of("ecb/error.xml")},
        empties={"no_observation": body_of("ecb/empty.json"), "list": b"[]"},
    ),
    Case(
        name="wits",
        make=first_only(Wits, of_probe=True),
        good=body_of("wits/export.json"),
        content_type="application/json; charset=utf-8",
        errors={"xml": body_of("wits/error.xml")},
        # No records with status 200 are none; a year without data is a 404.
        empties={"no_observation": body_of("ecb/empty.json"), "object": b"{}"},
    ),
    Case(
        name="news_leads",
        make=first_only(Leads),
        good=body_of("leads/gdelt.json"),
        content_type="application/json; charset=utf-8",
        errors={
            "wait": body_of("leads/gdelt_wait.txt"),
            "keywords": body_of("leads/gdelt_keywords.txt"),
        },
        capped=body_of("leads/gdelt_capped.json"),
    ),
]
