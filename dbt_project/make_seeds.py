"""Make the seeds that copy public code lists: countries, regions and currencies.

Run it from the root of the project when the libraries behind it bring a newer edition; the output
is committed. Seeds that people write by hand (hedge rules, sources, areas …) are not made here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision

SEEDS = Path(__file__).parent / "seeds"

# Kosovo has no ISO 3166-1 code; XKX and XK are the user-assigned codes in common use, 412 is M49.
KOSOVO = ("XKX", "XK", "412")
# The name of the state in both languages where the locale data prints something else.
NAMES = {
    "HKG": ("Hong Kong", "Гонконг"),
    "MAC": ("Macao", "Макао"),
    "PSE": ("Palestine", "Палестина"),
}
# Codes that ISO 4217 lists but no trade statistics are printed in: funds, metals, tests.
NOT_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XTS", "XXX", "XSU", "XUA"}
FUNDS = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"}
# Countries whose regions' own trade the press prints; elsewhere a region goes by its code.
REGIONS_OF = ("AM", "BY", "KG", "KZ", "RU")
# Withdrawn units that figures of trade or official rates of the last decades were printed in:
# code: (name, first day, last day); the successor and the ratio are in SUCCESSIONS.
WITHDRAWN = {
    "BGN": ("Bulgarian Lev", "1999-07-05", "2025-12-31"),
    "BYB": ("Belarusian Ruble (1994–1999)", "1994-08-01", "1999-12-31"),
    "BYR": ("Belarusian Ruble (2000–2016)", "2000-01-01", "2016-12-31"),
    "EEK": ("Estonian Kroon", "1992-06-20", "2010-12-31"),
    "HRK": ("Croatian Kuna", "1994-05-30", "2022-12-31"),
    "LTL": ("Lithuanian Litas", "1993-06-25", "2014-12-31"),
    "LVL": ("Latvian Lats", "1993-03-05", "2013-12-31"),
    "RUR": ("Russian Ruble (1991–1998)", "1991-12-25", "1998-12-31"),
}
# New unit: (old unit, how many old units make one new, first day of the new).
SUCCESSIONS = {
    "BYR": ("BYB", 1000, "2000-01-01"),
    "BYN": ("BYR", 10000, "2016-07-01"),
    "RUB": ("RUR", 1000, "1998-01-01"),
}


def country_rows() -> list[tuple[str, ...]]:
    """Return code, alpha-2, M49, English and Russian name of every country, by code."""
    english, russian = Locale("en").territories, Locale("ru").territories
    known = [(c.alpha_3, c.alpha_2, c.numeric) for c in pycountry.countries] + [KOSOVO]
    rows = []
    for alpha3, alpha2, m49 in sorted(known):
        names = NAMES.get(alpha3, (english[alpha2], russian[alpha2]))
        rows.append((alpha3, alpha2, m49, *names))
    return rows


def region_rows() -> list[tuple[str, ...]]:
    """Return code, country and name of every ISO 3166-2 region of the countries listed."""
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    return sorted(
        (region.code, alpha3[region.country_code], region.name)
        for country in REGIONS_OF
        for region in pycountry.subdivisions.get(country_code=country)
    )


def first_day(currency: str) -> str:
    """Return the first day on which any country used the currency, or an empty text."""
    days = [
        start
        for uses in get_global("territory_currencies").values()
        for code, start, _, is_tender in uses
        if code == currency and is_tender and start
    ]
    return min("{:04d}-{:02d}-{:02d}".format(*day) for day in days) if days else ""


def currency_rows() -> list[tuple[str, ...]]:
    """Return the currencies of ISO 4217 in use and the withdrawn ones that the data name."""
    rows: dict[str, tuple[str, ...]] = {}
    for currency in pycountry.currencies:
        code = currency.alpha_3
        if code in NOT_MONEY or code in FUNDS:
            continue
        old, ratio, start = SUCCESSIONS.get(code, ("", "", first_day(code)))
        rows[code] = (code, currency.name, digits(code), start, "", old, str(ratio))
    for code, (name, start, end) in WITHDRAWN.items():
        old, ratio, _ = SUCCESSIONS.get(code, ("", "", ""))
        rows[code] = (code, name, digits(code), start, end, old, str(ratio))
    return [rows[code] for code in sorted(rows)]


def digits(currency: str) -> str:
    """Return the number of decimals of the currency's minor unit."""
    return str(get_currency_precision(currency))


def write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write one seed with the line ends that every other seed has."""
    with (SEEDS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main() -> None:
    """Write the seeds."""
    write("countries", "code,alpha2,m49,name_en,name_ru", country_rows())
    write("regions", "code,country,name_en", region_rows())
    write(
        "currencies",
        "code,name_en,minor_digits,valid_from,valid_to,predecessor,redenomination",
        currency_rows(),
    )


if __name__ == "__main__":
    main()
