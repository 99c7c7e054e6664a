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
        (
            "Доля Узбекистана в экспорте выросла до 3%, это на 0,4 процентного пункта больше, "
            "чем год назад.",
            "BLR export UZB change_abs 0.4; BLR export UZB share_pct 3",
        ),
        (
            "За год доля Узбекистана в экспорте прибавила 0,4 п.п.",
            "BLR export UZB change_abs 0.4",
        ),
        (
            "Экспорт составил 210 млн долларов против 184 годом ранее.",
            "BLR export UZB value 1.84e+08; BLR export UZB value 2.1e+08",
        ),
        (
            "Экспорт вырос до 210 млн долларов со 184.",
            "BLR export UZB value 1.84e+08; BLR export UZB value 2.1e+08",
        ),
        (
            "Поставки сыра - 3 тыс. тонн против 2,5 тыс. в прошлом году.",
            "BLR export UZB value 2500; BLR export UZB value 3000",
        ),
        (
            "Узбекистан поднялся с седьмого места на пятое среди торговых партнеров Беларуси.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "Узбекистан стал пятым торговым партнером Беларуси, поднявшись с седьмого места.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "Среди партнеров Беларуси Узбекистан занимает пятое место, а в 2020 году он был "
            "седьмым.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "По объему торговли Узбекистан уступает только России и Китаю.",
            "BLR turnover UZB rank 3",
        ),
        (
            "Экспорт оказался на 7% слабее прошлогоднего.",
            "BLR export UZB growth_pct -7",
        ),
        (
            "Импорт - 110 млн долларов, 93% к уровню прошлого года.",
            "BLR import UZB growth_pct -7; BLR import UZB value 1.1e+08",
        ),
        (
            "Экспорт - 38,4% к соответствующему периоду прошлого года.",
            "BLR export UZB growth_pct -61.6",
        ),
        (
            "Две пятых экспорта - тракторы.",
            "BLR export UZB share_pct 40",
        ),
        (
            "Три четверти экспорта, или 157 млн долларов, пришлось на тракторы.",
            "BLR export UZB share_pct 75; BLR export UZB value 1.57e+08",
        ),
        (
            "Девять из десяти тракторов, которые покупает Узбекистан, - белорусские.",
            "UZB import BLR share_pct 90",
        ),
        (
            "В узбекском импорте тракторов мы занимаем 40%.",
            "UZB import BLR share_pct 40",
        ),
        (
            "Рост: 210 млн долларов против 184 млн.",
            "BLR turnover UZB value 1.84e+08; BLR turnover UZB value 2.1e+08",
        ),
        (
            "С Узбекистаном торговля выросла на 14%, с Казахстаном - на 5%, с Киргизией - "
            "почти на 40.",
            "BLR turnover KAZ growth_pct 5; BLR turnover KGZ growth_pct 40; BLR turnover UZB "
            "growth_pct 14",
        ),
        (
            "По году товарооборот может приблизиться к 700 млн долларов.",
            "BLR turnover UZB value 7e+08",
        ),
        (
            "В ближайшие годы страны могут выйти на 1 млрд долларов взаимной торговли.",
            "BLR turnover UZB value 1e+09",
        ),
        (
            "Из Узбекистана поступают хлопок, фрукты и овощи.",
            "BLR import UZB composition -; BLR import UZB composition -; BLR import UZB "
            "composition -",
        ),
        (
            "Торговля выросла, причем сразу на треть.",
            "BLR turnover UZB growth_pct 33.3",
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
        (
            "Uzbekistan's share of exports rose to 3%, 0.4 percentage points more than a year ago.",
            "BLR export UZB change_abs 0.4; BLR export UZB share_pct 3",
        ),
        (
            "Uzbekistan's share of Belarusian exports fell 0.4 pp to 2.6%.",
            "BLR export UZB change_abs -0.4; BLR export UZB share_pct 2.6",
        ),
        (
            "Exports amounted to $210 million against 184 a year earlier.",
            "BLR export UZB value 1.84e+08; BLR export UZB value 2.1e+08",
        ),
        (
            "Cheese deliveries totalled 3,000 tonnes against 2,500 last year.",
            "BLR export UZB value 2500; BLR export UZB value 3000",
        ),
        (
            "Uzbekistan rose from seventh to fifth place among Belarus' trading partners.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "Uzbekistan is now Belarus' fifth largest trading partner, up from seventh in 2020.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "Uzbekistan ranked fifth among Belarus' trading partners; in 2020 it was seventh.",
            "BLR turnover UZB rank 5; BLR turnover UZB rank 7",
        ),
        (
            "Three quarters of exports, or $157 million, was tractors.",
            "BLR export UZB share_pct 75; BLR export UZB value 1.57e+08",
        ),
        (
            "Nine out of ten tractors that Uzbekistan buys abroad are Belarusian.",
            "UZB import BLR share_pct 90",
        ),
        (
            "Belarus supplied 40% of all the tractors Uzbekistan imported.",
            "UZB import BLR share_pct 40",
        ),
        (
            "Belarus provided two-thirds of the tractors bought by Uzbekistan.",
            "UZB import BLR share_pct 66.7",
        ),
        (
            "Imports were $110 million, 93% of last year's level.",
            "BLR import UZB growth_pct -7; BLR import UZB value 1.1e+08",
        ),
        (
            "Belarusian supplies grew 8.9%; Uzbek ones, 3.6%.",
            "BLR export UZB growth_pct 8.9; UZB export BLR growth_pct 3.6",
        ),
        (
            "Last year we had $600 million, and the year before that it was $500 million.",
            "BLR turnover UZB value 5e+08; BLR turnover UZB value 6e+08",
        ),
        (
            "Uzbekistan, Belarus' fifth largest trading partner, bought $210 million worth of "
            "goods.",
            "BLR turnover UZB rank 5; UZB import BLR value 2.1e+08",
        ),
        (
            "The ministry has set the task of bringing the figure to $1 billion by 2030.",
            "BLR turnover UZB value 1e+09",
        ),
        (
            "In tonnes, cheese deliveries fell to 3 thousand.",
            "BLR export UZB value 3000",
        ),
    ],
)
def test_english_wordings(sentence: str, expected: str) -> None:
    """Each wording says what the plain one says."""
    assert "; ".join(told(ENGLISH, sentence)) == expected
