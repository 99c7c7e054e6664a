"""Country names as Russian statistics print them, to ISO 3166-1 alpha-3 codes.

Names come from the seed of countries (Unicode CLDR); only spellings that differ from it are listed
here. Names in running text are the business of `ingest.claims`.
"""

from __future__ import annotations

from functools import cache

from tradebooks.vocabulary import seed

# Publishers mix Latin letters into Cyrillic words; both look the same on paper.
_LOOK_ALIKES = str.maketrans("aceopxykmhtbABCEHKMOPTXYё", "асеорхукмнтвАВСЕНКМОРТХУе")

ALIASES = {
    "Белоруссия": "BLR",
    "Республика Беларусь": "BLR",
    "Боливия, Многонациональное Государство": "BOL",
    "Великобритания": "GBR",
    "Соединенное Королевство": "GBR",
    "Вьетнам": "VNM",
    "Гонконг": "HKG",
    "Иран, Исламская Республика": "IRN",
    "Кыргызстан": "KGZ",
    "Корея, Республика": "KOR",
    "Южная Корея": "KOR",
    "Корея, Народно-Демократическая Республика": "PRK",
    "КНДР": "PRK",
    "Молдова, Республика": "MDA",
    "Республика Молдова": "MDA",
    "Молдавия": "MDA",
    "ОАЭ": "ARE",
    "Объединенные Арабские Эмираты": "ARE",
    "Сирийская Арабская Республика": "SYR",
    "Словацкая Республика": "SVK",
    "США": "USA",
    "Соединенные Штаты Америки": "USA",
    "Тайвань (Китай)": "TWN",
    "Туркмения": "TKM",
    "Чешская Республика": "CZE",
    "Южная Африка": "ZAF",
    "ЮАР": "ZAF",
}


def fold(name: str) -> str:
    """Bring spellings of one Russian word together: look-alikes, case, blanks, ё."""
    return " ".join(name.translate(_LOOK_ALIKES).casefold().split())


@cache
def _codes() -> dict[str, str]:
    from_seed = {fold(row["name_ru"]): row["code"] for row in seed("countries") if row["name_ru"]}
    return from_seed | {fold(name): code for name, code in ALIASES.items()}


def partner_code(name: str) -> str | None:
    """Return the alpha-3 code of a country named in Russian, or None for an unknown name."""
    return _codes().get(fold(name))
