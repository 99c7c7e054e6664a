"""The interfaces of official statistics as cases for every fault of a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.fetch.live import Job, LiveSource
from ingest.fetch.types import Request
from ingest.sources.cbr.live import Cbr
from ingest.sources.comtrade.live import Comtrade
from ingest.sources.nbrb.live import Nbrb
from tests.faults.cases import Case
from tests.official import body_of


def first_only(source: type[LiveSource]) -> Callable[[str], LiveSource]:
    """Let a source ask only the first question of its list."""

    class First(source):  # type: ignore[misc, valid-type]
        def requests(self, job: Job) -> Iterable[Request]:
            yield next(iter(super().requests(job)))

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
        errors={"object": b'{"Message":"An error has occurred."}', "text": b"no data"},
        empties={"empty_list": b"[]"},
    ),
    Case(
        name="cbr",
        make=first_only(Cbr),
        good=body_of("cbr/daily.xml"),
        content_type="application/xml; charset=windows-1251",
        errors={"json": b'{"error": "x"}', "parameters": body_of("cbr/error.xml")},
        empties={"no_record": b'<ValCurs Date="01.01.2019" name="Foreign Currency Market"/>'},
        is_xml=True,
        wrong_charset=body_of("cbr/daily_false_declaration.xml"),
    ),
]
