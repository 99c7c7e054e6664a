{# One printed cell: the columns of `int_print` in their order. A source says what is its own, as
   SQL; the rest is what a table of trade usually is: the value of goods in dollars, by the
   reporter's books, an exact outturn. `is_figure` takes every column as the figure names it, but a
   figure has no edition. #}
{% macro printed_cell(is_figure=false) -%}
    {%- set text = "cast(null as " ~ dbt.type_string() ~ ")" -%}
    {%- set number = "cast(null as " ~ type_double() ~ ")" -%}
    {%- set usual = {
        'source_url': text,
        'measure': "'value'",
        'scope': "'goods'",
        'basis': "'value'",
        'side': 'reporter',
        'classification': text,
        'commodity_code': text,
        'commodity': text,
        'commodity_edition': 'cast(null as ' ~ dbt.type_int() ~ ')',
        'is_converted': 'false',
        'base_period_start': 'cast(null as date)',
        'base_period_end': 'cast(null as date)',
        'value_high': number,
        'unit': "'USD'",
        'bound': "'exact'",
        'status': "'actual'",
        'is_record': 'false',
        'share_of': text,
        'obs_status': "'A'",
        'conf_status': "'F'",
        'speaker': text,
        'cited_source': text,
        'inferred': text,
        'published_at': "cast(null as " ~ dbt.type_timestamp() ~ ")",
        'published_precision': text,
    } -%}
    {%- set editions = ['commodity_edition', 'is_converted'] -%}
    {%- for column in [
        'document_key', 'locator', 'source', 'source_url', 'measure', 'reporter', 'partner', 'flow',
        'scope', 'basis', 'valuation', 'side', 'classification', 'commodity_code', 'commodity',
        'commodity_edition', 'is_converted', 'period_start', 'period_end', 'base_period_start',
        'base_period_end', 'value', 'value_high', 'unit', 'resolution', 'bound', 'status',
        'is_record', 'share_of', 'obs_status', 'conf_status', 'speaker', 'cited_source', 'inferred', 'published_at',
        'published_precision',
    ] %}
        {%- set is_its_own = is_figure and column not in editions %}
        {{ column if is_its_own else kwargs.get(column, usual.get(column, column)) }} as {{ column }}
        {{- "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Year of an edition of the harmonized system, as UN Comtrade names it; null for "as reported". #}
{% macro hs_edition(name) -%}
    case {{ name }}
        {%- for year in [1992, 1996, 2002, 2007, 2012, 2017, 2022] %}
        when 'H{{ loop.index0 }}' then {{ year }}
        {%- endfor %}
    end
{%- endmacro %}

{# A classification with the edition that goods are printed in, as a part of a key. #}
{% macro printed_in() -%}
    classification || coalesce(
        ' ' || cast(commodity_edition as {{ dbt.type_string() }})
        || case when is_converted then ' converted' else '' end,
        ''
    )
{%- endmacro %}
