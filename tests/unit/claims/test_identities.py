"""Sums decide between two readings of a total, and are reported where they do not come out."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import extract
from ingest.claims.identities import BROKEN, conflicts, settled
from ingest.claims.model import Article, Claim

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
BEFORE = (date(2023, 1, 1), date(2023, 12, 31))


def level(
    flow: str,
    billions: float,
    sides: tuple[str, str] = ("KEN", "UGA"),
    period: tuple[date, date] = YEAR,
    inferred: tuple[str, ...] = (),
    **said: object,
) -> Claim:
    claim = Claim("value", flow, *sides, billions * 1e9, "USD", 1e8, 0, 1, 0, 1, **said)  # type: ignore[arg-type]
    return Claim(
        **{name: getattr(claim, name) for name in claim.__slots__}
        | {"period_start": period[0], "period_end": period[1], "inferred": inferred}
    )


@pytest.mark.parametrize("second", [level("import", 1.4), level("export", 1.4, ("UGA", "KEN"))])
def test_a_sum_gives_a_total_its_pair_and_period(second: Claim) -> None:
    parts = [level("export", 2.3), second]
    astray = level("turnover", 3.7, ("KEN", "TZA"), BEFORE, ("partner", "period_start"))
    total = settled([*parts, astray])[-1]
    assert (total.reporter, total.partner) == ("KEN", "UGA")
    assert (total.period_start, total.period_end) == YEAR
    assert total.value == astray.value


@pytest.mark.parametrize(
    "total",
    [
        level("turnover", 3.7, ("KEN", "TZA"), YEAR),
        level("turnover", 3.7, ("KEN", "UGA"), BEFORE, ("partner",)),
        level("turnover", 3.9, ("KEN", "TZA"), YEAR, ("partner",)),
        level("turnover", 3.7, ("KEN", "TZA"), YEAR, ("partner",), bound="over"),
    ],
)
def test_what_is_stated_or_does_not_fit_stays(total: Claim) -> None:
    assert settled([level("export", 2.3), level("import", 1.4), total])[-1] == total


def test_two_sums_that_fit_prove_nothing() -> None:
    pairs = [("KEN", "UGA"), ("KEN", "RWA")]
    parts = [
        level(flow, n, pair) for pair in pairs for flow, n in [("export", 2.3), ("import", 1.4)]
    ]
    total = level("turnover", 3.7, ("KEN", "TZA"), YEAR, ("partner",))
    assert settled([*parts, total])[-1] == total


@pytest.mark.parametrize(
    ("total", "flag"),
    [
        (level("turnover", 3.8), set()),
        (level("turnover", 4.4), {BROKEN["turnover"]}),
        (level("turnover", 3.85, bound="about"), set()),
        (level("turnover", 3.0, bound="over"), set()),
        (level("turnover", 4.4, period=BEFORE), set()),
        (level("balance", 0.9), set()),
        (level("balance", -0.9, ("UGA", "KEN")), set()),
        (level("balance", -0.9), {BROKEN["balance"]}),
    ],
)
def test_a_sum_that_does_not_come_out_is_flagged(total: Claim, flag: set[str]) -> None:
    assert conflicts([level("export", 2.3), level("import", 1.4), total]) == flag


def test_an_article_that_contradicts_itself_says_so() -> None:
    text = (
        "Kenya's trade with Uganda reached $10.4 billion in 2024. Kenya's exports to Uganda came "
        "to $6.7 billion and its imports from Uganda to $5.7 billion in 2024."
    )
    found = extract(Article(text))
    assert [claim.value for claim in found.claims] == [10.4e9, 6.7e9, 5.7e9]
    assert found.flags == (BROKEN["turnover"],)
