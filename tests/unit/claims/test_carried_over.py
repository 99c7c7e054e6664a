# ruff: noqa: ISC004 - the sentences are data
"""What a clause takes over from its article: flow, sides, goods, unit and period."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import extract
from ingest.claims.model import Article, Claim

DAY = date(2025, 3, 5)
Said = tuple[str, str, str | None, str | None, float | None]


def read(text: str, title: str | None = None, day: date | None = DAY) -> list[Claim]:
    """Read a text that appeared on 5 March 2025."""
    return extract(Article(text, title, None, day)).claims


def told(text: str, title: str | None = None) -> set[Said]:
    """Give measure, flow, sides and value of all claims of a text."""
    return {(c.measure, c.flow, c.reporter, c.partner, c.value) for c in read(text, title)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brest Oblast exported goods worth $2.9 billion in 2024. To Poland - $213 million, "
            "a rise of 70 per cent.",
            ("growth_pct", "export", "BY-BR", "POL", 70.0),
        ),
        (
            "Mongolia's foreign trade reached $27.4 billion in 2024. Of this amount, 19.1 bln "
            "falls on China and 2.7 bln on Russia.",
            ("value", "turnover", "MNG", "RUS", 2.7e9),
        ),
        (
            "Brazil's imports from Russia were $11 billion in 2024. Russia provided 64% of all "
            "the diesel Brazil imported.",
            ("share_pct", "import", "BRA", "RUS", 64.0),
        ),
        (
            "Belarus exported $7.5 billion worth of food in 2024. Russia, where sales went down "
            "by 7%, remained the main market.",
            ("growth_pct", "export", "BLR", "RUS", -7.0),
        ),
        (
            "Russia's exports to Belarus were $19.1 billion in 2024, of which a half is oil.",
            ("share_pct", "export", "RUS", "BLR", 50.0),
        ),
        (
            "India's trade with Russia was $68.7 billion in FY25, a 4.6 per cent growth over "
            "$65.7 billion in FY24.",
            ("value", "turnover", "IND", "RUS", 65.7e9),
        ),
    ],
)
def test_flow_and_sides_are_taken_over(text: str, expected: Said) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Доля России в товарообороте Армении в первом полугодии 2024 года - 34,6%. "
            "Год назад была 43,8%.",
            ("share_pct", "turnover", "ARM", "RUS", 43.8),
        ),
        (
            "Экспорт Беларуси в Россию за пять месяцев - 98,6%, сообщил посол.",
            ("growth_pct", "export", "BLR", "RUS", -1.4),
        ),
        (
            "Россия отгрузила в Евросоюз 17,4 млн т сжиженного газа. Испания взяла 4,7 млн т.",
            ("value", "export", "RUS", "ESP", 4.7e6),
        ),
    ],
)
def test_russian_clauses_take_over(text: str, expected: Said) -> None:
    assert expected in told(text)


def test_goods_after_a_colon_are_items() -> None:
    text = "Belarus exported $40 million of goods to Zimbabwe in 2024: tractors, combines, tyres."
    items = [c.commodity for c in read(text) if c.measure == "composition"]
    assert items == ["tractors", "combines", "tyres"]


def test_a_series_of_years_under_a_heading() -> None:
    text = (
        "Serbia is a partner of Belarus in the Balkans.\n"
        "Trade in goods (million USD), 2022 / 2023:\n"
        "Export of Belarus: 49.5 / 55.2\nBalance: +2.9 / -5.5\n"
    )
    found = told(text, "Belarus and Serbia")
    assert ("value", "export", "BLR", "SRB", 55.2e6) in found
    assert ("value", "balance", "BLR", "SRB", -5.5e6) in found


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("in the agricultural year 2023/24", date(2023, 7, 1), date(2024, 6, 30)),
        ("in the year to June", date(2023, 7, 1), date(2024, 6, 30)),
    ],
)
def test_years_that_begin_in_july(words: str, start: date, end: date) -> None:
    claims = read(f"Russia exported $2.3 billion worth of wheat to Egypt {words}.")
    assert [(c.period_start, c.period_end) for c in claims] == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Minsk Tractor Works exported $120 million worth of tractors to Russia last year.",
        "In 2024 customs stopped illegal consignments worth $21 million.",
        "Livestock census: 57.6 mln head, 6.7 mln less than in the previous year.",
    ],
)
def test_what_is_no_trade_of_a_country(text: str) -> None:
    assert read(text, "Belarus and Russia") == []
