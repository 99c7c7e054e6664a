{# A floating-point number of 64 bits; dbt.type_float() has only 32 on some engines. #}
{% macro type_double() -%}
    {{ return(adapter.dispatch('type_double', 'tradebooks')()) }}
{%- endmacro %}

{% macro default__type_double() -%}
    {{ return('double') }}
{%- endmacro %}

{% macro postgres__type_double() -%}
    {{ return('double precision') }}
{%- endmacro %}

{# Decimals of marts: units of money with six places. Sums of doubles are rounded before. #}
{% macro money(value) -%}
    cast({{ value }} as decimal(28, 6))
{%- endmacro %}

{# What BI tools read: no decimals. #}
{% macro number(value) -%}
    cast({{ value }} as {{ type_double() }})
{%- endmacro %}
