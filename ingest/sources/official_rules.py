"""What the values of the interfaces' raw tables may be: trade, availability and rates.

The words of a rule are in `rules`; tables that people and articles fill have theirs there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import polars as pl

from ingest.sources.rules import (
    LARGEST_VALUE,
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
# 77 is kept free by the nomenclature; 98 and 99 are national codes and what is not specified.
MORE_CHAPTERS = ("77", "98", "99")


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
    """A commodity code of the harmonized system is known by its chapter; others by their form."""
    code, scheme = pl.col("commodity_code"), pl.col("classification")
    chapters = sorted({row["chapter"] for row in vocabulary.seed("hs_chapters")} | {*MORE_CHAPTERS})
    is_hs = code.str.slice(0, 2).is_in(chapters) & code.str.contains(r"^\d{2}(\d{2}){0,2}$")
    other = code.str.contains(r"^[0-9A-Z.]{1,8}$")
    known = pl.when(scheme.str.starts_with("H")).then(is_hs).otherwise(other)
    return Rule("code_known", "commodity_code", (code == "TOTAL") | known)


def comtrade_availability() -> list[Rule]:
    """Datasets that UN Comtrade says it has."""
    return [*comtrade_dataset(), between("total_records", 0, 10**9)]


RULES: Mapping[str, Callable[[], list[Rule]]] = MappingProxyType(
    {
        "raw_comtrade_trade": comtrade_trade,
        "raw_comtrade_availability": comtrade_availability,
    }
)
