"""What the values of every raw table may be: domains, ranges and rules across columns.

Each rule names the column that a reader should look at first. Types and null-ability are in
`tables`; how the rules are run is the business of `ingest.validate`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import polars as pl

from tradebooks import vocabulary

HEX_KEY = r"^[0-9a-f]{32}$"
SHA256 = r"^[0-9a-f]{64}$"
SUBDIVISION = r"^[A-Z]{2}-[A-Z0-9]{1,3}$"
HS_CODES = r"^\d{2}(\d{2}){0,2}(,\d{2}(\d{2}){0,2})*$"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
FIRST_MOMENT, LAST_MOMENT = pl.datetime(1990, 1, 1), pl.datetime(2100, 12, 31)
# World trade is some 6e13 dollars a year; a larger figure has a wrong unit.
LARGEST_VALUE = 1e15
RATIO_UNITS = ("PCT", "PP", "X", "RANK")
# SDMX observation statuses under which a cell holds no number.
MISSING = ("H", "L", "M", "O", "Q")
OUTTURN = ("actual", "preliminary")
PRECISION_SPAN = MappingProxyType({"second": "0d", "day": "1d", "month": "1mo", "year": "1y"})


NEVER = pl.lit(value=False)
Bound = date | float | pl.Expr


@dataclass(frozen=True, slots=True)
class Rule:
    """A named condition that holds for every good row; null counts as holding.

    Attributes:
        name: Name under which quarantine lists it.
        column: The column to look at first.
        holds: Polars expression of the condition.
    """

    name: str
    column: str
    holds: pl.Expr


def one_of(column: str, codes: Collection[str], name: str = "code_known") -> Rule:
    """The value is one of some codes."""
    return Rule(name, column, pl.col(column).is_in(sorted(codes)))


def listed(column: str, list_name: str | None = None) -> Rule:
    """The value is in a list of `code_lists.csv`, by default the one of the column's name."""
    return one_of(column, vocabulary.codes(list_name or column))


def matches(column: str, pattern: str, name: str) -> Rule:
    """The value has the form of a regular expression."""
    return Rule(name, column, pl.col(column).str.contains(pattern))


def between(column: str, low: Bound, high: Bound, name: str = "in_range") -> Rule:
    """The value lies between two ends, both included."""
    return Rule(name, column, pl.col(column).is_between(low, high))


def geo(column: str, more: Collection[str] = ()) -> Rule:
    """The value is a country, an area, an ISO 3166-2 region or one of some further words."""
    known = sorted(vocabulary.geo_codes() | set(more))
    is_known = pl.col(column).is_in(known) | pl.col(column).str.contains(SUBDIVISION)
    return Rule("code_known", column, is_known)


def implies(condition: pl.Expr, consequence: pl.Expr) -> pl.Expr:
    """Where the first is true, the second is."""
    return ~condition.fill_null(False) | consequence


def each_listed(column: str, codes: Collection[str]) -> Rule:
    """Every item of a comma list is one of some codes."""
    item = pl.element().is_in(sorted(codes))
    return Rule("code_known", column, pl.col(column).str.split(",").list.eval(item).list.all())


def publication_rules() -> list[Rule]:
    """A publication time is plausible and there exactly where its precision says so."""
    at, precision = pl.col("published_at"), pl.col("published_precision")
    return [
        listed("published_precision"),
        between("published_at", FIRST_MOMENT, LAST_MOMENT),
        Rule("precision_fits", "published_precision", at.is_null() == (precision == "unknown")),
    ]


def period_rules(prefix: str = "period") -> list[Rule]:
    """A period has two ends in order, within the years that this warehouse covers."""
    start, end = pl.col(f"{prefix}_start"), pl.col(f"{prefix}_end")
    return [
        between(f"{prefix}_start", FIRST_DAY, LAST_DAY),
        between(f"{prefix}_end", FIRST_DAY, LAST_DAY),
        Rule("start_before_end", f"{prefix}_end", start <= end),
        Rule("both_ends", f"{prefix}_start", start.is_null() == end.is_null()),
    ]


def statement_rules(doubted: pl.Expr = NEVER) -> list[Rule]:
    """What holds for every number about trade, entered by hand or found in an article.

    Args:
        doubted: Where a number that cannot be is known for one and kept for a person to see.
    """
    measure = pl.col("measure")
    value, high, unit = pl.col("value"), pl.col("value_high"), pl.col("unit")
    bound = pl.col("bound")
    changes = measure.is_in(["growth_pct", "change_abs", "multiple"])
    return [
        *(listed(name) for name in ("measure", "scope", "basis", "valuation", "bound", "status")),
        one_of("flow", vocabulary.flow_codes()),
        geo("reporter"),
        geo("partner"),
        geo("side", ("JOINT", "THIRD")),
        one_of("unit", vocabulary.unit_codes()),
        one_of("share_of", vocabulary.codes("share_of")),
        each_listed("inferred", vocabulary.codes("inferable")),
        Rule("sides_differ", "partner", pl.col("reporter") != pl.col("partner")),
        Rule("high_iff_range", "value_high", high.is_not_null() == (bound == "range")),
        Rule("high_above_value", "value_high", high > value),
        Rule(
            "resolution_with_value",
            "resolution",
            value.is_null() | pl.col("resolution").is_not_null(),
        ),
        Rule("resolution_positive", "resolution", pl.col("resolution") > 0),
        Rule("value_finite", "value", value.is_finite() & (value.abs() <= LARGEST_VALUE)),
        Rule(
            "base_only_for_change",
            "base_period_start",
            implies(pl.col("base_period_start").is_not_null(), changes),
        ),
        Rule(
            "base_before_period",
            "base_period_end",
            pl.col("base_period_end") < pl.col("period_end"),
        ),
        *unit_rules(measure, unit),
        *(replace(rule, holds=doubted | rule.holds) for rule in range_rules(measure, value)),
        *period_rules(),
        *period_rules("base_period"),
    ]


def unit_rules(measure: pl.Expr, unit: pl.Expr) -> list[Rule]:
    """Every measure has its units; a nominal amount has a currency."""
    amount = measure.is_in(["value", "change_abs"])
    ratio = unit.is_in(RATIO_UNITS)
    currency = unit.is_in(sorted(vocabulary.currency_codes()))
    basis = pl.col("basis")
    name = "unit_fits_measure"
    return [
        Rule(name, "unit", implies(measure.is_in(["growth_pct", "share_pct"]), unit == "PCT")),
        Rule(name, "unit", implies(measure == "multiple", unit == "X")),
        Rule(name, "unit", implies(measure == "rank", unit == "RANK")),
        Rule(name, "unit", implies(measure == "value", ~ratio)),
        Rule(name, "unit", implies(measure == "change_abs", ~ratio | (unit == "PP"))),
        Rule("unit_given", "unit", (measure == "composition") | unit.is_not_null()),
        Rule(
            "unit_fits_basis",
            "unit",
            implies(amount & (basis == "value"), currency | (unit == "PP")),
        ),
        Rule("unit_fits_basis", "unit", implies(amount & (basis == "volume"), ~currency)),
    ]


def range_rules(measure: pl.Expr, value: pl.Expr) -> list[Rule]:
    """Numbers that no honest source prints: shares above 100, negative exports."""
    is_level = (measure == "value") & (pl.col("flow") != "balance")
    name = "in_range"
    return [
        Rule(name, "value", implies(is_level, value >= 0)),
        Rule(name, "value", implies(measure == "share_pct", value.is_between(0, 100))),
        Rule(name, "value", implies(measure == "rank", (value >= 1) & (value == value.round(0)))),
        Rule(name, "value", implies(measure == "multiple", value > 0)),
        Rule(
            name,
            "value",
            implies(
                (measure == "growth_pct") & (pl.col("flow") != "balance"),
                value.is_between(-100, 100_000),
            ),
        ),
    ]


def manual_figure() -> list[Rule]:
    """Figures entered by hand."""
    measure, value = pl.col("measure"), pl.col("value")
    has_code = pl.col("commodity_code").is_not_null()
    no_number = (measure == "composition") | pl.col("obs_status").is_in(MISSING)
    return [
        one_of("source", vocabulary.source_codes()),
        matches("source_url", r"^\S+$", "url_form"),
        *publication_rules(),
        listed("obs_status"),
        listed("conf_status"),
        *statement_rules(),
        Rule("value_given", "value", value.is_null() == no_number),
        Rule(
            "share_of_given",
            "share_of",
            pl.col("share_of").is_not_null() == (measure == "share_pct"),
        ),
        Rule(
            "code_with_classification",
            "commodity_code",
            pl.col("classification").is_not_null() == has_code,
        ),
        one_of("classification", ("HS", "SITC3", "DISCLOSURE", "GROUP")),
        Rule("code_known", "commodity_code", commodity_known()),
        Rule("not_in_future", "period_end", period_is_over()),
    ]


def commodity_known() -> pl.Expr:
    """The commodity code belongs to its classification."""
    scheme, code = pl.col("classification"), pl.col("commodity_code")
    groups = [
        f"{row['classification']} {row['code']}" for row in vocabulary.seed("commodity_groups")
    ]
    chapters = [row["chapter"] for row in vocabulary.seed("hs_chapters")]
    sections = [row["section"] for row in vocabulary.seed("sitc_sections")]
    return (
        pl.when(scheme == "HS")
        .then(code.str.slice(0, 2).is_in(chapters) & code.str.contains(HS_CODES))
        .when(scheme == "SITC3")
        .then(code.str.slice(0, 1).is_in(sections) & code.str.contains(r"^\d{1,5}$"))
        .when(scheme.is_in(["DISCLOSURE", "GROUP"]))
        .then(pl.concat_str([scheme, code], separator=" ").is_in(groups))
    )


def period_is_over() -> pl.Expr:
    """An outturn's period had ended by the last moment at which it can have been published."""
    at, precision = pl.col("published_at"), pl.col("published_precision")
    latest, status = at, pl.col("status")
    for name, span in PRECISION_SPAN.items():
        latest = pl.when(precision == name).then(at.dt.offset_by(span)).otherwise(latest)
    # East of Greenwich a month's last day begins while UTC still has the day before.
    return implies(
        status.is_in(OUTTURN), pl.col("period_end") <= latest.dt.offset_by("1d").dt.date()
    )


def manual_rate() -> list[Rule]:
    """Exchange rates entered by hand."""
    return [
        one_of("source", vocabulary.source_codes()),
        *publication_rules(),
        one_of("currency", vocabulary.currency_codes()),
        one_of("quote_currency", vocabulary.currency_codes()),
        Rule("currencies_differ", "quote_currency", pl.col("currency") != pl.col("quote_currency")),
        *period_rules(),
        listed("rate_type"),
        Rule("rate_positive", "rate", (pl.col("rate") > 0) & pl.col("rate").is_finite()),
        Rule("resolution_positive", "resolution", pl.col("resolution") > 0),
        Rule("not_in_future", "period_end", period_is_over_rate()),
    ]


def period_is_over_rate() -> pl.Expr:
    """A mean rate was published no earlier than in its period; a preliminary one is possible."""
    return pl.col("period_start") <= pl.col("published_at").dt.offset_by("1y").dt.date()


def rosstat_trade() -> list[Rule]:
    """Monthly cells of Rosstat's workbook."""
    start, end, value = pl.col("period_start"), pl.col("period_end"), pl.col("value_musd")
    return [
        one_of("reporter", ("RUS",)),
        one_of("partner", vocabulary.geo_codes()),
        Rule("sides_differ", "partner", pl.col("reporter") != pl.col("partner")),
        one_of("flow", ("export", "import")),
        *period_rules(),
        Rule("whole_month", "period_end", (start.dt.day() == 1) & (start.dt.month_end() == end)),
        between("value_musd", 0, LARGEST_VALUE / 1e6),
        Rule("resolution_positive", "resolution_musd", pl.col("resolution_musd") > 0),
        listed("obs_status"),
        Rule(
            "status_fits_value",
            "obs_status",
            value.is_null() == pl.col("obs_status").is_in(MISSING),
        ),
    ]


def news_article() -> list[Rule]:
    """Articles: whatever they say, they have a text and a key."""
    text = pl.col("text")
    return [
        matches("document_key", HEX_KEY, "key_form"),
        matches("content_sha256", SHA256, "hash_form"),
        matches("text_sha256", SHA256, "hash_form"),
        Rule("text_not_empty", "text", text.str.strip_chars().str.len_chars() > 0),
        matches("language", r"^[a-z]{2}$", "language_form"),
        one_of("outlet", vocabulary.source_codes()),
        *publication_rules(),
    ]


def trade_claim() -> list[Rule]:
    """Claims of articles: the evidence holds the number, and the number holds together."""
    item = pl.col("measure") == "composition"
    return [
        matches("claim_key", HEX_KEY, "key_form"),
        *statement_rules(pl.col("doubt").is_not_null()),
        Rule("value_given", "value", item | pl.col("value").is_not_null()),
        Rule("item_named", "commodity", implies(item, pl.col("commodity").str.len_chars() > 0)),
        Rule("item_has_order", "list_order", implies(item, pl.col("list_order") >= 1)),
        matches("hs_codes", HS_CODES, "code_known"),
        between("confidence", 0.0, 1.0),
        Rule("ordinal_positive", "ordinal", pl.col("ordinal") >= 0),
        *evidence_rules(),
    ]


def claim_evidence() -> list[Rule]:
    """Further places of a claim; the first one is its own."""
    return [
        matches("claim_key", HEX_KEY, "key_form"),
        Rule("evidence_follows", "evidence_no", pl.col("evidence_no") >= 2),
        *evidence_rules(),
    ]


def evidence_rules() -> list[Rule]:
    """The quote holds the printed words, and both stand where their offsets say."""
    anchor, start, end = pl.col("anchor_text"), pl.col("anchor_start"), pl.col("anchor_end")
    return [
        Rule(
            "anchor_fits_offsets",
            "anchor_end",
            anchor.str.len_chars().cast(pl.Int32) == end - start,
        ),
        Rule(
            "anchor_in_quote",
            "anchor_start",
            (pl.col("quote_start") <= start) & (end <= pl.col("quote_end")),
        ),
        Rule("anchor_in_quote", "anchor_text", pl.col("quote").str.contains(anchor, literal=True)),
    ]


def syndication() -> list[Rule]:
    """Links from a copied article to the one that it repeats."""
    return [
        matches("document_key", HEX_KEY, "key_form"),
        matches("root_document_key", HEX_KEY, "key_form"),
        Rule(
            "not_its_own_copy",
            "document_key",
            pl.col("document_key") != pl.col("root_document_key"),
        ),
        between("similarity", 0.0, 1.0),
    ]


def manifest() -> list[Rule]:
    """Manifest rows."""
    return [
        matches("fetch_key", HEX_KEY, "key_form"),
        matches("content_sha256", SHA256, "hash_form"),
        one_of("kind", ("fetch", "extraction")),
        Rule("bytes_not_negative", "bytes", pl.col("bytes") >= 0),
        between("status", 100, 599),
        *publication_rules(),
        Rule(
            "version_iff_extraction",
            "parser_version",
            pl.col("parser_version").is_not_null() == (pl.col("kind") == "extraction"),
        ),
    ]


RULES: Mapping[str, Callable[[], list[Rule]]] = MappingProxyType(
    {
        "raw_manifest": manifest,
        "raw_news_article": news_article,
        "raw_trade_claim": trade_claim,
        "raw_claim_evidence": claim_evidence,
        "raw_syndication": syndication,
        "raw_rosstat_trade": rosstat_trade,
        "raw_manual_figure": manual_figure,
        "raw_manual_rate": manual_rate,
    }
)
