{# The rows of a raw table as each document was read last: by its newest parser, and where codes were
   mapped since, once more by the same one (2+1 after 2). Older readings of a document stay in the
   lake. The newest ones are a table, so that the engine knows how few they are: joined to a list
   that it has yet to make, it put ten million rows into memory and asked for each of a hundred. #}
{% macro newest_reading(table) -%}
    select readings.*
    from {{ source('lake', table) }} as readings
    inner join {{ ref('stg_newest_reading') }} as newest
        on readings.document_key = newest.document_key
        and readings.parser_version = newest.parser_version
        and newest.raw_table = '{{ table }}'
{%- endmacro %}

{# Which readings of documents the raw tables hold: a row per table, document and version. They are
   listed here because dbt asks for the sources of a model before it knows of any. #}
{% macro taken_readings() -%}
    {%- set raw_tables = [
        'raw_cbr_rate',
        'raw_claim_evidence',
        'raw_comtrade_availability',
        'raw_comtrade_trade',
        'raw_ecb_rate',
        'raw_hs_correlation',
        'raw_imf_trade',
        'raw_manual_figure',
        'raw_manual_rate',
        'raw_nbrb_rate',
        'raw_news_article',
        'raw_news_lead',
        'raw_rosstat_annual',
        'raw_rosstat_trade',
        'raw_syndication',
        'raw_trade_claim',
        'raw_wits_trade',
        'raw_world_bank_indicator',
    ] -%}
    {%- for table in raw_tables %}
    {{ 'union all' if not loop.first }}
    select distinct
        '{{ table }}' as raw_table,
        document_key,
        parser_version
    from {{ source('lake', table) }}
    {%- endfor %}
{%- endmacro %}

{# Rows of the quarantine that the newest reading of their document refused: what a later one took
   is no longer refused. A reading without bad rows is found by its good ones in the raw table. #}
{% macro newest_refusals() -%}
    select refused.*
    from {{ source('lake', 'quarantine') }} as refused
    inner join (
        select
            raw_table,
            document_key,
            max({{ version_order('parser_version') }}) as newest_order
        from (
            select distinct
                raw_table,
                document_key,
                parser_version
            from {{ source('lake', 'quarantine') }}
            union all
            select
                raw_table,
                document_key,
                parser_version
            from {{ ref('stg_newest_reading') }}
        ) as readings
        group by raw_table, document_key
    ) as newest
        on refused.raw_table = newest.raw_table
        and refused.document_key = newest.document_key
        and {{ version_order('refused.parser_version') }} = newest.newest_order
{%- endmacro %}
