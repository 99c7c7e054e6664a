# ruff: noqa: E501 - the sentences are data
"""Russian wordings, one mechanism a test: numbers in words, shares, standings, lists, regions."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import Article, Claim, extract

DAY = date(2025, 2, 12)


def short(claim: Claim) -> str:
    """Write sides, flow, measure, value and unit."""
    value = claim.commodity if claim.value is None else f"{claim.value:g}"
    return f"{claim.reporter} {claim.flow} {claim.partner} {claim.measure} {value} {claim.unit or ''}".strip()


CASES = {
    "fraction of a billion": (
        "Экспорт Турции в Россию снизился на полпроцента, до четверти миллиарда долларов, а импорт превысил миллиард.",
        [
            "TUR export RUS growth_pct -0.5 PCT",
            "TUR export RUS value 2.5e+08 USD",
            "TUR import RUS value 1e+09 USD",
        ],
    ),
    "hundreds after a billion": (
        "Товарооборот Беларуси и Польши составил 3 млрд долларов. В 2019-м было два миллиарда семьсот, в 2020-м — два с половиной.",
        [
            "BLR turnover POL value 3e+09 USD",
            "BLR turnover POL value 2.7e+09 USD",
            "BLR turnover POL value 2.5e+09 USD",
        ],
    ),
    "bare numbers in speech": (
        "Товарооборот России и Армении в 2024 году составил 12,4 млрд долларов. В этом будет шесть с небольшим.",
        ["RUS turnover ARM value 1.24e+10 USD", "RUS turnover ARM value 6e+09 USD"],
    ),
    "bound inside a number": (
        "Импорт Армении из России - 300 с лишним миллионов долларов.",
        ["ARM import RUS value 3e+08 USD"],
    ),
    "bare shares": (
        "Доля России в товарообороте Беларуси — 61%, 66 в экспорте, 55,7 в импорте.",
        [
            "BLR turnover RUS share_pct 61 PCT",
            "BLR export RUS share_pct 66 PCT",
            "BLR import RUS share_pct 55.7 PCT",
        ],
    ),
    "share given to what follows": (
        "Экспорт Узбекистана вырос на 10,3%. Из общего объема экспорта 40% пришлось на Россию, 20% - на Китай.",
        [
            "UZB export WLD growth_pct 10.3 PCT",
            "UZB export RUS share_pct 40 PCT",
            "UZB export CHN share_pct 20 PCT",
        ],
    ),
    "share in points": (
        "Импорт Беларуси вырос на 5%. Доля Китая в импорте Беларуси поднялась на 9,4 п.п. и достигла 40,5%.",
        [
            "BLR import WLD growth_pct 5 PCT",
            "BLR import CHN change_abs 9.4 PP",
            "BLR import CHN share_pct 40.5 PCT",
        ],
    ),
    "share of a currency is none of trade": (
        "Доля рубля в оплате экспорта России в Китай выросла до 47,8%.",
        [],
    ),
    "bare standing": (
        "Сербия увеличила импорт из России до 3 млрд евро. Среди источников импорта Россия пятая, с долей 7,4%.",
        [
            "SRB import RUS value 3e+09 EUR",
            "SRB import RUS rank 5 RANK",
            "SRB import RUS share_pct 7.4 PCT",
        ],
    ),
    "list of standings": (
        "Товарооборот Беларуси и Китая составил 8,9 млрд долларов. Среди торговых партнеров Беларуси Китай занимает второе место, Польша - третье.",
        [
            "BLR turnover CHN value 8.9e+09 USD",
            "BLR turnover CHN rank 2 RANK",
            "BLR turnover POL rank 3 RANK",
        ],
    ),
    "members of a group": (
        "Экспорт во взаимной торговле ЕАЭС в 2024 году составил:\nАрмения — 2,4 млрд долларов (91,4% к прошлогоднему уровню),\nБеларусь — 20 млрд (101,5%).",
        [
            "ARM export EAEU value 2.4e+09 USD",
            "ARM export EAEU growth_pct -8.6 PCT",
            "BLR export EAEU value 2e+10 USD",
            "BLR export EAEU growth_pct 1.5 PCT",
        ],
    ),
    "the other direction": (
        "Литва вывезла в Беларусь товаров на 393 млн евро. Обратный поток: 61,2 млн евро, минус 18 процентов.",
        [
            "LTU export BLR value 3.93e+08 EUR",
            "LTU import BLR value 6.12e+07 EUR",
            "LTU import BLR growth_pct -18 PCT",
        ],
    ),
    "part of a total": (
        "Брестская область в январе-октябре экспортировала товаров на 2,7 млрд долларов, из них в Россию - на 2 млрд.",
        ["BY-BR export WLD value 2.7e+09 USD", "BY-BR export RUS value 2e+09 USD"],
    ),
    "balance in trade": (
        "Профицит России в торговле с Китаем составил 14,14 млрд долларов.",
        ["RUS balance CHN value 1.414e+10 USD"],
    ),
    "lists in two clauses": (
        "Россия поставляет в Узбекистан древесину и металлы, а закупает фрукты и овощи.",
        [
            "RUS export UZB composition древесина",
            "RUS export UZB composition металлы",
            "RUS import UZB composition фрукты",
            "RUS import UZB composition овощи",
        ],
    ),
    "an unknown partner": (
        "Товарооборот Казахстана с Киргизией составил 1,7 млрд долларов, с Хрустландией - 4,2 млрд.",
        ["KAZ turnover KGZ value 1.7e+09 USD"],
    ),
    "a clause of its own": (
        "Торговля Пакистана с Россией составила 1 млрд долларов. Новая железная дорога через перевал обойдется в 3 млрд долларов.",
        ["PAK turnover RUS value 1e+09 USD"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_wording(name: str) -> None:
    text, expected = CASES[name]
    assert [short(c) for c in extract(Article(text, None, "ru", DAY)).claims] == expected


def test_from_january_is_a_period_to_date() -> None:
    text = "В октябре экспорт Турции в Россию составил 861 млн долларов. С января Турция продала в РФ товаров на 9,2 млрд."
    claim = extract(Article(text, None, "ru", date(2023, 12, 4))).claims[-1]
    assert (claim.period_start, claim.period_end) == (date(2023, 1, 1), date(2023, 10, 31))


def test_a_look_back_does_not_last() -> None:
    text = "В 2024 году экспорт Беларуси в Китай составил 1,8 млрд долларов. Для сравнения: в 2022 году было 1,6 млрд. Импорт достиг 5 млрд."
    claim = extract(Article(text, None, "ru", DAY)).claims[-1]
    assert claim.period_start == date(2024, 1, 1)


def test_goods_have_their_dictionary_form() -> None:
    text = "Поставки угля из Монголии в Китай в 2024 году составили 80 млн тонн."
    assert extract(Article(text, None, "ru", DAY)).claims[0].commodity == "уголь"
