{# Table macro for readers: the answers that the world could have had at the end of a day (UTC), one
   per slice and period. What was known between two kept dates is what the earlier of them says. #}
{% macro create_reconciled_on(relation) -%}
    {{ adapter.dispatch('create_reconciled_on', 'tradebooks')(relation) }}
{%- endmacro %}

{% macro default__create_reconciled_on(relation) -%}
    select 1
{%- endmacro %}

{% macro duckdb__create_reconciled_on(relation) -%}
    create or replace macro {{ relation.schema }}.reconciled_on(day) as table
        select *
        from {{ relation.schema }}.{{ relation.identifier }}
        where known_from < cast(day as date) + interval 1 day
            and known_to >= cast(day as date) + interval 1 day;
{%- endmacro %}

{# The middle of a group's values; nulls do not count. #}
{% macro median(value) -%}
    {{ adapter.dispatch('median', 'tradebooks')(value) }}
{%- endmacro %}

{% macro default__median(value) -%}
    percentile_cont(0.5) within group (order by {{ value }})
{%- endmacro %}

{% macro duckdb__median(value) -%}
    median({{ value }})
{%- endmacro %}
