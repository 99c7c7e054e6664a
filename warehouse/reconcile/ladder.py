"""How much an assertion weighs: the rung of its evidence on the published ladder.

Weights decide which statement gives way when statements contradict each other. They never widen
or narrow an interval.
"""

from __future__ import annotations

import re
from functools import cache

from tradebooks.vocabulary import seed
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.method import Method

#: Words by which a cited source is known to be statistics.
_STATISTICS = re.compile(
    r"statist|belstat|rosstat|customs|central bank|national bank|balance of payments"
    r"|стат|тамож|фтс|центробанк|банк россии|нацбанк",
    re.IGNORECASE,
)


#: Of a statement among others of its weight.
Precedence = tuple[bool, bool, bool, int, str, str]


@cache
def _kinds() -> dict[str, str]:
    return {row["source"]: row["kind"] for row in seed("sources")}


@cache
def _tables() -> frozenset[str]:
    return frozenset(row["source"] for row in seed("sources") if row["form"] == "table")


@cache
def _speakers() -> dict[str, str]:
    return {row["speaker"]: row["rung"] for row in seed("speaker_rungs")}


def rung(assertion: Assertion) -> str:
    """Return the rung of an assertion's evidence, a code of the seed `evidence_ladder`."""
    kind = _kinds().get(assertion.source or "", "news")
    if assertion.copy_of:
        return "undated"
    if assertion.origin == "observation" or assertion.source in _tables():
        return _table_rung(assertion, kind)
    if assertion.published_precision == "unknown" or assertion.published_at is None:
        return "undated"
    return _statement_rung(assertion, kind)


def _table_rung(assertion: Assertion, kind: str) -> str:
    if assertion.side == "joint" and assertion.valuation == "bop":
        return "joint_bop"
    return {"official": "own_office", "international": "quoted_statistics"}.get(kind, "ambassador")


def _statement_rung(assertion: Assertion, kind: str) -> str:
    if _STATISTICS.search(assertion.cited_source or ""):
        return "quoted_statistics"
    if assertion.speaker_key in _speakers():
        return _speakers()[assertion.speaker_key]
    if kind == "official" or _is_known_speaker(assertion.speaker_key):
        return "government"
    return "ambassador"


@cache
def _is_known_speaker(speaker: str | None) -> bool:
    try:
        return any(row["speaker"] == speaker for row in seed("speakers"))
    except FileNotFoundError:
        return False


def weight(assertion: Assertion, method: Method) -> float:
    """Return the weight of an assertion; an inferred scope makes it weigh less."""
    found = method.weight(rung(assertion))
    return found * method.inferred_scope if "scope" in assertion.guesses else found


def precedence(assertion: Assertion) -> Precedence:
    """Return what decides between statements of equal weight; the smaller gives way first.

    What a program read gives way to what was read by hand, a hedged number to an exact one, a
    rate to a level, one with more guessed fields to one with fewer, an earlier one to a later one,
    and last of all the keys decide.
    """
    published = assertion.published_at.isoformat() if assertion.published_at else ""
    is_exact = assertion.bound in ("exact", None)
    is_level = assertion.measure == "value"
    is_by_hand = assertion.origin != "claim"
    return (
        is_by_hand,
        is_exact,
        is_level,
        -len(assertion.guesses),
        published,
        assertion.assertion_key,
    )


def root(assertion: Assertion) -> str:
    """Return whom the number comes from: who is cited, else who speaks, else who prints it."""
    if assertion.cited_source:
        return f"cited:{assertion.cited_source.strip().lower()}"
    if assertion.speaker_key:
        return f"speaker:{assertion.speaker_key}"
    return f"source:{assertion.source or assertion.evidence}"
