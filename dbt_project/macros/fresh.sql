{# What a build on top of the last one makes anew: the pairs of countries whose documents differ
   from those that were built (`int_pair`). Everything large hangs together within a pair only, so
   that a pair is made anew as a whole or not at all. In a fresh build file every pair differs. A
   build makes no more cells anew than fit into memory: further pairs wait for the next build upon
   it, and the load goes on until none waits (`orchestration/building.py`). #}

{# The two countries of a row in one order: `first_geo` and `second_geo`. #}
{% macro first_geo(one, other) -%}
    least(coalesce({{ one }}, ''), coalesce({{ other }}, ''))
{%- endmacro %}

{% macro second_geo(one, other) -%}
    greatest(coalesce({{ one }}, ''), coalesce({{ other }}, ''))
{%- endmacro %}

{# Where fresh pairs are known. A test comes after them anyway, and belongs to its model alone. #}
{% macro pairs() -%}
    {%- if model.resource_type != 'test' -%}
    {{ ref('int_pair') }}
    {%- elif execute -%}
    {{ graph.nodes['model.tradebooks.int_pair'].relation_name }}
    {%- endif -%}
{%- endmacro %}

{# Whether a row of that pair is made anew, or `always`. A unit test has no build before it. `kept`
   is the kept table that is read, if it is one: its fresh rows lie together, and only they are
   read. #}
{% macro is_fresh(one, other, kept=none, always=none) -%}
    {%- if model.resource_type == 'unit_test' -%}
    1 = 1
    {%- elif kept is none -%}
    {{ pair_is_fresh(one, other, always) }}
    {%- else -%}
    {{ adapter.dispatch('only_rows', 'tradebooks')(kept, pair_is_fresh(one, other, always)) }}
    {%- endif -%}
{%- endmacro %}

{# Few pairs are turned both ways rather than the countries of every row put in order: the engine
   looks up what is stored, and on ten million rows this is a fifth of the work. #}
{% macro pair_is_fresh(one, other, always=none) -%}
    {{ '(' ~ always ~ ' or ' if always }}
    (coalesce({{ one }}, ''), coalesce({{ other }}, '')) in (
        select
            pairs.first_geo,
            pairs.second_geo
        from {{ pairs() }} as pairs
        where pairs.is_fresh
        union all
        select
            pairs.second_geo,
            pairs.first_geo
        from {{ pairs() }} as pairs
        where pairs.is_fresh
    )
    {{ ')' if always }}
{%- endmacro %}

{# A condition on rows of a table, written so that the columns of other rows are not read. #}
{% macro default__only_rows(relation, condition) -%}
    {{ condition }}
{%- endmacro %}

{% macro duckdb__only_rows(relation, condition) -%}
    rowid in (
        select kept_rows.rowid
        from {{ relation }} as kept_rows
        where {{ condition }}
    )
{%- endmacro %}

{# Before a model that keeps its rows appends the fresh ones: remove what they replace. The model's
   `meta.kept_by_pair` names its two columns with countries (`pair`) and which rows every build makes
   anew whatever their pair (`always`). #}
{% macro forget() -%}
    {%- if is_incremental() -%}
    {%- set kept = model.config.meta.kept_by_pair -%}
    delete from {{ this }}
    where {{ is_fresh(*kept.pair, always=kept.always) }}
    {%- endif -%}
{%- endmacro %}

{# The rows of a table that a build made anew: all of them, unless the table is kept. #}
{% macro fresh_rows(relation) -%}
    {%- set found = [] -%}
    {%- if execute -%}
    {%- for node in graph.nodes.values()
        if node.config.meta.kept_by_pair
        and node.alias == relation.identifier
        and node.schema == relation.schema -%}
    {%- do found.append(node.config.meta.kept_by_pair) -%}
    {%- endfor -%}
    {%- endif -%}
    {%- if found -%}
    (
        select *
        from {{ relation }}
        where {{ is_fresh(*found[0].pair, kept=relation, always=found[0].always) }}
    )
    {%- else -%}
    {{ relation }}
    {%- endif -%}
{%- endmacro %}

{# Generic tests of a kept table look at its fresh rows: all others passed when they were fresh. #}
{% macro default__get_where_subquery(relation) -%}
    {{ fresh_rows(relation) }} as fresh_rows
{%- endmacro %}

{# Tells dbt that a model whose hook removes fresh pairs comes after they are known. #}
{% macro kept_by_pair() -%}
    {%- if model.resource_type != 'unit_test' -%}
    -- Kept between builds; what is fresh in {{ ref('int_pair') }} is replaced.
    {%- endif -%}
{%- endmacro %}

{# The release that the build file was published as before it was built upon: a row in this table.
   `int_pair.made_after` repeats it for every pair that was made anew since. #}
{% macro published_as() -%}
    intermediate.published_as
{%- endmacro %}

{% macro prepare_published_as() -%}
    create table if not exists {{ published_as() }} (release {{ dbt.type_string() }})
{%- endmacro %}

{# What a release needs to know of a build, to follow it: a row per table that is kept, with the SQL
   that names the part of a row (its pair; what every build makes anew belongs to the part of rows
   without a pair), and the SQL that says whether the row is made anew, where the relation
   `fresh_pair` has the two countries of fresh pairs, both ways round. #}
{% macro write_kept_by_pair() -%}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        {{ adapter.dispatch('write_kept_by_pair', 'tradebooks')(kept_rows() | join(',\n')) }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{% macro default__write_kept_by_pair(kept) -%}
    select 1
{%- endmacro %}

{% macro duckdb__write_kept_by_pair(kept) -%}
    create schema if not exists intermediate;
    create or replace table intermediate.kept_by_pair as
    select *
    from (values
        {{ kept }}
    ) as rows_of_graph (table_name, part, is_fresh);
{%- endmacro %}

{% macro kept_rows() -%}
    {%- set rows = [] -%}
    {%- for node in graph.nodes.values() if node.config.meta.kept_by_pair -%}
        {%- set kept = node.config.meta.kept_by_pair -%}
        {%- set part -%}
            case
                when {{ kept.always or '1 = 0' }} then '_'
                else {{ first_geo(*kept.pair) }} || '_' || {{ second_geo(*kept.pair) }}
            end
        {%- endset -%}
        {%- set is_fresh -%}
            {{ kept.always ~ ' or ' if kept.always }}
            (coalesce({{ kept.pair[0] }}, ''), coalesce({{ kept.pair[1] }}, '')) in (from fresh_pair)
        {%- endset -%}
        {%- do rows.append(
            "(" ~ [sql_text(node.alias), sql_text(part), sql_text(is_fresh)] | join(', ') ~ ")"
        ) -%}
    {%- endfor -%}
    {{ return(rows | sort) }}
{%- endmacro %}
