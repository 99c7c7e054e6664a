{# Fields of a claim that a person can correct, with their types. #}
{% macro correctable_fields() -%}
    {%- set text, day, number = dbt.type_string(), 'date', type_double() -%}
    {{ return({
        'measure': text, 'flow': text, 'reporter': text, 'partner': text, 'value': number,
        'value_high': number, 'unit': text, 'resolution': number, 'bound': text,
        'period_start': day, 'period_end': day, 'base_period_start': day,
        'base_period_end': day, 'scope': text, 'basis': text, 'commodity': text,
        'hs_codes': text, 'share_of': text, 'status': text, 'is_record': dbt.type_boolean(),
        'speaker': text, 'cited_source': text, 'side': text, 'valuation': text,
    }) }}
{%- endmacro %}

{# One row per claim and correctable field: its value as text, null where there is none. #}
{% macro claim_texts(relation, key) -%}
    {%- for field in correctable_fields() %}
    select
        {{ key }},
        claim_key,
        '{{ field }}' as field,
        nullif(cast({{ field }} as {{ dbt.type_string() }}), '') as stated
    from {{ relation }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{# The expected text in the form that the engine writes such a value in: 49.2e9 is 49200000000. #}
{% macro correction_text(column) -%}
    {%- set numbers = [] -%}
    {%- for field, type in correctable_fields().items() if type == type_double() -%}
        {%- do numbers.append("'" ~ field ~ "'") -%}
    {%- endfor -%}
    case
        when field in ({{ numbers | join(', ') }})
            then cast(
                cast(nullif({{ column }}, '') as {{ type_double() }}) as {{ dbt.type_string() }}
            )
        else nullif({{ column }}, '')
    end
{%- endmacro %}
