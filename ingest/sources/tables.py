"""The raw tables: columns, types, which of them are never null, and the full key of a row.

Types are DuckDB's, timestamps are UTC. What values a column may hold is in `rules`; this module
imports nothing heavy, because every command reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Table:
    """One raw table.

    Attributes:
        name: Its name in the lake.
        columns: Column names with DuckDB types, in order.
        required: Columns that are never null.
        key: Columns that together occur once per document and parser version; empty for none.
    """

    name: str
    columns: Mapping[str, str]
    required: frozenset[str]
    key: tuple[str, ...]


ORIGIN = ("document_key", "parser_version", "locator")


def _table(name: str, columns: str, *, key: str = "", has_origin: bool = True) -> Table:
    """Read `name TYPE` pairs, one a line or separated by commas; `!` marks a required column."""
    origin = (
        "document_key VARCHAR!, parser_version VARCHAR!, locator VARCHAR!" if has_origin else ""
    )
    pairs = [pair.split() for pair in f"{origin},{columns}".replace("\n", ",").split(",")]
    named = [(pair[0], pair[1]) for pair in pairs if pair]
    return Table(
        name=name,
        columns=MappingProxyType({column: kind.rstrip("!") for column, kind in named}),
        required=frozenset(column for column, kind in named if kind.endswith("!")),
        key=tuple(key.split()),
    )


RAW_MANIFEST = _table(
    "raw_manifest",
    """
    fetch_key VARCHAR!, kind VARCHAR!, source VARCHAR!, document_key VARCHAR, url VARCHAR
    request VARCHAR, retrieved_at TIMESTAMP!, status INTEGER!, content_type VARCHAR
    bytes BIGINT!, content_sha256 VARCHAR!, published_at TIMESTAMP, published_precision VARCHAR!
    licence VARCHAR, may_republish BOOLEAN!, is_rebuilt BOOLEAN!, parser_version VARCHAR
    note VARCHAR
    """,
    key="fetch_key",
    has_origin=False,
)

RAW_NEWS_ARTICLE = _table(
    "raw_news_article",
    """
    content_sha256 VARCHAR!, url VARCHAR, canonical_url VARCHAR, title VARCHAR, outlet VARCHAR
    byline VARCHAR, dateline_place VARCHAR, dateline_agency VARCHAR, language VARCHAR!
    published_at TIMESTAMP, published_precision VARCHAR!, text VARCHAR!, text_sha256 VARCHAR!
    flags VARCHAR, is_adapted BOOLEAN!, recorded_at TIMESTAMP!
    """,
    key="document_key",
)

RAW_TRADE_CLAIM = _table(
    "raw_trade_claim",
    """
    claim_key VARCHAR!, ordinal INTEGER!, extractor_version VARCHAR!, language VARCHAR!
    extracted_at TIMESTAMP!, measure VARCHAR!, flow VARCHAR!, reporter VARCHAR, partner VARCHAR
    value DOUBLE, value_high DOUBLE, unit VARCHAR, resolution DOUBLE, bound VARCHAR!
    period_start DATE, period_end DATE, base_period_start DATE, base_period_end DATE
    scope VARCHAR!, basis VARCHAR!, commodity VARCHAR, hs_codes VARCHAR, share_of VARCHAR
    status VARCHAR!, is_record BOOLEAN!, speaker VARCHAR, cited_source VARCHAR, side VARCHAR
    valuation VARCHAR!, list_order INTEGER, inferred VARCHAR, confidence DOUBLE!
    anchor_text VARCHAR!, anchor_start INTEGER!, anchor_end INTEGER!
    quote VARCHAR!, quote_start INTEGER!, quote_end INTEGER!, doubt VARCHAR
    """,
    key="document_key claim_key extractor_version",
)

# Where else an article says what a claim says; the place it was read from is in the claim's row.
RAW_CLAIM_EVIDENCE = _table(
    "raw_claim_evidence",
    """
    claim_key VARCHAR!, evidence_no INTEGER!
    anchor_text VARCHAR!, anchor_start INTEGER!, anchor_end INTEGER!
    quote VARCHAR!, quote_start INTEGER!, quote_end INTEGER!
    """,
    key="claim_key evidence_no",
)

# Made of all articles that the lake holds: the one table that is written anew as a whole.
RAW_SYNDICATION = _table(
    "raw_syndication",
    "root_document_key VARCHAR!, similarity DOUBLE!",
    key="document_key",
)

RAW_ROSSTAT_TRADE = _table(
    "raw_rosstat_trade",
    """
    reporter VARCHAR!, partner VARCHAR!, partner_label VARCHAR!, flow VARCHAR!
    period_start DATE!, period_end DATE!, value_musd DOUBLE, resolution_musd DOUBLE!
    obs_status VARCHAR!
    """,
    key="reporter partner flow period_start",
)

RAW_ROSSTAT_ANNUAL = _table(
    "raw_rosstat_annual",
    """
    reporter VARCHAR!, partner VARCHAR!, partner_label VARCHAR!, flow VARCHAR!
    period_start DATE!, period_end DATE!, value_musd DOUBLE, resolution_musd DOUBLE!
    obs_status VARCHAR!
    """,
    key="reporter partner flow period_start",
)

RAW_HS_CORRELATION = _table(
    "raw_hs_correlation",
    """
    newer_vintage INTEGER!, newer_code VARCHAR!, older_vintage INTEGER!, older_code VARCHAR!
    relationship VARCHAR!
    """,
    key="newer_vintage newer_code older_vintage older_code",
)

RAW_MANUAL_FIGURE = _table(
    "raw_manual_figure",
    """
    source VARCHAR!, source_url VARCHAR, published_at TIMESTAMP, published_precision VARCHAR!
    measure VARCHAR!, reporter VARCHAR!, partner VARCHAR!, flow VARCHAR!, scope VARCHAR!
    basis VARCHAR!, valuation VARCHAR!, side VARCHAR, classification VARCHAR
    commodity_code VARCHAR, commodity VARCHAR, period_start DATE!, period_end DATE!
    base_period_start DATE, base_period_end DATE, value DOUBLE, value_high DOUBLE, unit VARCHAR
    resolution DOUBLE, value_printed VARCHAR, bound VARCHAR!, status VARCHAR!
    is_record BOOLEAN!, share_of VARCHAR, obs_status VARCHAR!, conf_status VARCHAR!
    speaker VARCHAR, cited_source VARCHAR, inferred VARCHAR, note VARCHAR
    """,
    key="source source_url published_at published_precision measure reporter partner flow scope "
    "basis valuation side classification commodity_code commodity period_start period_end "
    "base_period_start base_period_end unit bound status share_of speaker cited_source",
)

RAW_MANUAL_RATE = _table(
    "raw_manual_rate",
    """
    source VARCHAR!, source_url VARCHAR, published_at TIMESTAMP, published_precision VARCHAR!
    currency VARCHAR!, quote_currency VARCHAR!, period_start DATE!, period_end DATE!
    rate_type VARCHAR!, rate DOUBLE!, resolution DOUBLE!, note VARCHAR
    """,
    key="source published_at published_precision currency quote_currency period_start period_end "
    "rate_type",
)

RAW_COMTRADE_TRADE = _table(
    "raw_comtrade_trade",
    """
    type_code VARCHAR!, freq_code VARCHAR!, period_start DATE!, period_end DATE!
    reporter VARCHAR!, reporter_code INTEGER!, partner VARCHAR!, partner_code INTEGER!
    partner2_code INTEGER!, flow_code VARCHAR!, classification VARCHAR!
    classification_search VARCHAR, is_original_classification BOOLEAN, commodity_code VARCHAR!
    aggr_level INTEGER, is_leaf BOOLEAN, customs_code VARCHAR!, mos_code VARCHAR!
    mot_code INTEGER!, primary_value_usd DOUBLE!, cif_value_usd DOUBLE, fob_value_usd DOUBLE
    qty_unit_code INTEGER, qty DOUBLE, is_qty_estimated BOOLEAN, net_weight_kg DOUBLE
    is_net_weight_estimated BOOLEAN, gross_weight_kg DOUBLE, is_gross_weight_estimated BOOLEAN
    estimation_flag INTEGER, is_reported BOOLEAN, is_aggregate BOOLEAN, conf_status VARCHAR!
    """,
    key="type_code freq_code period_start reporter_code partner_code partner2_code flow_code "
    "classification commodity_code customs_code mos_code mot_code",
)

RAW_COMTRADE_AVAILABILITY = _table(
    "raw_comtrade_availability",
    """
    type_code VARCHAR!, freq_code VARCHAR!, period_start DATE!, period_end DATE!
    reporter VARCHAR!, reporter_code INTEGER!, classification VARCHAR!
    classification_search VARCHAR, is_original_classification BOOLEAN, total_records BIGINT!
    dataset_code VARCHAR!, dataset_checksum VARCHAR!, first_released_at TIMESTAMP
    last_released_at TIMESTAMP
    """,
    key="dataset_code",
)

RAW_NBRB_RATE = _table(
    "raw_nbrb_rate",
    """
    cur_id INTEGER!, rate_date DATE!, currency VARCHAR!, quote_currency VARCHAR!, scale INTEGER!
    official_rate DOUBLE!, rate DOUBLE!, resolution DOUBLE!, generation_start DATE
    generation_end DATE
    """,
    key="cur_id rate_date",
)

RAW_CBR_RATE = _table(
    "raw_cbr_rate",
    """
    valute_id VARCHAR!, rate_date DATE!, currency VARCHAR!, quote_currency VARCHAR!
    nominal INTEGER!, printed_value DOUBLE!, rate DOUBLE!, resolution DOUBLE!
    """,
    key="valute_id rate_date",
)

RAW_WORLD_BANK_INDICATOR = _table(
    "raw_world_bank_indicator",
    """
    indicator VARCHAR!, indicator_name VARCHAR, country VARCHAR!, period_start DATE!
    period_end DATE!, value DOUBLE, unit VARCHAR, obs_status VARCHAR!, decimals INTEGER
    last_updated DATE, page_no INTEGER, page_count INTEGER, row_count INTEGER
    """,
    key="indicator country period_start",
)

RAW_IMF_TRADE = _table(
    "raw_imf_trade",
    """
    reporter VARCHAR!, partner VARCHAR!, indicator VARCHAR!, flow VARCHAR!, valuation VARCHAR!
    freq_code VARCHAR!, period_start DATE!, period_end DATE!, value_usd DOUBLE
    value_printed VARCHAR, scale VARCHAR, derivation_type VARCHAR, obs_status VARCHAR!
    """,
    key="reporter partner indicator freq_code period_start",
)

RAW_ECB_RATE = _table(
    "raw_ecb_rate",
    """
    series_key VARCHAR!, freq_code VARCHAR!, currency VARCHAR!, quote_currency VARCHAR!
    period_start DATE!, period_end DATE!, rate_type VARCHAR!, rate DOUBLE!, resolution DOUBLE!
    obs_status VARCHAR!
    """,
    key="series_key period_start",
)

RAW_WITS_TRADE = _table(
    "raw_wits_trade",
    """
    reporter VARCHAR!, partner VARCHAR!, product VARCHAR!, product_name VARCHAR
    indicator VARCHAR!, flow VARCHAR!, period_start DATE!, period_end DATE!, value_kusd DOUBLE!
    data_source VARCHAR
    """,
    key="reporter partner product indicator period_start",
)

RAW_NEWS_LEAD = _table(
    "raw_news_lead",
    """
    finder VARCHAR!, url VARCHAR!, title VARCHAR, publisher VARCHAR, language VARCHAR
    country VARCHAR, query VARCHAR, seen_at TIMESTAMP, published_at TIMESTAMP
    """,
    key="finder url",
)

QUARANTINE = _table(
    "quarantine",
    """
    source VARCHAR!, raw_table VARCHAR!, document_key VARCHAR!, parser_version VARCHAR!
    row_id BIGINT!, locator VARCHAR!, column_name VARCHAR, check_name VARCHAR!, value VARCHAR
    row_json VARCHAR!
    """,
    has_origin=False,
)

RAW_TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            RAW_MANIFEST,
            RAW_NEWS_ARTICLE,
            RAW_TRADE_CLAIM,
            RAW_CLAIM_EVIDENCE,
            RAW_SYNDICATION,
            RAW_ROSSTAT_TRADE,
            RAW_ROSSTAT_ANNUAL,
            RAW_HS_CORRELATION,
            RAW_MANUAL_FIGURE,
            RAW_MANUAL_RATE,
            RAW_COMTRADE_TRADE,
            RAW_COMTRADE_AVAILABILITY,
            RAW_NBRB_RATE,
            RAW_CBR_RATE,
            RAW_WORLD_BANK_INDICATOR,
            RAW_IMF_TRADE,
            RAW_ECB_RATE,
            RAW_WITS_TRADE,
            RAW_NEWS_LEAD,
            QUARANTINE,
        )
    }
)


def polars_types(table: str) -> dict[str, pl.DataType]:
    """Return the columns of a raw table with their polars types."""
    import polars as pl

    types: dict[str, pl.DataType] = {
        "VARCHAR": pl.String(),
        "DOUBLE": pl.Float64(),
        "INTEGER": pl.Int32(),
        "BIGINT": pl.Int64(),
        "BOOLEAN": pl.Boolean(),
        "DATE": pl.Date(),
        "TIMESTAMP": pl.Datetime("us"),
    }
    return {column: types[kind] for column, kind in RAW_TABLES[table].columns.items()}


def empty_frame(table: str) -> pl.DataFrame:
    """Return a raw table without rows, for a lake that has none yet."""
    import polars as pl

    return pl.DataFrame(schema=polars_types(table))
