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

{# The vintages of what was printed, one row each: `vintage_no`, and when it was known and recorded.
   `relation` is a CTE with one row per publication of a key, with `is_withdrawn`, `row_hash`,
   `published_at_or_bound` (its place in the order), `first_known`, `recorded_from`, `document_key`
   and `locator`. The same row in a later publication adds nothing. #}
{% macro vintages_of(relation, key) -%}
    {%- set so_far -%}
    over (
                partition by {{ key }} order by publication_no
                rows between unbounded preceding and current row
            )
    {%- endset %}
    with

    ordered as (

        select
            *,
            row_number() over (
                partition by {{ key }}
                order by
                    published_at_or_bound,
                    recorded_from,
                    document_key,
                    row_hash,
                    {{ version_order('locator') }}
            ) as publication_no
        from {{ relation }}

    ),

    -- Before it was ever printed, nothing is withdrawn; nor is it before we had seen it printed.
    seen as (

        select
            *,
            min(case when not is_withdrawn then publication_no end) over (partition by {{ key }})
                as first_print_no,
            min(case when not is_withdrawn then recorded_from end) {{ so_far }} as print_recorded,
            min(case when not is_withdrawn then first_known end) {{ so_far }} as print_known
        from ordered

    ),

    -- What is there again, dated before it was taken back, came back with its retrieval.
    compared as (

        select
            *,
            greatest(recorded_from, print_recorded) as row_recorded,
            greatest(
                print_known,
                case
                    when first_known < max(case when is_withdrawn then first_known end) {{ so_far }}
                        then recorded_from
                    else first_known
                end
            ) as row_known,
            case
                when row_hash = lag(row_hash) over (partition by {{ key }} order by publication_no)
                    then 0
                else 1
            end as is_changed
        from seen
        where publication_no >= first_print_no

    ),

    runs as (

        select
            *,
            sum(is_changed) {{ so_far }} as vintage_no
        from compared

    ),

    vintages as (

        select
            *,
            min(row_recorded) over (partition by {{ key }}, vintage_no) as vintage_recorded,
            min(row_known) over (partition by {{ key }}, vintage_no) as vintage_known
        from runs

    )

    select
        *,
        {{ vintage_end('vintage_known', key, 'vintage_no') }} as vintage_known_to,
        {{ vintage_end('vintage_recorded', key, 'vintage_no') }} as vintage_recorded_to
    from vintages
    where is_changed = 1
{%- endmacro %}

{# Fresh assertions with the spells in which they count: until the same books are there in a preferred
   edition (`int_alternate`), and again (`spell_no` 2) once that edition was taken back. #}
{% macro counted_spells(assertions) -%}
    select
        *,
        1 as spell_no,
        assertion_key as spell_key
    from {{ assertions }}
    where {{ is_fresh('reporter', 'partner', assertions) }}

    union all

    select
        *,
        2 as spell_no,
        assertion_key || ' again' as spell_key
    from {{ assertions }}
    where alternate_to < recorded_to
        and {{ is_fresh('reporter', 'partner', assertions) }}
{%- endmacro %}

{# Start and end of a spell, by one of the two clocks. #}
{% macro counts_from(start) -%}
    case when spell_no = 1 then {{ start }} else greatest({{ start }}, alternate_to) end
{%- endmacro %}

{% macro counts_until(end) -%}
    case when spell_no = 1 then least({{ end }}, coalesce(alternate_from, {{ end }})) else {{ end }} end
{%- endmacro %}

{# Whether the same books are there now in a preferred edition. #}
{% macro stands_back() -%}
    coalesce(alternate_to = {{ open_end() }}, false)
{%- endmacro %}
