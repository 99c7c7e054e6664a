{# Whole months from start to end, or null where an end cuts a month. #}
{% macro period_months(start, end) -%}
    case
        when extract(day from {{ start }}) = 1 and {{ end }} = {{ month_end(end) }}
            then (extract(year from {{ end }}) - extract(year from {{ start }})) * 12
                + extract(month from {{ end }}) - extract(month from {{ start }}) + 1
    end
{%- endmacro %}

{% macro month_end(day) -%}
    cast({{ dbt.last_day(day, 'month') }} as date)
{%- endmacro %}

{# The same day a year earlier; the end of a month stays the end of a month. #}
{% macro year_before(day) -%}
    case
        when {{ day }} = {{ month_end(day) }}
            then {{ month_end("cast(" ~ dbt.dateadd('year', -1, day) ~ " as date)") }}
        else cast({{ dbt.dateadd('year', -1, day) }} as date)
    end
{%- endmacro %}

{# The kind of a period, a code of the list period_kind; `tradebooks.periods` has the same rule. #}
{% macro period_kind(start, end) -%}
    {%- set months = "(" ~ period_months(start, end) ~ ")" -%}
    {%- set first = "extract(month from " ~ start ~ ")" -%}
    case
        when {{ start }} is null or {{ end }} is null then null
        when {{ months }} is null then 'other'
        when {{ months }} = 1 then 'month'
        when {{ months }} = 3 and {{ first }} in (1, 4, 7, 10) then 'quarter'
        when {{ months }} = 6 and {{ first }} in (1, 7) then 'half'
        when {{ months }} = 12 and {{ first }} = 1 then 'year'
        when {{ months }} = 12 then 'rolling_12m'
        when {{ months }} > 12 and mod({{ months }}, 12) = 0 then 'multi_year'
        when {{ months }} < 12 and {{ first }} = 1 then 'ytd'
        else 'other'
    end
{%- endmacro %}

{# The shortest text that names a period, such as 2025-11, 2025-Q3 or 2025-01..2025-11. #}
{% macro period_key(start, end) -%}
    {%- set months = "(" ~ period_months(start, end) ~ ")" -%}
    {%- set first = "extract(month from " ~ start ~ ")" -%}
    {%- set start_month = date_text(start, 7) -%}
    {%- set end_month = date_text(end, 7) -%}
    case
        when {{ start }} is null or {{ end }} is null then null
        when {{ months }} is null then {{ date_text(start, 10) }} || '..' || {{ date_text(end, 10) }}
        when {{ months }} = 1 then {{ start_month }}
        when {{ months }} = 3 and {{ first }} in (1, 4, 7, 10)
            then {{ date_text(start, 4) }} || '-Q' || {{ date_part_text(first ~ " + 2", 3) }}
        when {{ months }} = 6 and {{ first }} in (1, 7)
            then {{ date_text(start, 4) }} || '-H' || {{ date_part_text(first ~ " + 5", 6) }}
        when {{ months }} = 12 and {{ first }} = 1 then {{ date_text(start, 4) }}
        when {{ first }} = 1 and mod({{ months }}, 12) = 0
            then {{ date_text(start, 4) }} || '..' || {{ date_text(end, 4) }}
        else {{ start_month }} || '..' || {{ end_month }}
    end
{%- endmacro %}

{% macro date_text(day, length) -%}
    substr(cast({{ day }} as {{ dbt.type_string() }}), 1, {{ length }})
{%- endmacro %}

{% macro date_part_text(month, divisor) -%}
    cast(cast(floor(({{ month }}) / {{ divisor }}.0) as {{ dbt.type_int() }}) as {{ dbt.type_string() }})
{%- endmacro %}
