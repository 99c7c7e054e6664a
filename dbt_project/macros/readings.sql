{# The rows of a raw table as each document was read last: by its newest parser, and where codes were
   mapped since, once more by the same one (2+1 after 2). Older readings of a document stay in the
   lake. Versions are few: they are told apart before the rows are joined. #}
{% macro newest_reading(table) -%}
    select readings.*
    from {{ source('lake', table) }} as readings
    inner join (
        select
            document_key,
            parser_version,
            row_number() over (
                partition by document_key order by {{ version_order('parser_version') }} desc
            ) as version_no
        from (
            select distinct
                document_key,
                parser_version
            from {{ source('lake', table) }}
        ) as versions
    ) as newest
        on readings.document_key = newest.document_key
        and readings.parser_version = newest.parser_version
        and newest.version_no = 1
{%- endmacro %}

{# Rows of the quarantine that the newest reading of their document refused: what a later one took
   is no longer refused. A reading without bad rows is found by its good ones in the raw table. #}
{% macro newest_refusals() -%}
    {%- set sources = graph.sources.values() if execute else [] -%}
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
            {%- for table in sources
                if table.source_name == 'lake' and 'parser_version' in table.columns
                and table.name not in ('quarantine', 'raw_manifest') %}
            union all
            select distinct
                '{{ table.name }}' as raw_table,
                document_key,
                parser_version
            from {{ source('lake', table.name) }}
            where document_key in (select document_key from {{ source('lake', 'quarantine') }})
            {%- endfor %}
        ) as readings
        group by raw_table, document_key
    ) as newest
        on refused.raw_table = newest.raw_table
        and refused.document_key = newest.document_key
        and {{ version_order('refused.parser_version') }} = newest.newest_order
{%- endmacro %}
