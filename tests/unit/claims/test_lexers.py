"""Each lexer alone: characters, numbers, amounts, percentages, folds and periods."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims.language import load_language, period_of
from ingest.claims.numbers import comma_is_decimal, read_digits
from ingest.claims.periods import (
    Clock,
    PeriodExpression,
    month_span,
    resolve,
    shift_months,
    shift_years,
)
from ingest.claims.text import clean
from ingest.claims.tokens import Figure, Token

FIGURES = {"amount", "percent", "times", "fold", "fraction"}
CLOCK = Clock(date(2026, 1, 5))


def read(language: str, text: str) -> list[Token]:
    """Read a text with the lexers of a language."""
    cleaned = clean(text).text
    loaded = load_language(language)
    return loaded.read(cleaned, 0, len(cleaned), loaded.decimal_comma)


def figures(language: str, text: str) -> list[Figure]:
    """Give the figures of a text."""
    return [t.value for t in read(language, text) if t.kind in FIGURES]


def test_clean_keeps_the_way_back_to_the_original() -> None:
    text = "16\u200b.5\u00a0млрд\u202f—\ufeffx"
    cleaned = clean(text)
    assert cleaned.text == "16.5 млрд -x"
    start = cleaned.text.index("млрд")
    assert text[slice(*cleaned.original(start, start + 4))] == "млрд"
    assert text[slice(*cleaned.original(0, 4))] == "16\u200b.5"


@pytest.mark.parametrize(
    ("text", "decimal_comma", "value", "resolution"),
    [
        ("49.2", False, 49.2, 0.1),
        ("1,674.2", False, 1674.2, 0.1),
        ("1,481", False, 1481.0, 1.0),
        ("1,481", True, 1.481, 0.001),
        ("38 607,6", True, 38607.6, 0.1),
        ("98,500", False, 98500.0, 1.0),
        ("1.234.567", True, 1234567.0, 1.0),
    ],
)
def test_digits(text: str, decimal_comma: bool, value: float, resolution: float) -> None:
    printed = read_digits(text, decimal_comma)
    assert printed is not None
    assert printed.value == pytest.approx(value)
    assert printed.resolution == pytest.approx(resolution)


def test_a_number_of_forty_digits_is_no_quantity() -> None:
    assert read_digits("9" * 40, decimal_comma=False) is None


def test_the_comma_is_decided_for_the_whole_document() -> None:
    assert comma_is_decimal("$190,27 billion and 12,8%", default=False)
    assert not comma_is_decimal("US$1,674.2 million", default=True)


@pytest.mark.parametrize(
    ("language", "text", "value", "high", "unit"),
    [
        ("en", "$49.2 billion", 49.2e9, None, "USD"),
        ("en", "US$ 1,674.2 million", 1674.2e6, None, "USD"),
        ("en", "29.6 billion U.S. dollars", 29.6e9, None, "USD"),
        ("en", "€18.33 billion", 18.33e9, None, "EUR"),
        ("en", "two trillion rubles", 2e12, None, "RUB"),
        ("en", "a billion dollars", 1e9, None, "USD"),
        ("en", "half a billion dollars", 5e8, None, "USD"),
        ("en", "$47-48 bln", 47e9, 48e9, "USD"),
        ("en", "3 billion 263.4 million dollars", 3263.4e6, None, "USD"),
        ("en", "394,000 tonnes", 394e3, None, "T"),
        ("en", "0.39 million tons", 390e3, None, "T"),
        ("ru", "38 млрд 607,6 млн долларов", 38607.6e6, None, "USD"),
        ("ru", "$ 3,337 млрд", 3.337e9, None, "USD"),
        ("ru", "600–700 миллионов долларов", 6e8, 7e8, "USD"),
        ("ru", "1,5 трлн рублей", 1.5e12, None, "RUB"),
        ("ru", "два миллиарда долларов", 2e9, None, "USD"),
        ("ru", "миллиард долларов", 1e9, None, "USD"),
        ("ru", "92 млн тонн", 92e6, None, "T"),
        ("en", "3.6%", 3.6, None, "PCT"),
        ("en", "3 to 4 per cent", 3.0, 4.0, "PCT"),
        ("en", "13-14 points", 13.0, 14.0, "PTS"),
        ("en", "2.2 times", 2.2, None, "X"),
        ("en", "doubled", 2.0, None, "X"),
        ("en", "a third", 33.3, None, "PCT"),
        ("ru", "в 2,3 раза", 2.3, None, "X"),
        ("ru", "втрое", 3.0, None, "X"),
        ("ru", "на треть", 33.3, None, "PCT"),
        ("ru", "0,6 п.п.", 0.6, None, "PP"),
    ],
)
def test_one_figure(language: str, text: str, value: float, high: float | None, unit: str) -> None:
    [figure] = figures(language, text)
    assert figure.value == pytest.approx(value)
    assert figure.high == (pytest.approx(high) if high is not None else None)
    assert figure.unit == unit


def test_two_amounts_can_share_one_unit() -> None:
    assert [f.value for f in figures("en", "from $4.4 to $4.9 billion")] == [4.4e9, 4.9e9]
    assert [f.value for f in figures("ru", "310 против 285 миллионов")] == [310e6, 285e6]
    assert [f.value for f in figures("en", "1.1 and 9.6 per cent")] == [1.1, 9.6]
    assert [f.value for f in figures("en", "22.7, 12.4 and 9.8 percent")] == [22.7, 12.4, 9.8]


def test_a_sign_belongs_to_the_figure_only_if_it_touches_it() -> None:
    assert figures("en", "(-26.3 percent)")[0].sign == -1
    assert figures("ru", "(+2,3%)")[0].sign == 1
    assert figures("ru", "доля — 34%")[0].sign == 0


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "in January-November 2025", "2025-01-01", "2025-11-30"),
        ("en", "between January and November 2024", "2024-01-01", "2024-11-30"),
        ("en", "in January-October", "2025-01-01", "2025-10-31"),
        ("en", "the first seven months of last year", "2025-01-01", "2025-07-31"),
        ("en", "in 11 months", "2025-01-01", "2025-11-30"),
        ("en", "the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("en", "Q3 2024", "2024-07-01", "2024-09-30"),
        ("en", "the second half of 2023", "2023-07-01", "2023-12-31"),
        ("en", "H1 2024", "2024-01-01", "2024-06-30"),
        ("en", "in 2023-24", "2023-04-01", "2024-03-31"),
        ("en", "in FY24", "2023-04-01", "2024-03-31"),
        ("en", "last year", "2025-01-01", "2025-12-31"),
        ("en", "in July 2024", "2024-07-01", "2024-07-31"),
        ("en", "April 1 - September 30, 2023", "2023-04-01", "2023-09-30"),
        ("en", "in 2019-2023", "2019-01-01", "2023-12-31"),
        ("ru", "в январе — июле 2020-го", "2020-01-01", "2020-07-31"),
        ("ru", "с января по октябрь 2024 года", "2024-01-01", "2024-10-31"),
        ("ru", "за девять месяцев прошлого года", "2025-01-01", "2025-09-30"),
        ("ru", "в I квартале 2022 г.", "2022-01-01", "2022-03-31"),
        ("ru", "в первом полугодии 2024 года", "2024-01-01", "2024-06-30"),
        ("ru", "в 2005-м", "2005-01-01", "2005-12-31"),
        ("ru", "в прошлом году", "2025-01-01", "2025-12-31"),
        ("ru", "20 марта 2024 г. — 19 января 2025 г.", "2024-03-20", "2025-01-19"),
    ],
)
def test_one_period(language: str, text: str, start: str, end: str) -> None:
    expressions = [period_of(t) for t in read(language, text) if t.kind == "period"]
    assert len(expressions) == 1
    span = resolve(expressions[0], CLOCK)
    assert span == (date.fromisoformat(start), date.fromisoformat(end))


def test_a_day_is_no_reporting_period() -> None:
    [token] = [t for t in read("en", "on August 7") if t.kind == "period"]
    assert period_of(token).kind == "day"


def test_shifts_keep_the_ends_of_months() -> None:
    february = month_span(2024, 2, 2)
    assert shift_years(february, -1) == month_span(2023, 2, 2)
    assert shift_months(month_span(2024, 3, 3), -1) == february


def test_the_same_period_is_taken_from_the_current_one() -> None:
    clock = Clock(date(2026, 1, 5), month_span(2025, 1, 11))
    assert resolve(PeriodExpression("same"), clock) == month_span(2024, 1, 11)
    assert resolve(
        PeriodExpression("shift", shift="m-1"), Clock(None, month_span(2024, 4, 4))
    ) == month_span(2024, 3, 3)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Russia-China trade", ["RUS", "CHN"]),
        ("en", "the Khabarovsk Territory and Côte d'Ivoire", ["RU-KHA", "CIV"]),
        ("en", "Georgia and the US state of Texas", ["GEO", "USA", "US-TX"]),
        ("ru", "из Беларуси в Южную Корею", ["BLR", "KOR"]),
        ("ru", "Хабаровского края с Гомельской областью", ["RU-KHA", "BY-HO"]),
        ("ru", "российско-китайская торговля со странами ЕАЭС", ["RUS", "CHN", "EAEU"]),
    ],
)
def test_countries_and_regions(language: str, text: str, codes: list[str]) -> None:
    assert [t.value for t in read(language, text) if t.kind == "geo"] == codes
