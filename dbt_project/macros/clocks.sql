{# The two clocks: when the world could know, and when this warehouse knew. #}

{# End of an interval that is still open. A date, not null, so that one comparison is enough. #}
{% macro open_end() -%}
    cast('9999-12-31 00:00:00' as {{ dbt.type_timestamp() }})
{%- endmacro %}

{# The latest instant at which a publication of that precision can have happened: the last second
   of its day, month or year in the publisher's time zone (`published_at` is the first one, in
   UTC), but never after it was retrieved. What was never dated is bounded by the retrieval. #}
{% macro known_from(published_at, precision, recorded_from) -%}
    {%- set local_day = "cast(" ~ dbt.dateadd('hour', 12, published_at) ~ " as date)" -%}
    case
        when {{ published_at }} is null or {{ precision }} = 'unknown' then {{ recorded_from }}
        else least(
            case {{ precision }}
                {%- for unit in ['day', 'month', 'year'] %}
                when '{{ unit }}' then {{ last_second(published_at, local_day, unit) }}
                {%- endfor %}
                else {{ published_at }}
            end,
            greatest({{ recorded_from }}, {{ published_at }})
        )
    end
{%- endmacro %}

{% macro last_second(published_at, local_day, unit) -%}
    {%- set next = dbt.dateadd(unit, 1, dbt.date_trunc(unit, local_day)) -%}
    {%- set zone = dbt.datediff(
        "cast(" ~ local_day ~ " as " ~ dbt.type_timestamp() ~ ")", published_at, 'second'
    ) -%}
    cast(
        {{ dbt.dateadd('second', "(" ~ zone ~ ") - 1", "cast(" ~ next ~ " as timestamp)") }}
        as {{ dbt.type_timestamp() }}
    )
{%- endmacro %}

{# End of a vintage: the first start among all later vintages of its key, never before its own
   start. A vintage that arrives after its successor has an empty interval and is never shown. #}
{% macro vintage_end(start, key, vintage_order) -%}
    greatest(
        {{ start }},
        coalesce(
            min({{ start }}) over (
                partition by {{ key }} order by {{ vintage_order }}
                rows between 1 following and unbounded following
            ),
            {{ open_end() }}
        )
    )
{%- endmacro %}

{# Until when a reading counts, by one of the two clocks: until its own end, or until the same books
   are there in a preferred edition (`int_alternate`). #}
{% macro counts_until(end) -%}
    least({{ end }}, coalesce(alternate_from, {{ end }}))
{%- endmacro %}
