{# Table macros for readers: a fact as the world, or this warehouse, could know it at a time.

   `known_on(day)` takes what was published until the end of that day (UTC); `shown_on(instant)`
   takes what a release of that instant showed. Both return at most one row per statement_key. #}
{% macro create_reader_macros(relation, prefix='') -%}
    {{ adapter.dispatch('create_reader_macros', 'tradebooks')(relation, prefix) }}
{%- endmacro %}

{% macro default__create_reader_macros(relation, prefix) -%}
    select 1
{%- endmacro %}

{% macro duckdb__create_reader_macros(relation, prefix) -%}
    create or replace macro {{ relation.schema }}.{{ prefix }}known_on(as_of) as table
        select *
        from {{ relation.schema }}.{{ relation.identifier }}
        where known_from < cast(as_of as date) + interval 1 day
            and known_to >= cast(as_of as date) + interval 1 day;
    create or replace macro {{ relation.schema }}.{{ prefix }}shown_on(as_of) as table
        select *
        from {{ relation.schema }}.{{ relation.identifier }}
        where recorded_from <= cast(as_of as timestamp)
            and recorded_to > cast(as_of as timestamp);
{%- endmacro %}
