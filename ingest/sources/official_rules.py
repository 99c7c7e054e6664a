"""What the values of the interfaces' raw tables may be: trade, availability and rates.

The words of a rule are in `rules`; tables that people and articles fill have theirs there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import polars as pl

from ingest.sources.rules import (
    FIRST_MOMENT,
    LARGEST_VALUE,
    LAST_DAY,
    LAST_MOMENT,
    MISSING,
    Rule,
    between,
    implies,
    listed,
    matches,
    one_of,
    period_rules,
)
from tradebooks import vocabulary

COMTRADE_FLOWS = ("M", "X", "RM", "RX", "DX", "FM", "MIP", "XIP", "MOP", "XOP")
CLASSIFICATION = r"^(HS|H[0-9]|SS|S[1-4]|B[45]|EB\d{0,2}S?)$"
FIRST_RATE = date(1992, 1, 1)
SCALES = tuple(10**power for power in range(7))
# One BYN is 10 000 BYR, one BYR 1 000 BYB; one RUB is 1 000 RUR.
FIRST_DAYS = {
    "BYR": date(2000, 1, 1),
    "BYN": date(2016, 7, 1),
    "RUB": date(1998, 1, 1),
}
LAST_DAYS = {
    "BYB": date(1999, 12, 31),
    "BYR": date(2016, 6, 30),
    "RUR": date(1997, 12, 31),
}
# Headings of the editions before 2002, with which the seed begins (UN Comtrade's lists H0 and HS).
OLD_HEADINGS = ("1519", "2527", "4108", "4109", "4110", "4111")
# 77 is kept free by the nomenclature; 98 and 99 are national codes and what is not specified.
FREE_CHAPTERS = ("77", "98", "99")
# UN Comtrade writes what is not specified as 999999, in its list H0 as 9999AA.
HS_FORM = r"^(\d{2}(\d{2}){0,2}|9999AA)$"


def comtrade_trade() -> list[Rule]:
    """Cells of UN Comtrade."""
    primary, cif, fob = (pl.col(f"{name}_value_usd") for name in ("primary", "cif", "fob"))
    return [
        *comtrade_dataset(),
        one_of("partner", vocabulary.geo_codes()),
        one_of("flow_code", COMTRADE_FLOWS),
        commodity_rule(),
        between("primary_value_usd", 0, LARGEST_VALUE),
        *(between(f"{name}_value_usd", 0, LARGEST_VALUE) for name in ("cif", "fob")),
        Rule(
            "primary_is_cif_or_fob",
            "primary_value_usd",
            (cif.is_null() & fob.is_null())
            | (primary == cif).fill_null(False)
            | (primary == fob).fill_null(False),
        ),
        *(between(name, 0, 1e18) for name in ("qty", "net_weight_kg", "gross_weight_kg")),
        listed("conf_status"),
    ]


def comtrade_dataset() -> list[Rule]:
    """What trade and availability of UN Comtrade share: type, frequency, reporter, period."""
    start, end, freq = pl.col("period_start"), pl.col("period_end"), pl.col("freq_code")
    is_year = (start.dt.month() == 1) & (end.dt.month() == 12) & (start.dt.year() == end.dt.year())
    return [
        one_of("type_code", ("C", "S")),
        one_of("freq_code", ("A", "M")),
        one_of("reporter", vocabulary.geo_codes()),
        matches("classification", CLASSIFICATION, "code_known"),
        *period_rules(),
        Rule("period_fits_frequency", "period_end", implies(freq == "A", is_year)),
        Rule(
            "period_fits_frequency",
            "period_end",
            implies(freq == "M", start.dt.month_end() == end),
        ),
    ]


def commodity_rule() -> Rule:
    """A code of the harmonized system is known by chapter or heading; others by their form."""
    code, scheme = pl.col("commodity_code"), pl.col("classification")
    is_hs = code.str.slice(0, 4).is_in(sorted(hs_codes())) & code.str.contains(HS_FORM)
    other = code.str.contains(r"^[0-9A-Z.]{1,8}$")
    known = pl.when(scheme.str.starts_with("H")).then(is_hs).otherwise(other)
    return Rule("code_known", "commodity_code", (code == "TOTAL") | known)


def hs_codes() -> set[str]:
    """Return the chapters and headings of all editions; subheadings are known by their heading."""
    chapters = {row["chapter"] for row in vocabulary.seed("hs_chapters")}
    headings = {row["heading"] for row in vocabulary.seed("hs_headings")}
    free = {f"{chapter}{number:02d}" for chapter in FREE_CHAPTERS for number in range(100)}
    return {*chapters, *FREE_CHAPTERS, *headings, *OLD_HEADINGS, *free}


def comtrade_availability() -> list[Rule]:
    """Datasets that UN Comtrade says it has."""
    return [*comtrade_dataset(), between("total_records", 0, 10**9)]


def daily_rate(scale: str, printed: str) -> list[Rule]:
    """What one day's rate of a central bank looks like, per `scale` units of the currency."""
    day, quote = pl.col("rate_date"), pl.col("quote_currency")
    computed = pl.col(printed) / pl.col(scale)
    return [
        one_of("currency", vocabulary.currency_codes()),
        one_of("quote_currency", vocabulary.currency_codes()),
        Rule("currencies_differ", "quote_currency", pl.col("currency") != quote),
        between("rate_date", FIRST_RATE, LAST_DAY),
        one_of_numbers(scale, SCALES),
        Rule("rate_positive", printed, (pl.col(printed) > 0) & pl.col(printed).is_finite()),
        # The largest rate ever printed here was some 600 000 old roubles for a dollar.
        between(printed, 0, 1e7),
        Rule("rate_is_per_unit", "rate", (pl.col("rate") / computed - 1).abs() < 1e-9),
        Rule("resolution_positive", "resolution", pl.col("resolution") > 0),
        *(
            Rule("quote_fits_day", "quote_currency", implies(quote == code, day >= first))
            for code, first in FIRST_DAYS.items()
        ),
        *(
            Rule("quote_fits_day", "quote_currency", implies(quote == code, day <= last))
            for code, last in LAST_DAYS.items()
        ),
    ]


def one_of_numbers(column: str, numbers: tuple[int, ...]) -> Rule:
    """The value is one of some whole numbers."""
    return Rule("scale_is_power_of_ten", column, pl.col(column).is_in(numbers))


def nbrb_rate() -> list[Rule]:
    """Daily rates of the National Bank of Belarus."""
    start, end, day = (pl.col(n) for n in ("generation_start", "generation_end", "rate_date"))
    return [
        *daily_rate("scale", "official_rate"),
        one_of("quote_currency", ("BYB", "BYR", "BYN")),
        Rule("within_generation", "cur_id", (start <= day) & (day <= end)),
    ]


def cbr_rate() -> list[Rule]:
    """Daily rates of the Bank of Russia."""
    return [*daily_rate("nominal", "printed_value"), one_of("quote_currency", ("RUR", "RUB"))]


def world_bank_indicator() -> list[Rule]:
    """Indicators of the World Bank; a level is not negative, a rate of growth may be."""
    value, unit = pl.col("value"), pl.col("indicator")
    is_level = unit.str.contains(r"\.(CD|WT|FCRF|TOTL)$") & ~unit.str.contains(r"^(BN|NE\.RSB)\.")
    return [
        matches("indicator", r"^[A-Z]{2}(\.[A-Z0-9]{2,5}){1,5}$", "code_known"),
        one_of("country", vocabulary.geo_codes()),
        *period_rules(),
        Rule("value_finite", "value", value.is_finite() & (value.abs() <= LARGEST_VALUE)),
        Rule("in_range", "value", implies(is_level, value >= 0)),
        listed("obs_status"),
    ]


def imf_trade() -> list[Rule]:
    """Cells of the IMF's merchandise trade."""
    value = pl.col("value_usd")
    return [
        *trade_pair(),
        one_of("flow", vocabulary.flow_codes()),
        listed("valuation"),
        one_of("freq_code", ("A", "Q", "M")),
        *period_rules(),
        Rule("value_finite", "value_usd", value.is_finite() & (value.abs() <= LARGEST_VALUE)),
        Rule("in_range", "value_usd", implies(pl.col("flow") != "balance", value >= 0)),
        listed("obs_status"),
    ]


def ecb_rate() -> list[Rule]:
    """Rates of the ECB."""
    return [
        one_of("currency", vocabulary.currency_codes()),
        one_of("quote_currency", vocabulary.currency_codes()),
        Rule("currencies_differ", "quote_currency", pl.col("currency") != pl.col("quote_currency")),
        one_of("freq_code", ("A", "M", "D")),
        *period_rules(),
        listed("rate_type"),
        Rule("rate_positive", "rate", pl.col("rate") > 0),
        between("rate", 0, 1e7),
        listed("obs_status"),
    ]


def wits_trade() -> list[Rule]:
    """Cells of WITS, thousand dollars."""
    return [
        *trade_pair(),
        one_of("flow", ("export", "import")),
        *period_rules(),
        between("value_kusd", 0, LARGEST_VALUE / 1e3),
        matches("product", r"^[A-Za-z0-9_-]{1,30}$", "code_known"),
    ]


def trade_pair() -> list[Rule]:
    """Reporter and partner are two known countries or areas."""
    return [
        one_of("reporter", vocabulary.geo_codes()),
        one_of("partner", vocabulary.geo_codes()),
        Rule("sides_differ", "partner", pl.col("reporter") != pl.col("partner")),
    ]


def rosstat_annual() -> list[Rule]:
    """Yearly cells of Rosstat's workbook."""
    start, end, value = pl.col("period_start"), pl.col("period_end"), pl.col("value_musd")
    is_year = (start.dt.month() == 1) & (end.dt.month() == 12) & (start.dt.year() == end.dt.year())
    return [
        one_of("reporter", ("RUS",)),
        one_of("partner", vocabulary.geo_codes()),
        Rule("sides_differ", "partner", pl.col("reporter") != pl.col("partner")),
        one_of("flow", ("export", "import")),
        *period_rules(),
        Rule("whole_year", "period_end", is_year),
        between("value_musd", 0, LARGEST_VALUE / 1e6),
        Rule("resolution_positive", "resolution_musd", pl.col("resolution_musd") > 0),
        listed("obs_status"),
        Rule(
            "status_fits_value",
            "obs_status",
            value.is_null() == pl.col("obs_status").is_in(MISSING),
        ),
    ]


def hs_correlation() -> list[Rule]:
    """Pairs of subheadings of two editions of the harmonized system."""
    newer, older = pl.col("newer_vintage"), pl.col("older_vintage")
    return [
        *(between(f"{side}_vintage", 1988, 2100) for side in ("newer", "older")),
        Rule("newer_after_older", "newer_vintage", newer > older),
        *(matches(f"{side}_code", r"^\d{6}$", "subheading_form") for side in ("newer", "older")),
        one_of("relationship", ("1:1", "1:n", "n:1", "n:n")),
    ]


def news_lead() -> list[Rule]:
    """Articles that a search found."""
    return [
        one_of("finder", ("gdelt", "google_news")),
        matches("url", r"^https?://[^\s/]+\.[^\s/]+/\S*$", "url_form"),
        Rule("title_not_empty", "title", pl.col("title").str.len_chars() > 0),
        between("seen_at", FIRST_MOMENT, LAST_MOMENT),
        between("published_at", FIRST_MOMENT, LAST_MOMENT),
    ]


RULES: Mapping[str, Callable[[], list[Rule]]] = MappingProxyType(
    {
        "raw_rosstat_annual": rosstat_annual,
        "raw_hs_correlation": hs_correlation,
        "raw_comtrade_trade": comtrade_trade,
        "raw_comtrade_availability": comtrade_availability,
        "raw_nbrb_rate": nbrb_rate,
        "raw_cbr_rate": cbr_rate,
        "raw_world_bank_indicator": world_bank_indicator,
        "raw_imf_trade": imf_trade,
        "raw_ecb_rate": ecb_rate,
        "raw_wits_trade": wits_trade,
        "raw_news_lead": news_lead,
    }
)
