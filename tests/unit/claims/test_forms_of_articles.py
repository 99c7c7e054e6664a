# ruff: noqa: ISC004 - the sentences are data
"""Tables, numbered lists, digests and other forms that a text about trade can have."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import extract
from ingest.claims.classes import fits, same_country
from ingest.claims.model import Article

DAY = date(2024, 8, 20)
Told = set[tuple[str, str, str | None, str | None, float | None]]


def told(text: str, title: str | None = None) -> Told:
    """Give measure, flow, sides and value of all claims of a text."""
    claims = extract(Article(text, title, "en", DAY)).claims
    return {(c.measure, c.flow, c.reporter, c.partner, c.value) for c in claims}


def test_a_table_is_read_by_its_columns() -> None:
    text = (
        "Country | Turnover, mln USD | % | Exports, mln USD | %\n"
        "Poland | 1033.5 | 104.9 | 381.0 | 70.3\n"
        "(% - to January-April 2022)\n"
    )
    assert told(text, "Foreign trade of Belarus in goods, January-April 2023") == {
        ("value", "turnover", "BLR", "POL", 1033.5e6),
        ("growth_pct", "turnover", "BLR", "POL", 4.9),
        ("value", "export", "BLR", "POL", 381e6),
        ("growth_pct", "export", "BLR", "POL", -29.7),
    }


def test_a_numbered_list_ranks_partners() -> None:
    text = (
        "Uzbekistan's foreign trade reached $23.97bn in January-April.\n"
        "TOP-2 partners by turnover:\n1. China - $4.42bn (18.4%)\n2. Russia - $3.9bn (16.3%)"
    )
    found = told(text)
    assert ("rank", "turnover", "UZB", "RUS", 2.0) in found
    assert ("share_pct", "turnover", "UZB", "CHN", 18.4) in found


def test_a_digest_turns_to_the_pair_of_each_heading() -> None:
    text = (
        "1. Kazakhstan and China. In January-July exports were $10.2 billion.\n\n"
        "2. Uzbekistan and Russia. Turnover grew by 23% to $7.8 billion.\n"
    )
    found = told(text)
    assert ("value", "export", "KAZ", "CHN", 10.2e9) in found
    assert ("value", "turnover", "UZB", "RUS", 7.8e9) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian supplies to Turkey and purchases from it amounted to $17.3 bln and $2.8 bln, "
            "respectively, in 2023.",
            {
                ("value", "export", "RUS", "TUR", 17.3e9),
                ("value", "import", "RUS", "TUR", 2.8e9),
            },
        ),
        (
            "In 2022 and 2023, trade between Russia and China amounted to $190 billion and $240 "
            "billion.",
            {
                ("value", "turnover", "RUS", "CHN", 190e9),
                ("value", "turnover", "RUS", "CHN", 240e9),
            },
        ),
        (
            "China's total goods imports and exports with Russia expanded 2 percent in 2023.",
            {("growth_pct", "turnover", "CHN", "RUS", 2.0)},
        ),
        (
            "Spanish exports to Morocco were 12.1 billion euros in 2023. Spain accounted for 21.6% "
            "of the kingdom's imports.",
            {
                ("value", "export", "ESP", "MAR", 12.1e9),
                ("share_pct", "import", "MAR", "ESP", 21.6),
            },
        ),
    ],
)
def test_figures_find_their_flow_and_sides(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_an_official_speaks_of_his_country_s_exports() -> None:
    text = (
        "Kazakhstan's trade with Russia reached $27.8 billion in 2023, Russia's Deputy Minister "
        'Yegor Lavrukhin stated. "Exports reached $18.2 billion," he said.'
    )
    assert ("value", "export", "RUS", "KAZ", 18.2e9) in told(text)


def test_a_clause_about_something_else_tells_no_trade() -> None:
    text = (
        "Japan's exports to Russia fell by 5% to $3 billion in 2023. The Nikkei index closed 0.8 "
        "percent lower."
    )
    assert len(told(text)) == 2


def test_days_of_a_month_are_a_period() -> None:
    text = "South Korea's exports to China fell 5.2 percent in the first 20 days of April."
    [claim] = extract(Article(text, None, "en", DAY)).claims
    assert (claim.period_start, claim.period_end) == (date(2024, 4, 1), date(2024, 4, 20))


def test_classes_of_sides() -> None:
    assert fits("MAR", "kingdom")
    assert fits("RU-KHA", "region")
    assert fits("ARM", "republic")
    assert not fits("RUS", "republic")
    assert fits("DEU", "EU27")
    assert same_country("RU-KHA", "RUS")
    assert not same_country("RUS", "BLR")
