# ruff: noqa: ISC004 - the sentences are data
"""Ways of telling one thing: the words that editors choose for flows, changes, parts and ranks."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import extract
from ingest.claims.model import Article

DAY = date(2024, 8, 20)
RUSSIAN = "Товарооборот Беларуси и Узбекистана в январе-июне 2024 года составил 320 млн долларов. "
ENGLISH = "Trade between Belarus and Uzbekistan amounted to $320 million in January-June 2024. "
FIRST = 320e6


def told(lead: str, sentence: str) -> list[str]:
    """Give what a sentence says after a lead that names pair and period."""
    claims = extract(Article(lead + sentence, None, None, DAY)).claims
    return sorted(
        " ".join((str(c.reporter), c.flow, str(c.partner), c.measure, shown(c.value)))
        for c in claims
        if c.value != FIRST
    )


def shown(value: float | None) -> str:
    """Write a number shortly; goods of a list have none."""
    return "-" if value is None else f"{value:g}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Поступления товаров из Узбекистана сократились на 7%.",
            "BLR import UZB growth_pct -7",
        ),
        (
            "Встречные поставки сократились на 7%, до 110 млн долларов.",
            "UZB export BLR growth_pct -7; UZB export BLR value 1.1e+08",
        ),
        (
            "Объем поставленной в Узбекистан продукции составил 210 млн долларов.",
            "BLR export UZB value 2.1e+08",
        ),
        (
            "Экспорт увеличился в 2,3 раза, импорт - в полтора.",
            "BLR export UZB multiple 2.3; BLR import UZB multiple 1.5",
        ),
        (
            "Беларусь нарастила экспорт на 14% и сократила импорт на 7%.",
            "BLR export UZB growth_pct 14; BLR import UZB growth_pct -7",
        ),
        (
            "Экспорт превысил прошлогодний на 14%.",
            "BLR export UZB growth_pct 14",
        ),
        (
            "Рост в денежном выражении - 40 млн долларов.",
            "BLR turnover UZB change_abs 4e+07",
        ),
        (
            "Каждый десятый доллар белорусского экспорта приходится на Узбекистан.",
            "BLR export UZB share_pct 10",
        ),
        (
            "Узбекистан - партнер Беларуси номер пять.",
            "BLR turnover UZB rank 5",
        ),
        (
            "Узбекистан опередил Польшу и стал вторым рынком для белорусского экспорта.",
            "BLR export UZB rank 2",
        ),
        (
            "Стороны намерены к 2030 году удвоить товарооборот.",
            "BLR turnover UZB multiple 2",
        ),
        (
            "На 14% увеличились поставки в Узбекистан, на 7% снизились закупки.",
            "BLR export UZB growth_pct 14; BLR import UZB growth_pct -7",
        ),
        (
            "Темпы роста экспорта - 114%, импорта - 93%.",
            "BLR export UZB growth_pct 14; BLR import UZB growth_pct -7",
        ),
        (
            "Причем экспорт растет опережающими темпами - 114%, тогда как импорт - лишь 103%.",
            "BLR export UZB growth_pct 14; BLR import UZB growth_pct 3",
        ),
        (
            "Больше всего продано тракторов - на 50 млн долларов.",
            "BLR export UZB value 5e+07",
        ),
        (
            "С начала года мы уже продали в Узбекистан продукции на 210 миллионов, рост к "
            "прошлому году 114 процентов.",
            "BLR export UZB growth_pct 14; BLR export UZB value 2.1e+08",
        ),
        (
            "Каждый второй трактор Узбекистан покупает в Беларуси.",
            "UZB import BLR share_pct 50",
        ),
        (
            "Среди экспортных позиций - тракторы, мебель, сыр.",
            "BLR export UZB composition -; BLR export UZB composition -; BLR export UZB "
            "composition -",
        ),
    ],
)
def test_russian_wordings(sentence: str, expected: str) -> None:
    """Each wording says what the plain one says."""
    assert "; ".join(told(RUSSIAN, sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Goods arriving from Uzbekistan were worth $110 million.",
            "BLR import UZB value 1.1e+08",
        ),
        (
            "Inflows of goods from Uzbekistan were valued at $110 million.",
            "BLR import UZB value 1.1e+08",
        ),
        (
            "Of that, $210 million was Belarusian exports and $110 million imports.",
            "BLR export UZB value 2.1e+08; BLR import UZB value 1.1e+08",
        ),
        (
            "Exports stood at $210 million, a 14% year-on-year increase.",
            "BLR export UZB growth_pct 14; BLR export UZB value 2.1e+08",
        ),
        (
            "Exports beat last year's figure by 14%.",
            "BLR export UZB growth_pct 14",
        ),
        (
            "One in ten dollars of Belarusian exports comes from Uzbekistan.",
            "BLR export UZB share_pct 10",
        ),
        (
            "Uzbekistan overtook Poland to become Belarus' second largest export market.",
            "BLR export UZB rank 2",
        ),
        (
            "Trade in 2023 totalled $600 million, 1.2 times the 2022 level.",
            "BLR turnover UZB multiple 1.2; BLR turnover UZB value 6e+08",
        ),
        (
            "Belarus increased exports by 14% and cut imports by 7%.",
            "BLR export UZB growth_pct 14; BLR import UZB growth_pct -7",
        ),
        (
            '"Last year it was 600 million, this year we expect 700," he said.',
            "BLR turnover UZB value 6e+08; BLR turnover UZB value 7e+08",
        ),
        (
            "Top export products were tractors, furniture and cheese.",
            "BLR export UZB composition -; BLR export UZB composition -; BLR export UZB "
            "composition -",
        ),
        (
            "Tractors, furniture and cheese are the main Belarusian exports.",
            "BLR export UZB composition -; BLR export UZB composition -; BLR export UZB "
            "composition -",
        ),
    ],
)
def test_english_wordings(sentence: str, expected: str) -> None:
    """Each wording says what the plain one says."""
    assert "; ".join(told(ENGLISH, sentence)) == expected
