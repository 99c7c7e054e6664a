"""Ways of telling one thing: the words that editors choose for flows, changes, parts and ranks.

`wordings.csv` has sentences of our own and what each of them says after a lead that names pair and
period: reporter, flow, partner, measure and value; goods of a list have no value.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ingest.claims.extract import read_article
from ingest.claims.model import Article

DAY = date(2024, 8, 20)
LEADS = {
    "ru": "Товарооборот Беларуси и Узбекистана в январе-июне 2024 года составил 320 млн долларов. ",
    "en": "Trade between Belarus and Uzbekistan amounted to $320 million in January-June 2024. ",
}
FIRST = 320e6


def wordings() -> list[tuple[str, str, str]]:
    """Read the table."""
    with Path(__file__).with_name("wordings.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="|", quoting=csv.QUOTE_NONE)
        return [(row["language"], row["sentence"], row["expected"]) for row in rows]


def shown(value: float | None) -> str:
    """Write a number shortly."""
    return "-" if value is None else f"{value:g}"


@pytest.mark.parametrize(("language", "sentence", "expected"), wordings())
def test_each_wording_says_what_the_plain_one_says(
    language: str, sentence: str, expected: str
) -> None:
    """Nothing is missing, nothing is told besides."""
    claims = read_article(Article(LEADS[language] + sentence, None, language, DAY)).claims
    told = sorted(
        f"{c.reporter} {c.flow} {c.partner} {c.measure} {shown(c.value)}"
        for c in claims
        if c.value != FIRST
    )
    assert "; ".join(told) == expected
