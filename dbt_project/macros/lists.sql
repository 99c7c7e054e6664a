{# One row per text in a list inside a JSON object; no row where it is missing or no list. #}
{% macro json_items(document, name) -%}
    {{ adapter.dispatch('json_items', 'tradebooks')(document, name) }}
{%- endmacro %}

{% macro default__json_items(document, name) -%}
    explode(from_json(get_json_object({{ document }}, '$.{{ name }}'), 'array<string>'))
{%- endmacro %}

{% macro duckdb__json_items(document, name) -%}
    unnest(json_extract_string({{ document }}, '$.{{ name }}[*]'))
{%- endmacro %}
