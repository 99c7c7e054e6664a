# ruff: noqa: ISC004 - the sentences are data
"""One small text for each mechanism that binds figures, in words of its own."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import Extraction, extract
from ingest.claims.model import Article

DAY = date(2025, 3, 5)


def read(text: str, title: str | None = None) -> Extraction:
    """Read a text that appeared on 5 March 2025."""
    return extract(Article(text, title, None, DAY))


def told(text: str) -> set[tuple[str, str, str | None, str | None, float | None]]:
    """Give measure, flow, sides and value of all claims of a text."""
    return {(c.measure, c.flow, c.reporter, c.partner, c.value) for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Uganda's share of Kenya's exports slipped from 12.1% to 10.4% in 2023, while "
            "Tanzania's rose from 6% to 7.2%.",
            {
                ("share_pct", "export", "KEN", "UGA", 12.1),
                ("share_pct", "export", "KEN", "UGA", 10.4),
                ("share_pct", "export", "KEN", "TZA", 6.0),
                ("share_pct", "export", "KEN", "TZA", 7.2),
            },
        ),
        (
            "Of Mongolia's imports in 2023, 40.9 percent originated in China and 25.9 percent "
            "in Russia.",
            {
                ("share_pct", "import", "MNG", "CHN", 40.9),
                ("share_pct", "import", "MNG", "RUS", 25.9),
            },
        ),
        (
            "Exports of Kyrgyzstan to Uzbekistan fell by 1.9 percent in 2024, imports by 3.9.",
            {
                ("growth_pct", "export", "KGZ", "UZB", -1.9),
                ("growth_pct", "import", "KGZ", "UZB", -3.9),
            },
        ),
        (
            "Serbia's exports to Hungary (EUR 268.4 million, index 103.1) rose in 2024.",
            {
                ("value", "export", "SRB", "HUN", 268.4e6),
                ("growth_pct", "export", "SRB", "HUN", 3.1),
            },
        ),
        (
            "Trade between Viet Nam and Cambodia was $6.4 billion in 2024, an increase of "
            "$1.1 billion.",
            {
                ("value", "turnover", "VNM", "KHM", 6.4e9),
                ("change_abs", "turnover", "VNM", "KHM", 1.1e9),
            },
        ),
        (
            "The surplus of Spain in this trade with Morocco was 4 billion euros in 2024.",
            {("value", "balance", "ESP", "MAR", 4e9)},
        ),
        (
            "With the European Union, Japan logged a deficit of 277 billion yen in January.",
            {("value", "balance", "JPN", "EU27", -277e9)},
        ),
        (
            "Больше всего товаров в 2024 году Турция продала Германии (1,7 млрд долларов), "
            "Италии (1,4 млрд) и США (1,3 млрд).",
            {
                ("value", "export", "TUR", "DEU", 1.7e9),
                ("value", "export", "TUR", "ITA", 1.4e9),
                ("value", "export", "TUR", "USA", 1.3e9),
            },
        ),
        (
            "Турция лидирует во внешней торговле Грузии с долей 14,6%.",
            {
                ("rank", "turnover", "GEO", "TUR", 1.0),
                ("share_pct", "turnover", "GEO", "TUR", 14.6),
            },
        ),
    ],
)
def test_figures_go_with_their_flow_and_sides(
    text: str, expected: set[tuple[str, str, str | None, str | None, float | None]]
) -> None:
    """Every figure is bound to its own flow and countries."""
    assert told(text) == expected


def test_a_spaced_range_of_months_and_a_forecast() -> None:
    """`В январе - октябре` is ten months, `может превысить` a forecast with a floor."""
    text = (
        "Товарооборот России и Индии в январе – октябре достигал 55 млрд долларов и в этом году "
        "может превысить 60 миллиардов долларов."
    )
    first, last = read(text).claims
    assert (first.period_start, first.period_end) == (date(2024, 1, 1), date(2024, 10, 31))
    assert (last.bound, last.status, last.period_end) == ("over", "forecast", date(2025, 12, 31))


def test_two_scopes_beside_their_figures() -> None:
    """Goods and services stand after their own amounts."""
    text = (
        "Trade between India and Russia was $47-48 billion from goods and $7 billion from services."
    )
    assert [c.scope for c in read(text, "India-Russia trade in 2024").claims] == [
        "goods",
        "services",
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("До 50 млрд долларов может составить товарооборот Беларуси и Китая.", "up_to"),
        ("Экспорт Беларуси в Китай вырос до 3 млрд долларов.", "exact"),
        ("Trade between Belarus and China may reach up to $50 billion.", "up_to"),
    ],
)
def test_a_limit_is_no_level(text: str, bound: str) -> None:
    """`до` after a word of change leads to a level."""
    assert [c.bound for c in read(text).claims] == [bound]


def test_our_exports_are_those_of_the_speaker() -> None:
    """A visiting minister speaks of his own country."""
    text = (
        "KYIV - Trade between Ukraine and Turkey was $6 bln in 2024, the Turkish trade minister "
        'Omer Bolat said. "Our exports were $3.9 bln," he said.'
    )
    last = read(text).claims[-1]
    assert (last.reporter, last.partner, last.side) == ("TUR", "UKR", "TUR")
    assert "side" in last.inferred


def test_a_look_back_does_not_last() -> None:
    """A year without a claim leaves the article's period alone."""
    text = (
        "Peruvian exports to China climbed to $25.3 bln in 2024. "
        "In 2010 the agreement came into force. Imports from China grew by 12.4%."
    )
    assert {c.period_start for c in read(text).claims} == {date(2024, 1, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "Uzbekistan received 8 million tourists from Kazakhstan, up from 6.1 million.",
        "Tariffs on Chinese goods in Poland were cut from 10% to 5%.",
        "Индекс промышленного производства Казахстана составил 103,1.",
    ],
)
def test_other_figures_are_no_trade(text: str) -> None:
    """Tourists, tariffs and an index of output make no claim."""
    assert not read(text).claims
