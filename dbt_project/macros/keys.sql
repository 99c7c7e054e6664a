{# Keys are hashes of content: 32 hex digits of SHA-256 over the parts, null as an empty text. #}
{% macro hash_key(parts) -%}
    {%- set texts = [] -%}
    {%- for part in parts -%}
        {%- do texts.append("coalesce(cast(" ~ part ~ " as " ~ dbt.type_string() ~ "), '')") -%}
    {%- endfor -%}
    {{ adapter.dispatch('short_hash', 'tradebooks')(texts | join(" || '|' || ")) }}
{%- endmacro %}

{% macro default__short_hash(text) -%}
    substr(sha2({{ text }}, 256), 1, 32)
{%- endmacro %}

{% macro duckdb__short_hash(text) -%}
    substr(sha256({{ text }}), 1, 32)
{%- endmacro %}

{# A text that sorts as versions and locators do: 0.9 before 0.10, row 9 before row 10. #}
{% macro version_order(version) -%}
    {{ adapter.dispatch('version_order', 'tradebooks')(version) }}
{%- endmacro %}

{% macro default__version_order(version) -%}
    regexp_replace(
        regexp_replace({{ version }}, '([0-9]+)', '0000000000$1'),
        '0*([0-9]{10})([^0-9]|$)', '$1$2'
    )
{%- endmacro %}

{% macro duckdb__version_order(version) -%}
    regexp_replace(
        regexp_replace({{ version }}, '([0-9]+)', '0000000000\1', 'g'),
        '0*([0-9]{10})([^0-9]|$)', '\1\2', 'g'
    )
{%- endmacro %}

{# One form for the addresses of one page: no scheme, www, phone version, fragment, tracking. #}
{% macro url_key(url) -%}
    {%- set form = namespace(address="lower(trim(" ~ url ~ "))") -%}
    {%- for pattern in [
        "^https?://", "^(www|m|amp)[.]", "#.*$", "[?&](utm_|fbclid|yclid|gclid).*$",
        "(/amp|[?]amp(=[^&]*)?)?/?$",
    ] -%}
        {%- set form.address = "regexp_replace(" ~ form.address ~ ", '" ~ pattern ~ "', '')" -%}
    {%- endfor -%}
    {{ return(form.address) }}
{%- endmacro %}
