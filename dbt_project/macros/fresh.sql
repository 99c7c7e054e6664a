{# What a build on top of the last one makes anew: the pairs of countries whose documents differ
   from those that were built (`int_pair`). Everything large hangs together within a pair only, so
   that a pair is made anew as a whole or not at all. In a fresh build file every pair differs. #}

{# The two countries of a row in one order: `first_geo` and `second_geo`. #}
{% macro first_geo(one, other) -%}
    least(coalesce({{ one }}, ''), coalesce({{ other }}, ''))
{%- endmacro %}

{% macro second_geo(one, other) -%}
    greatest(coalesce({{ one }}, ''), coalesce({{ other }}, ''))
{%- endmacro %}

{# Whether a row of that pair is made anew. A unit test has no build before it. #}
{% macro is_fresh(one, other) -%}
    {%- if model.resource_type == 'unit_test' -%}
    1 = 1
    {%- else -%}
    ({{ first_geo(one, other) }}, {{ second_geo(one, other) }}) in (
        select
            pairs.first_geo,
            pairs.second_geo
        from {{ ref('int_pair') }} as pairs
        where pairs.is_fresh
    )
    {%- endif -%}
{%- endmacro %}

{# Before a model that keeps its rows appends the fresh ones: remove what they replace. #}
{% macro forget(one, other, also='1 = 0') -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where {{ also }}
        or {{ is_fresh(one, other) }}
    {%- endif -%}
{%- endmacro %}

{# Tells dbt that a model whose hook removes fresh pairs comes after they are known. #}
{% macro kept_by_pair() -%}
    {%- if model.resource_type != 'unit_test' -%}
    -- Kept between builds; what is fresh in {{ ref('int_pair') }} is replaced.
    {%- endif -%}
{%- endmacro %}
