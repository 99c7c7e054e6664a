# ruff: noqa: ISC004 - the sentences are data
"""The period of a figure that says none, and what a standing or a comparison makes of one."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import Article, Claim, extract

DAY = date(2024, 10, 15)


def read(text: str) -> list[Claim]:
    """Read a text that appeared on 15 October 2024."""
    return extract(Article(text, None, None, DAY)).claims


def periods(text: str) -> dict[float | None, str]:
    """Give for every number the months of its period, such as `2024-01/2024-09`."""
    return {c.value: months(c.period_start, c.period_end) for c in read(text)}


def months(start: date | None, end: date | None) -> str:
    """Write a period by its first and last month."""
    return f"{start:%Y-%m}/{end:%Y-%m}" if start is not None and end is not None else ""


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # A forecast leaves no period behind.
        ("In January-August Peru's exports to Chile were $2 billion. This year they should reach "
         "$4 billion.\nImports from Chile fell by 7%.", -7, "2024-01/2024-08"),
        # A fronted time opens a paragraph, whatever introduces it.
        ("Peru's trade with Chile rose to $1 billion in the first quarter of 2024.\nBy the final "
         "results of 2023 we had $3 billion with Chile. Exports came to $2 billion.",
         2e9, "2023-01/2023-12"),
        # A run of years goes on with its last one.
        ("Between 2020 and 2022 Peru's trade with Chile grew by 30%. Exports were $2 billion.",
         2e9, "2022-01/2022-12"),
        ("Peru's exports to Chile fell by 30% between the second quarter of 2022 and the first "
         "quarter of 2024.", -30, "2024-01/2024-03"),
        # Counted back from the time before it.
        ("Peru's trade with Chile was $1 billion in January-March 2024. In 2022 it was $4 billion, "
         "and the year before that $5 billion.", 5e9, "2021-01/2021-12"),
        # What is compared with is not the period.
        ("Peru exported 3 million tonnes of grain to Chile in 2023, 1.5 times the previous year's "
         "volume.", 1.5, "2023-01/2023-12"),
        ("Peru's exports to Chile were $3 billion in 2023, up 5% ($0.1 billion) from 2022.",
         5, "2023-01/2023-12"),
        ("Peru's exports to Chile were $3 billion in 2023, which is 104% to the previous year.",
         4, "2023-01/2023-12"),
        ("Peru's imports from Chile stood at $3 billion in FY23, up 6% over the previous fiscal.",
         6, "2022-04/2023-03"),
        # A change told of an old year is one against it.
        ("Peru's exports to Chile were $3 billion in 2023. If one takes 2020, they grew by 80%.",
         80, "2023-01/2023-12"),
        ("Peru's exports to Chile were $3 billion in 2023. In 2020 they were $2 billion, an "
         "increase of 8%.", 8, "2020-01/2020-12"),
        # Nothing was told yet that `a year ago` could be counted from.
        ("Peru and Chile have every reason to trade more. A year ago trade between Peru and Chile "
         "was $4 billion. In January-June 2024 it was $2 billion.", 4e9, "2023-01/2023-12"),
        # A lead that told nothing is no period to come back to.
        ("Peru will sell more to Chile than ever this year, the envoy said.\nIn January-June "
         "Peru's exports to Chile were $2 billion.\nImports from Chile rose by 3%.",
         3, "2024-01/2024-06"),
    ],
)  # fmt: skip
def test_the_period_of_a_figure(text: str, value: float, expected: str) -> None:
    assert periods(text)[value] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Chile provides 21% of Peru's imports.", 21, ""),
        ("Chile now takes 22% of Peru's exports.", 22, ""),
        ("Half of Peru's foreign trade is done with Chile.", 50, ""),
        ("Peru, for its part, sends 24% of its exports to Chile.", 24, ""),
        ("Chile provided 31% of Peru's imports.", 31, "2023-01/2023-12"),
        ("Chile took 32% of Peru's exports.", 32, "2023-01/2023-12"),
        ("Chile accounted for 33% of Peru's exports.", 33, "2023-01/2023-12"),
        ("Chile's share in Peru's exports is 34%, against 30% a year earlier.", 34,
         "2023-01/2023-12"),
        ("Chile remains Peru's second largest trading partner.", 2, ""),
        ("Chile was Peru's second largest trading partner.", 2, "2023-01/2023-12"),
    ],
)  # fmt: skip
def test_a_standing_in_the_present_has_no_period(text: str, value: float, expected: str) -> None:
    lead = "Peru's trade with Chile was $5 billion in 2023. "
    assert periods(lead + text)[value] == expected


@pytest.mark.parametrize(
    ("text", "value", "sides"),
    [
        ("The EAEU's trade with third countries was $300 billion in 2023.", 3e11, ("EAEU", "WLD")),
        ("Brazil's exports were $300 billion in 2023. Imports of U.S. goods rose by 4%.",
         4, ("BRA", "USA")),
        ("Peruvian copper exports reached $20 billion in 2023. Shipments to Chile doubled. Gold "
         "exports came to $9 billion.", 9e9, ("PER", "WLD")),
        ("Kenya's exports of tea to foreign markets brought in $1.2 billion in 2023.",
         1.2e9, ("KEN", "WLD")),
        ("Peru sold goods worth $3 billion to Chile in 2023. Overall bilateral trade was "
         "$5 billion.", 5e9, ("PER", "CHL")),
        ("Peru's trade with Chile was $5 billion in 2023, an official of the foreign trade "
         "department said. Exports accounted for $3 billion.", 3e9, ("PER", "CHL")),
        ("Peru's trade with Chile was $5 billion in 2023. The presidents have agreed to bring it "
         "to $8 billion.", 8e9, ("PER", "CHL")),
        ("Peru's trade with Chile was $5 billion in 2023. They are preparing a customs deal "
         "with Kenya and expect that it will help to bring the figure to $9 billion.",
         9e9, ("PER", "CHL")),
        ("Торговля ЕАЭС с третьими странами составила в 2023 году 300 млрд долларов.",
         3e11, ("EAEU", "WLD")),
    ],
)  # fmt: skip
def test_the_sides_of_a_figure(text: str, value: float, sides: tuple[str, str]) -> None:
    found = {c.value: (c.reporter, c.partner) for c in read(text)}
    assert found[value] == sides


def test_no_region_trades_with_its_own_country() -> None:
    text = "In 2023 the trade of Brest Oblast with Belarus as a whole was $3 billion."
    assert read(text) == []
