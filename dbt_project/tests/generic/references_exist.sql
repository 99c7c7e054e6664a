{# Every value of these columns is found in the model and column that stand beside it. What refers
   from one kept table to another does so within a pair. #}
{% test references_exist(model, references) %}

with

-- A table is read once, however many of its columns refer to others.
tested as (

    select {{ references.keys() | join(', ') }}
    from {{ model }}

)
    {%- for column, target in references.items() %}

select distinct
    '{{ column }}' as column_name,
    cast({{ column }} as {{ dbt.type_string() }}) as missing_value
from tested
where {{ column }} is not null
    and {{ column }} not in (select {{ target.field }} from {{ fresh_rows(target.to) }} as targets)
    {%- if not loop.last %}

union all
    {%- endif %}
    {%- endfor %}

{% endtest %}
