"""Feed mixed-script nonsense to the extractor: `python -m benchmarks.claims.fuzz [COUNT]`.

It fails on any exception, any offset outside the text and any impossible value.
"""

from __future__ import annotations

import random
import sys

from ingest.claims import Article, Claim, extract
from ingest.claims.plausible import LARGEST_OTHER

PIECES = [
    "exports",
    "imports",
    "экспорт",
    "импорт",
    "товарооборот",
    "trade",
    "Russia",
    "Россия",
    "в Китай",
    "to China",
    "with",
    "с",
    "$",
    "€",
    "1,481",
    "12.5",
    "0",
    "999999999999999999999999999999999999999999",
    "%",
    "млрд",
    "bln",
    "billion",
    "trillion",
    "долларов",
    "(",
    ")",
    "«",
    "»",
    "\u200b",
    "\u202e",
    "\u00a0",
    "\n",
    ".",
    ",",
    ";",
    "-",
    "—",
    "2024",
    "in 2023",
    "в 2022 году",
    "January",
    "январь",
    "-November",
    "Q1",
    "FY24",
    "a third",
    "вдвое",
    "doubled",
    "respectively",
    "соответственно",
    "than",
    "чем",
    "больше",
    "less",
    "from",
    "to",
    "до",
    "🇧🇾",
    "中国",
    "اردو",
    "\x00",
    "\ufeff",
    "the",
    "record",
    "target of",
    "к 2030 году",
    "first",
    "half",
    "of",
    "it",
    "ней",
    "tonnes",
    "т",
]


def nonsense(rng: random.Random) -> str:
    """Make a text of random pieces."""
    return "".join(
        rng.choice(PIECES) + rng.choice(("", " ", " ", " ")) for _ in range(rng.randrange(1, 60))
    )


def check(claim: Claim, text: str) -> None:
    """Assert that a claim and all its places index its text, and that it is possible."""
    assert claim.doubt is None
    for place in (claim, *claim.further):
        assert 0 <= place.start <= place.anchor_start < place.anchor_end <= place.end <= len(text)
    assert claim.reporter != claim.partner
    if claim.value is not None:
        assert abs(claim.value) <= LARGEST_OTHER
    if claim.measure == "share_pct":
        assert 0 <= (claim.value or 0.0) <= 100
    if claim.period_start is not None and claim.period_end is not None:
        assert claim.period_start <= claim.period_end


def main(count: int) -> None:
    """Run the fuzzer."""
    rng = random.Random(1)
    found = doubtful = 0
    for _ in range(count):
        text = nonsense(rng)
        extraction = extract(Article(text))
        for claim in extraction.claims:
            check(claim, text)
        assert all(claim.doubt for claim in extraction.doubtful)
        found, doubtful = found + len(extraction.claims), doubtful + len(extraction.doubtful)
    print(f"{count} texts read, {found} claims, {doubtful} for review")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
