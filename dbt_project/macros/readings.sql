{# The rows of a raw table as each document's newest parser read them; older readings of a document
   stay in the lake. Versions are few: they are told apart before the rows are joined. #}
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
