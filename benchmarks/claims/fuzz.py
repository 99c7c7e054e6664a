"""Feed mixed-script nonsense to the extractor: `python -m benchmarks.claims.fuzz [COUNT]`.

It fails on any exception, any offset outside the text and any impossible value.
"""

from __future__ import annotations

import random
import sys

from ingest.claims import Article, Claim, extract

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
    """Assert that a claim indexes its text and is possible."""
    assert 0 <= claim.start <= claim.anchor_start < claim.anchor_end <= claim.end <= len(text)
    assert claim.reporter != claim.partner
    if claim.measure == "share_pct":
        assert 0 <= (claim.value or 0.0) <= 100
    if claim.period_start is not None and claim.period_end is not None:
        assert claim.period_start <= claim.period_end


def main(count: int) -> None:
    """Run the fuzzer."""
    rng = random.Random(1)
    for _ in range(count):
        text = nonsense(rng)
        for claim in extract(Article(text)).claims:
            check(claim, text)
    print(f"{count} texts read")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
