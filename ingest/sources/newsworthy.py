"""Which stories of a feed are fetched: those that speak of trade between configured countries.

The rule, for headline and summary: at least one trade word, and the name of a configured country
that is not the outlet's own (a Russian agency rarely says that Russia is Russia). Words are
beginnings of words in lower case, in English and Russian. `[sources.news.options]` may change it:

    countries = ["BLR", "RUS"]                # whose trade
    trade_words = ["trade", "торгов", …]      # replaces the list below
    take_all = true                           # fetch every story

What a story says about trade is read later, from its text, by `ingest.claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tradebooks.vocabulary import seed

COUNTRIES = ("BLR", "RUS")
TRADE_WORDS = (
    "trade", "trading", "turnover", "export", "import", "shipment", "customs", "tariff", "goods",
    "торгов", "торгу", "товарооборот", "экспорт", "импорт", "поставк", "внешнеторгов",
    "внешнеэконом", "таможен", "товар",
)  # fmt: skip
# Other countries go by their names in `countries.csv`.
COUNTRY_WORDS = {
    "BLR": ("belarus", "minsk", "lukashenko", "union state", "белорус", "беларус", "минск",
            "лукашенк", "союзного государства", "союзном государстве"),
    "RUS": ("russia", "moscow", "putin", "union state", "росси", "москв", "путин", "рф",
            "союзного государства", "союзном государстве"),
}  # fmt: skip
_RUSSIAN_STEM = re.compile(r"(?:ия|ь|а|я|ы|и|о|е)$")


@dataclass(frozen=True)
class Rule:
    """Decides whether a story is worth its article.

    Attributes:
        countries: Countries whose trade is followed.
        trade_words: Beginnings of words that speak of trade.
        take_all: Whether every story is taken.
    """

    countries: tuple[str, ...] = COUNTRIES
    trade_words: tuple[str, ...] = TRADE_WORDS
    take_all: bool = False

    @cached_property
    def _trade(self) -> re.Pattern[str]:
        return _pattern(self.trade_words)

    def takes(self, text: str, home: str | None = None) -> bool:
        """Tell whether a headline with its summary is worth fetching.

        Args:
            text: Headline and summary.
            home: The outlet's own country, whose name counts only if no other is configured.
        """
        if self.take_all:
            return True
        folded = text.casefold()
        others = [country for country in self.countries if country != home] or self.countries
        words = [word for country in others for word in country_words(country)]
        return bool(self._trade.search(folded) and _pattern(words).search(folded))


def country_words(country: str) -> tuple[str, ...]:
    """Return the words that name a country, in English and Russian."""
    if country in COUNTRY_WORDS:
        return COUNTRY_WORDS[country]
    names = next((r["name_en"], r["name_ru"]) for r in seed("countries") if r["code"] == country)
    english, russian = (name.casefold() for name in names)
    return tuple(word for word in (english, _RUSSIAN_STEM.sub("", russian)) if word)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")")
