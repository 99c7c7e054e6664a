"""Every kind of answer of every live source, as a file that we rebuilt in the documented shape.

Kinds: what was asked for, nothing, an error, an answer at a cap, and one whose shape is broken.
A kind that a source cannot give says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ingest.sources.live import LIVE, live_source
from tests.official import AVAILABILITY, FIXTURES, NEW_DOLLAR, OLD_DOLLAR, answer, body_of, loaded
from tests.official import dynamics as run_of_days
from tradebooks.errors import AnswerError, CappedError, FetchError, RefusedError

KINDS = ("good", "empty", "error", "capped", "malformed")
TRADE = {"kind": "trade", "freq": "A", "level": "AG4", "classification": "HS",
         "reporters": ["BLR"], "partners": ["RUS"], "flows": ["X"], "periods": ["2019"],
         "revisions": ["1@"]}  # fmt: skip
ROUBLE = run_of_days(298, "RUB", 100, "2016-07-01", "2021-07-08")
GDELT, GOOGLE = {"finder": "gdelt"}, {"finder": "google_news"}


@dataclass(frozen=True)
class Kind:
    """One answer.

    Attributes:
        file: Below `tests/fixtures`.
        asked: The question that it answers.
        rows: How many rows it gives; None for a list or a feed, which holds no data.
        refused: The error that `check` raises, or None for an answer that is taken.
        more: What else came with it.
    """

    file: str
    asked: Mapping[str, Any] | None = None
    rows: int | None = 0
    refused: type[FetchError] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def refused(
    file: str, asked: Mapping[str, Any] | None = None, kind: type[FetchError] = AnswerError
) -> Kind:
    return Kind(file, asked, None, kind)


CURRENCIES = {"kind": "currencies"}
ANSWERS: Mapping[str, Mapping[str, str | list[Kind]]] = {
    "comtrade": {
        "good": [
            Kind("comtrade/availability.json", AVAILABILITY, 4),
            Kind("comtrade/total.json", TRADE, 4),
            Kind("comtrade/chapters.json", TRADE, 8),
            Kind("comtrade/monthly.json", {**TRADE, "freq": "M"}, 3),
        ],
        "empty": [Kind("comtrade/empty.json", TRADE)],
        "error": [
            refused("comtrade/error_gateway.json", TRADE),
            refused("comtrade/error_object.json", TRADE),
        ],
        "capped": [refused("comtrade/capped.json", TRADE, CappedError)],
        "malformed": [refused("comtrade/malformed.json", AVAILABILITY)],
    },
    "nbrb": {
        "good": [
            Kind("nbrb/currencies.json", CURRENCIES, None),
            Kind("nbrb/daily.json", {"kind": "daily"}, 2),
            Kind("nbrb/dynamics_usd_145.json", OLD_DOLLAR, 2),
            Kind("nbrb/dynamics_usd_2016.json", OLD_DOLLAR, 4),
            Kind("nbrb/dynamics_usd_431.json", NEW_DOLLAR, 4),
            Kind("nbrb/dynamics_rub_298.json", ROUBLE, 2),
        ],
        "empty": [refused("nbrb/empty.json", NEW_DOLLAR), refused("nbrb/empty.json", CURRENCIES)],
        "error": [refused("nbrb/error.json", NEW_DOLLAR)],
        "capped": "more than 365 days are refused; what is asked for are half-years at most",
        "malformed": [refused("nbrb/malformed.json", CURRENCIES)],
    },
    "cbr": {
        "good": [
            Kind("cbr/daily.xml", {"kind": "daily"}, 3),
            Kind("cbr/daily_false_declaration.xml", {"kind": "daily"}, 3),
            Kind("cbr/dynamic.xml", {"kind": "dynamic"}, 4),
        ],
        "empty": [refused("cbr/empty.xml", {"kind": "dynamic"})],
        "error": [refused("cbr/error.xml", {"kind": "daily"}, RefusedError)],
        "capped": "no cap is known; what is asked for are half-years at most",
        "malformed": [refused("cbr/malformed.xml", {"kind": "dynamic"})],
    },
    "world_bank": {
        "good": [
            Kind("world_bank/page1.json", {"page": 1}, 3),
            Kind("world_bank/page2.json", {"page": 2}, 2),
        ],
        "empty": [refused("world_bank/empty.json", {"page": 1})],
        "error": [refused("world_bank/error.json", {"page": 1}, RefusedError)],
        "capped": "answers come in pages, and each says how many there are",
        "malformed": [refused("world_bank/malformed.json", {"page": 1})],
    },
    "imf": {
        "good": [Kind("imf/annual.json", rows=6), Kind("imf/monthly.json", rows=8)],
        "empty": [Kind("imf/empty.json")],
        "error": [refused("imf/error.json")],
        "capped": "no cap is documented; a question is one reporter and some partners",
        "malformed": [refused("imf/malformed.json")],
    },
    "ecb": {
        "good": [Kind("ecb/monthly.json", rows=2), Kind("ecb/daily.json", rows=2)],
        "empty": [refused("ecb/empty.json")],
        "error": [refused("ecb/error.xml")],
        "capped": "no cap is documented; a question is one currency and one year of days",
        "malformed": [refused("ecb/malformed.json")],
    },
    "wits": {
        "good": [Kind("wits/export.json", rows=3), Kind("wits/import.json", rows=2)],
        "empty": [Kind("wits/no_records.xml", more={"status": 404})],
        "error": [refused("wits/error.xml")],
        "capped": "too large a question is an error; at most two dimensions may be `all`",
        "malformed": [refused("wits/malformed.json")],
    },
    "news_leads": {
        "good": [Kind("leads/gdelt.json", GDELT, 3), Kind("leads/google.xml", GOOGLE, 1)],
        "empty": [
            Kind("leads/gdelt_empty.json", GDELT),
            Kind("leads/google_empty.xml", GOOGLE),
        ],
        "error": [
            refused("leads/gdelt_wait.txt", GDELT),
            refused("leads/gdelt_keywords.txt", GDELT, RefusedError),
        ],
        "capped": [refused("leads/gdelt_capped.json", GDELT, CappedError)],
        "malformed": [refused("leads/malformed.json", GDELT)],
    },
    "news": {
        "good": [Kind("feeds/feed.xml", rows=None)],
        "empty": [refused("feeds/empty.xml")],
        "error": [refused("feeds/error.txt")],
        "capped": "a feed holds its newest entries; nothing says how many there were",
        "malformed": [refused("feeds/malformed.xml")],
    },
}
ALL = [
    pytest.param(source, kind, one, id=f"{kind}-{one.file}-{number}")
    for source, kinds in ANSWERS.items()
    for kind, found in kinds.items()
    if not isinstance(found, str)
    for number, one in enumerate(found)
]


@pytest.mark.parametrize("source", LIVE)
def test_every_live_source_has_every_kind(source: str) -> None:
    kinds = ANSWERS[source]
    assert tuple(kinds) == KINDS
    assert [kind for kind, found in kinds.items() if isinstance(found, str)] in ([], ["capped"])
    assert all(kinds.values())


@pytest.mark.parametrize(("source", "kind", "one"), ALL)
def test_an_answer_is_taken_for_what_it_is(
    tmp_path: Path, source: str, kind: str, one: Kind
) -> None:
    live = live_source(source)
    assert live is not None
    # Feeds are archived beside the articles that they lead to.
    came = answer({"news": "feed"}.get(source, source), body_of(one.file), one.asked, **one.more)
    if one.refused is not None:
        with pytest.raises(one.refused) as caught:
            live.check(came)
        assert type(caught.value) is one.refused
        return
    live.check(came)
    if one.rows is not None:
        report = loaded(tmp_path, source, live.complete(came)).report
        assert (report.accepted, report.quarantined, report.errors) == (one.rows, 0, [])


def test_no_file_is_left_out() -> None:
    named = {one.file for kinds in ANSWERS.values() for found in kinds.values()
             if not isinstance(found, str) for one in found}  # fmt: skip
    folders = {name.partition("/")[0] for name in named}
    there = {
        f"{folder}/{path.name}" for folder in folders for path in (FIXTURES / folder).iterdir()
    }
    assert named == there
