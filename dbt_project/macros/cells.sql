{# One printed cell: the columns of `int_print` in their order. A source says what is its own, as
   SQL; the rest is what a table of trade usually is: the value of goods in dollars, by the
   reporter's books, an exact outturn. `is_figure` takes every column as the figure names it. #}
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
    {%- for column in [
        'document_key', 'locator', 'source', 'source_url', 'measure', 'reporter', 'partner', 'flow',
        'scope', 'basis', 'valuation', 'side', 'classification', 'commodity_code', 'commodity',
        'period_start', 'period_end', 'base_period_start', 'base_period_end', 'value',
        'value_high', 'unit', 'resolution', 'bound', 'status', 'is_record', 'share_of',
        'obs_status', 'conf_status', 'speaker', 'cited_source', 'inferred', 'published_at',
        'published_precision',
    ] %}
        {{ column if is_figure else kwargs.get(column, usual.get(column, column)) }} as {{ column }}
        {{- "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}
