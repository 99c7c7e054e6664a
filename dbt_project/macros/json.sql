{# A text inside a JSON object. #}
{% macro json_text(document, name) -%}
    {{ adapter.dispatch('json_text', 'tradebooks')(document, name) }}
{%- endmacro %}

{% macro default__json_text(document, name) -%}
    get_json_object({{ document }}, '$.{{ name }}')
{%- endmacro %}

{% macro duckdb__json_text(document, name) -%}
    json_extract_string({{ document }}, '$.{{ name }}')
{%- endmacro %}
