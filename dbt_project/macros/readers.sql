{# Table macros for readers: a fact as the world, or this warehouse, could know it at a time.

   `known_on(day)` takes what was published until the end of that day (UTC); `shown_on(instant)`
   takes what a release of that instant showed. Both return at most one row per key of a statement
   (`statement_key`; `rate_key` of a rate, `indicator_key` of an indicator). #}
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

{# What a source of this release should have published by a day and has not, longest overdue first:
   periods after the last one with a number whose usual delay had passed on that day, without a
   known stop. The day is the reader's, so that a release says what is late without a clock. #}
{% macro create_overdue_macro(relation) -%}
    {{ adapter.dispatch('create_overdue_macro', 'tradebooks')(relation) }}
{%- endmacro %}

{% macro default__create_overdue_macro(relation) -%}
    select 1
{%- endmacro %}

{% macro duckdb__create_overdue_macro(relation) -%}
    create or replace macro {{ relation.schema }}.overdue_on(day) as table
        select
            waited.*,
            cast(cast(day as date) - waited.due_date as integer) as days_overdue
        from {{ relation.schema }}.{{ relation.identifier }} as waited
        inner join (
            select source, reporter, partner, detail, period_kind, max(period_end) as last_end
            from {{ relation.schema }}.{{ relation.identifier }}
            where printed_cells > 0
            group by all
        ) as printed using (source, reporter, partner, detail, period_kind)
        where waited.status in ('never', 'not_asked', 'not_yet_due')
            and waited.blackout is null
            and waited.period_start > printed.last_end
            and waited.due_date < cast(day as date);
{%- endmacro %}
