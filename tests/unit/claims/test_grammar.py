# ruff: noqa: E501, ISC004 - the sentences are data
"""The clause grammar and the discourse, one phenomenon a test, in English and Russian."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import Article, Claim, extract

DAY = date(2025, 3, 12)


def claims(text: str, title: str | None = None) -> list[Claim]:
    """Read a short article."""
    return extract(Article(text, title, None, DAY)).claims


def short(claim: Claim) -> str:
    """Write sides, flow, measure, value and unit."""
    value = claim.commodity if claim.value is None else f"{claim.value:g}"
    return f"{claim.reporter} {claim.flow} {claim.partner} {claim.measure} {value} {claim.unit or ''}".strip()


CASES = {
    "by X to Y": (
        "Russian exports to Turkey in 2024 fell by 15% to $3.2 billion.",
        ["RUS export TUR growth_pct -15 PCT", "RUS export TUR value 3.2e+09 USD"],
    ),
    "ellipsis": (
        "Trade between India and Japan reached $20 billion in 2024. Exports of India to Japan rose 2%, while "
        "imports lost 2.5% to $15 billion.",
        [
            "IND turnover JPN value 2e+10 USD",
            "IND export JPN growth_pct 2 PCT",
            "IND import JPN growth_pct -2.5 PCT",
            "IND import JPN value 1.5e+10 USD",
        ],
    ),
    "respectively": (
        "The EU's exports to Turkey and Egypt were worth €112 billion and €31 billion, respectively, in 2024.",
        ["EU27 export TUR value 1.12e+11 EUR", "EU27 export EGY value 3.1e+10 EUR"],
    ),
    "level of comparison": (
        "Trade between Kazakhstan and China amounted to $43.8 billion in 2024, up 9.2% from $40.1 billion in 2023.",
        [
            "KAZ turnover CHN value 4.38e+10 USD",
            "KAZ turnover CHN growth_pct 9.2 PCT",
            "KAZ turnover CHN value 4.01e+10 USD",
        ],
    ),
    "currency pair": (
        "Russia and Kazakhstan traded over 1.5 trillion rubles ($15.6 bln) worth of goods in 2024.",
        ["RUS turnover KAZ value 1.5e+12 RUB", "RUS turnover KAZ value 1.56e+10 USD"],
    ),
    "whole foreign trade": (
        "Uzbekistan's foreign trade turnover hit $66 billion in 2024. Exports reached $26.9 billion (+8.4%).",
        [
            "UZB turnover WLD value 6.6e+10 USD",
            "UZB export WLD value 2.69e+10 USD",
            "UZB export WLD growth_pct 8.4 PCT",
        ],
    ),
    "deficit is negative": (
        "Serbia's trade deficit with China was 2.8 billion euros in 2024.",
        ["SRB balance CHN value -2.8e+09 EUR"],
    ),
    "absolute change": (
        "Trade between Azerbaijan and Georgia in 2024 was $120 million, which is $15.3 million, or 14.5%, more "
        "than in 2023.",
        [
            "AZE turnover GEO value 1.2e+08 USD",
            "AZE turnover GEO change_abs 1.53e+07 USD",
            "AZE turnover GEO growth_pct 14.5 PCT",
        ],
    ),
    "list of shares": (
        "In 2023, Kyrgyzstan's trade with EAEU countries totaled $3.2 billion. The share of Russia was 65.3%, "
        "Kazakhstan 31.2%.",
        [
            "KGZ turnover EAEU value 3.2e+09 USD",
            "KGZ turnover RUS share_pct 65.3 PCT",
            "KGZ turnover KAZ share_pct 31.2 PCT",
        ],
    ),
    "rank": (
        "China was Serbia's second-largest trading partner in 2024.",
        ["SRB turnover CHN rank 2 RANK"],
    ),
    "region is not its country": (
        "Trade between the Khabarovsk Territory and China came to $1.6 billion in 2024.",
        ["RU-KHA turnover CHN value 1.6e+09 USD"],
    ),
    "garbled direction": (
        "In 2024 Myanmar imported goods to Thailand for $1.6 billion.",
        ["MMR export THA value 1.6e+09 USD"],
    ),
    "ru до": (
        "Экспорт России в Турцию в 2024 году упал на 15%, до $3,2 млрд.",
        ["RUS export TUR growth_pct -15 PCT", "RUS export TUR value 3.2e+09 USD"],
    ),
    "ru case tells the side": (
        "Германия в 2023 году импортировала из России товаров на 3,7 млрд евро — на 90% меньше, чем годом ранее.",
        ["DEU import RUS value 3.7e+09 EUR", "DEU import RUS growth_pct -90 PCT"],
    ),
    "ru adjectives": (
        "Китайский экспорт в РФ в 2024 году сократился на 10,9% — до 15,3 млрд долларов.",
        ["CHN export RUS growth_pct -10.9 PCT", "CHN export RUS value 1.53e+10 USD"],
    ),
    "ru index": (
        "Экспорт Гомельской области в Россию за 2023 год составил 1,8 млрд долларов (темп роста 104,5%).",
        ["BY-HO export RUS value 1.8e+09 USD", "BY-HO export RUS growth_pct 4.5 PCT"],
    ),
    "ru share": (
        "На долю России в 2024 году пришлось 23,5% внешнеторгового оборота Кыргызстана.",
        ["KGZ turnover RUS share_pct 23.5 PCT"],
    ),
    "ru fold": (
        "Взаимная торговля Армении и Индии в 2024 году сократилась вдвое.",
        ["ARM turnover IND multiple 0.5 X"],
    ),
    "ru composition": (
        "Египет закупает в России пшеницу, подсолнечное масло и пиломатериалы.",
        [
            "EGY import RUS composition пшеница",
            "EGY import RUS composition подсолнечное масло",
            "EGY import RUS composition пиломатериалы",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_phenomenon(name: str) -> None:
    text, expected = CASES[name]
    assert [short(claim) for claim in claims(text)] == expected


NEGATIVES = {
    "company": "The company's exports to China grew by 20% to $300 million, CEO John Smith said.",
    "macro": "Gross domestic product of Kazakhstan grew 4.8% in 2024. Inflation was 8.6%.",
    "investment": "Foreign direct investment from China in Kazakhstan amounted to $1.2 billion in 2024.",
    "exchange": "Turnover on the Moscow Exchange reached 86.5 trillion rubles ($1.11 trillion) in September.",
    "retail": "Розничный товарооборот Казахстана за январь — июль достиг 10,9 трлн тенге.",
    "settlement": "Более 92% расчётов между Россией и Китаем идёт в рублях.",
    "transit": "Cargo transit through Belarus rose by 12% to 10 million tonnes.",
    "empty": "",
    "no trade": "USD 69.20\nEUR 79.05",
}


@pytest.mark.parametrize("name", NEGATIVES)
def test_no_claim(name: str) -> None:
    assert claims(NEGATIVES[name]) == []


def test_the_year_of_a_period_is_the_latest_that_had_ended() -> None:
    [claim] = claims("Russian exports to Turkey in January-November were worth $3 billion.")
    assert (claim.period_start, claim.period_end) == (date(2024, 1, 1), date(2024, 11, 30))


def test_a_target_is_no_outturn() -> None:
    first, second = claims(
        "Trade between India and Russia reached $68.7 billion in 2024. The two countries have set a target of "
        "$100 billion by 2030."
    )
    assert (first.status, second.status) == ("actual", "target")
    assert second.period_end == date(2030, 12, 31)


def test_a_forecast_is_marked() -> None:
    claim = claims("Торговля России и Армении в 2025 году превысит 12 млрд долларов.")[0]
    assert (claim.status, claim.bound) == ("forecast", "over")


def test_month_on_month_has_its_own_base() -> None:
    claim = claims("China's exports to Russia in January 2025 were 2.7% below December.")[0]
    assert claim.value == -2.7
    assert claim.base_period_start == date(2024, 12, 1)


def test_the_trap_of_a_decimal_comma() -> None:
    claim = claims(
        "Trade of Kyrgyzstan with the EAEU was down 3.4 percent in 2024 and stood at $ 1,481 billion."
    )[-1]
    assert claim.value == pytest.approx(1.481e9)


def test_a_repetition_is_one_claim() -> None:
    text = "Trade between India and Japan reached $20 billion in 2024.\nIn 2024 it stood at $20 billion, he said."
    assert len(claims(text)) == 1


def test_tonnage_has_its_own_basis() -> None:
    claim = claims("In 2024 Russia supplied 108.5 million tonnes of crude oil to China.")[0]
    assert (claim.unit, claim.basis, claim.commodity) == ("T", "volume", "crude oil")


def test_a_record_is_only_where_it_is_said() -> None:
    first, second = claims("Trade between India and Japan hit a record $20 billion in 2024, up 5%.")
    assert (first.is_record, second.is_record) == (True, False)
