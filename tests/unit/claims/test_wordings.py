"""Ways of telling one thing: the words that editors choose for flows, changes, parts and ranks.

`wordings.csv` has sentences of our own and what each of them says after a lead that names pair and
period: reporter, flow, partner, measure, value and goods; goods of a list have no value.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ingest.claims import extract
from ingest.claims.model import Article

DAY = date(2024, 8, 20)
LEADS = {
    ("BLR-UZB", "ru"): (
        "Товарооборот Беларуси и Узбекистана в январе-июне 2024 года составил 320 млн долларов. "
    ),
    ("BLR-UZB", "en"): (
        "Trade between Belarus and Uzbekistan amounted to $320 million in January-June 2024. "
    ),
    ("KAZ-TUR", "ru"): (
        "Товарооборот Казахстана и Турции в январе-июне 2024 года составил 320 млн долларов. "
    ),
    ("KEN-UGA", "en"): (
        "Trade between Kenya and Uganda amounted to $320 million in January-June 2024. "
    ),
}
FIRST = 320e6


def wordings() -> list[tuple[str, str, str, str]]:
    """Read the table."""
    with Path(__file__).with_name("wordings.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="|", quoting=csv.QUOTE_NONE)
        return [(row["pair"], row["language"], row["sentence"], row["expected"]) for row in rows]


def shown(value: float | None) -> str:
    """Write a number shortly."""
    return "-" if value is None else f"{value:g}"


@pytest.mark.parametrize(("pair", "language", "sentence", "expected"), wordings())
def test_each_wording_says_what_the_plain_one_says(
    pair: str, language: str, sentence: str, expected: str
) -> None:
    """Nothing is missing, nothing is told besides."""
    claims = extract(Article(LEADS[pair, language] + sentence, None, language, DAY)).claims
    told = sorted(
        f"{c.reporter} {c.flow} {c.partner} {c.measure} {shown(c.value)} {c.commodity}".strip()
        for c in claims
        if c.value != FIRST
    )
    assert "; ".join(told) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Uganda was Kenya's third supplier with a share of 9%, against 7% in 2023.",
            "2024-01-01 2023-01-01",
        ),
        (
            "Uganda climbed to fourth place among Kenya's partners, up from ninth in 2014.",
            "2024-01-01 2014-01-01",
        ),
        ("Uganda is Kenya's main partner.", "None"),
        ("Uganda, the No. 1 buyer, took more tea.", "None"),
        ("Uganda was Kenya's main partner.", "2024-01-01"),
    ],
)
def test_a_standing_has_no_period(sentence: str, expected: str) -> None:
    """What is said in the present has no period; a place held before is of the time before."""
    claims = extract(Article(LEADS["KEN-UGA", "en"] + sentence, None, "en", DAY)).claims
    found = [str(c.period_start) for c in claims if c.measure in {"rank", "share_pct"}]
    assert sorted(dict.fromkeys(found), reverse=True) == expected.split()


def test_a_region_ranks_among_the_regions_of_its_country() -> None:
    """The place is one in the trade of the other country."""
    text = (
        "Trade between Tatarstan and Belarus was $1.4 billion in 2024. "
        "Tatarstan is fifth among the Russian regions trading with Belarus."
    )
    last = extract(Article(text, None, None, date(2025, 3, 5))).claims[-1]
    assert (last.reporter, last.partner, last.measure, last.value) == ("BLR", "RU-TA", "rank", 5)


def test_the_worth_of_a_growth_is_known_by_its_size() -> None:
    """An amount in brackets is the change if it comes to the growth, else a level."""
    text = (
        "Peru's exports to Chile were $334.0 million in 2024, "
        "up 3.5 percent ($11.3 million) from 2023."
    )
    claims = extract(Article(text, None, None, date(2025, 3, 5))).claims
    assert [c.measure for c in claims] == ["value", "growth_pct", "change_abs"]
