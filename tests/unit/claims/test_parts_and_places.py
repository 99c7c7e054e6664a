# ruff: noqa: E501 - the sentences are data
"""Ranks, shares, lists, folds and changes in money, in ten wordings each."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import extract
from ingest.claims.model import Article

DAY = date(2024, 8, 20)
ENGLISH = "Trade between Kenya and Uganda amounted to $320 million in January-June 2024. "
RUSSIAN = "Товарооборот Казахстана и Турции в январе-июне 2024 года составил 320 млн долларов. "
FIRST = 320e6


def told(lead: str, sentence: str) -> str:
    """Give what a sentence says after a lead that names pair and period, with its goods."""
    claims = extract(Article(lead + sentence, None, None, DAY)).claims
    found = (
        (str(c.reporter), c.flow, str(c.partner), c.measure, shown(c.value), c.commodity)
        for c in claims
        if c.value != FIRST
    )
    return "; ".join(sorted(" ".join(words).strip() for words in found))


def shown(value: float | None) -> str:
    """Write a number shortly; goods of a list have none."""
    return "-" if value is None else f"{value:g}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Uganda ranks fifth among Kenya's trading partners.",
            "KEN turnover UGA rank 5",
        ),
        (
            "Uganda is Kenya's fifth-largest trading partner.",
            "KEN turnover UGA rank 5",
        ),
        (
            "Uganda came third among the buyers of Kenyan tea.",
            "KEN export UGA rank 3 tea",
        ),
        (
            "Uganda was second only to Tanzania among Kenya's trading partners.",
            "KEN turnover UGA rank 2",
        ),
        (
            "Uganda moved up from seventh to fifth place among Kenya's trading partners.",
            "KEN turnover UGA rank 5; KEN turnover UGA rank 7",
        ),
        (
            "Uganda is now Kenya's No. 2 export destination.",
            "KEN export UGA rank 2",
        ),
        (
            "Uganda topped the list of Kenya's export markets.",
            "KEN export UGA rank 1",
        ),
        (
            "Uganda was the largest buyer of Kenyan steel, overtaking Tanzania.",
            "KEN export UGA rank 1 steel",
        ),
        (
            "Uganda takes third place in Kenya's foreign trade after China and India.",
            "KEN turnover UGA rank 3",
        ),
        (
            "Among Kenya's suppliers Uganda is sixth.",
            "KEN import UGA rank 6",
        ),
        (
            "Uganda held on to its position as Kenya's leading export market.",
            "KEN export UGA rank 1",
        ),
        (
            "Uganda is one of Kenya's largest partners.",
            "",
        ),
        (
            "Uganda is among Kenya's top five partners.",
            "",
        ),
        (
            "Uganda accounts for 12% of Kenya's exports.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Uganda makes up 12% of Kenya's exports.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Kenyan exports to Uganda represented 12% of the total.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Uganda took 12% of Kenya's exports.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Uganda's share of Kenya's exports stood at 12%.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Uganda's share in Kenya's exports rose from 10% to 12%.",
            "KEN export UGA share_pct 10; KEN export UGA share_pct 12",
        ),
        (
            "One in five tonnes of tea that Uganda imported came from Kenya.",
            "UGA import KEN share_pct 20 tea",
        ),
        (
            "Every third dollar of Kenya's exports is earned in Uganda.",
            "KEN export UGA share_pct 33.3",
        ),
        (
            "Half of Kenya's steel exports went to Uganda.",
            "KEN export UGA share_pct 50 steel",
        ),
        (
            "Nine tenths of Uganda's imports from Kenya are cement.",
            "UGA import KEN share_pct 90 cement",
        ),
        (
            "Cement accounted for a third of Kenya's exports to Uganda.",
            "KEN export UGA share_pct 33.3 cement",
        ),
        (
            "Twelve percent of Kenya's exports go to Uganda.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Of Kenya's total exports, 12% went to Uganda.",
            "KEN export UGA share_pct 12",
        ),
        (
            "Kenya's exports to Uganda reached $210 million, or 66% of the mutual trade.",
            "KEN export UGA share_pct 66; KEN export UGA value 2.1e+08",
        ),
        (
            "Exports make up 66% of the trade.",
            "KEN export UGA share_pct 66",
        ),
        (
            "Kenya mainly exports cement, steel and soap to Uganda.",
            "KEN export UGA composition - cement; KEN export UGA composition - soap; KEN export UGA composition - steel",
        ),
        (
            "Cement, steel and palm oil dominated Kenyan exports to Uganda.",
            "KEN export UGA composition - cement; KEN export UGA composition - palm oil; KEN export UGA composition - steel",
        ),
        (
            "Kenya's exports to Uganda consist mostly of cement, steel and palm oil.",
            "KEN export UGA composition - cement; KEN export UGA composition - palm oil; KEN export UGA composition - steel",
        ),
        (
            "Kenya's main exports to Uganda are cement, steel and palm oil.",
            "KEN export UGA composition - cement; KEN export UGA composition - palm oil; KEN export UGA composition - steel",
        ),
        (
            "Kenyan exports, mainly cement and steel, rose by 5%.",
            "KEN export UGA composition - cement; KEN export UGA composition - steel; KEN export UGA growth_pct 5",
        ),
        (
            "Uganda supplies Kenya with milk, maize and sugar.",
            "UGA export KEN composition - maize; UGA export KEN composition - milk; UGA export KEN composition - sugar",
        ),
        (
            "Kenyan exports doubled.",
            "KEN export UGA multiple 2",
        ),
        (
            "Kenyan exports more than tripled, to $210 million.",
            "KEN export UGA multiple 3; KEN export UGA value 2.1e+08",
        ),
        (
            "Kenyan exports grew 1.5 times.",
            "KEN export UGA multiple 1.5",
        ),
        (
            "Kenyan exports were halved.",
            "KEN export UGA multiple 0.5",
        ),
        (
            "Kenyan exports rose by a factor of 2.4.",
            "KEN export UGA multiple 2.4",
        ),
        (
            "Kenyan exports were 2.4 times higher than a year earlier.",
            "KEN export UGA multiple 2.4",
        ),
        (
            "Kenyan exports rose many times over.",
            "",
        ),
        (
            "Kenyan exports added $30 million.",
            "KEN export UGA change_abs 3e+07",
        ),
        (
            "Kenyan exports were up by $30 million.",
            "KEN export UGA change_abs 3e+07",
        ),
        (
            "Kenyan exports were $30 million lower than a year before.",
            "KEN export UGA change_abs -3e+07",
        ),
    ],
)
def test_english_wordings(sentence: str, expected: str) -> None:
    """Each wording says what the plain one says; what names no place says none."""
    assert told(ENGLISH, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Турция занимает пятое место среди торговых партнеров Казахстана.",
            "KAZ turnover TUR rank 5",
        ),
        (
            "Турция - пятый по величине торговый партнер Казахстана.",
            "KAZ turnover TUR rank 5",
        ),
        (
            "Турция стала третьим покупателем казахстанской пшеницы.",
            "KAZ export TUR rank 3 пшеница",
        ),
        (
            "Турция поднялась с седьмого на пятое место среди торговых партнеров Казахстана.",
            "KAZ turnover TUR rank 5; KAZ turnover TUR rank 7",
        ),
        (
            "В списке покупателей казахстанской нефти Турция третья.",
            "KAZ export TUR rank 3 нефть",
        ),
        (
            "Турция возглавила список покупателей казахстанской меди.",
            "KAZ export TUR rank 1 медь",
        ),
        (
            "Турция, опередив Италию, стала крупнейшим покупателем казахстанской меди.",
            "KAZ export TUR rank 1 медь",
        ),
        (
            "Турция входит в десятку крупнейших партнеров Казахстана.",
            "",
        ),
        (
            "Турция вошла в тройку лидеров среди покупателей казахстанской меди.",
            "",
        ),
        (
            "Турция - один из крупнейших партнеров Казахстана.",
            "",
        ),
        (
            "На Турцию приходится 4% казахстанского экспорта.",
            "KAZ export TUR share_pct 4",
        ),
        (
            "Доля Турции в экспорте Казахстана составила 4%.",
            "KAZ export TUR share_pct 4",
        ),
        (
            "Доля Турции в экспорте Казахстана выросла с 3% до 4%.",
            "KAZ export TUR share_pct 3; KAZ export TUR share_pct 4",
        ),
        (
            "Турция обеспечила 4% казахстанского экспорта.",
            "KAZ export TUR share_pct 4",
        ),
        (
            "Половина казахстанской меди была продана в Турцию.",
            "KAZ export TUR share_pct 50 медь",
        ),
        (
            "Медь составила две трети казахстанского экспорта в Турцию.",
            "KAZ export TUR share_pct 66.7 медь",
        ),
        (
            "В Турцию ушло 4% казахстанского экспорта.",
            "KAZ export TUR share_pct 4",
        ),
        (
            "Треть поставок в Турцию - медь.",
            "KAZ export TUR share_pct 33.3 медь",
        ),
        (
            "Экспорт в Турцию составил 210 млн долларов, или 66% товарооборота.",
            "KAZ export TUR share_pct 66; KAZ export TUR value 2.1e+08",
        ),
        (
            "На экспорт пришлось 66% товарооборота.",
            "KAZ export TUR share_pct 66",
        ),
        (
            "Основу казахстанского экспорта в Турцию составляют медь, пшеница и нефть.",
            "KAZ export TUR composition - медь; KAZ export TUR composition - нефть; KAZ export TUR composition - пшеница",
        ),
        (
            "Основными статьями экспорта в Турцию были медь, пшеница и нефть.",
            "KAZ export TUR composition - медь; KAZ export TUR composition - нефть; KAZ export TUR composition - пшеница",
        ),
        (
            "Казахстан поставляет в Турцию главным образом медь, пшеницу и нефть.",
            "KAZ export TUR composition - медь; KAZ export TUR composition - нефть; KAZ export TUR composition - пшеница",
        ),
        (
            "Среди основных товаров казахстанского экспорта - медь, пшеница и нефть.",
            "KAZ export TUR composition - медь; KAZ export TUR composition - нефть; KAZ export TUR composition - пшеница",
        ),
        (
            "Из Турции ввозятся текстиль, мебель и фрукты.",
            "KAZ import TUR composition - мебель; KAZ import TUR composition - текстиль; KAZ import TUR composition - фрукты",
        ),
        (
            "В экспорте преобладали медь, пшеница и нефть.",
            "KAZ export TUR composition - медь; KAZ export TUR composition - нефть; KAZ export TUR composition - пшеница",
        ),
        (
            "Казахстанский экспорт удвоился.",
            "KAZ export TUR multiple 2",
        ),
        (
            "Казахстанский экспорт вырос более чем втрое, до 210 млн долларов.",
            "KAZ export TUR multiple 3; KAZ export TUR value 2.1e+08",
        ),
        (
            "Казахстанский экспорт увеличился в полтора раза.",
            "KAZ export TUR multiple 1.5",
        ),
        (
            "Казахстанский экспорт сократился вдвое.",
            "KAZ export TUR multiple 0.5",
        ),
        (
            "Казахстанский экспорт вырос в разы.",
            "",
        ),
        (
            "Казахстанский экспорт стал в 2,4 раза больше прошлогоднего.",
            "KAZ export TUR multiple 2.4",
        ),
        (
            "Казахстанский экспорт прибавил 30 млн долларов.",
            "KAZ export TUR change_abs 3e+07",
        ),
        (
            "Казахстанский экспорт вырос на 30 млн долларов.",
            "KAZ export TUR change_abs 3e+07",
        ),
        (
            "Казахстанский экспорт оказался на 30 млн долларов меньше, чем годом ранее.",
            "KAZ export TUR change_abs -3e+07",
        ),
    ],
)
def test_russian_wordings(sentence: str, expected: str) -> None:
    """Each wording says what the plain one says; what names no place says none."""
    assert told(RUSSIAN, sentence) == expected


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
    claims = extract(Article(ENGLISH + sentence, None, None, DAY)).claims
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
    text = "Peru's exports to Chile were $334.0 million in 2024, up 3.5 percent ($11.3 million) from 2023."
    claims = extract(Article(text, None, None, date(2025, 3, 5))).claims
    assert [c.measure for c in claims] == ["value", "growth_pct", "change_abs"]
