{# Every value of these columns is found in the model and column that stand beside it. #}
{% test references_exist(model, references) %}
    {%- for column, target in references.items() %}

select distinct
    '{{ column }}' as column_name,
    cast({{ column }} as {{ dbt.type_string() }}) as missing_value
from {{ model }}
where {{ column }} is not null
    and {{ column }} not in (select {{ target.field }} from {{ target.to }})
    {%- if not loop.last %}

union all
    {%- endif %}
    {%- endfor %}

{% endtest %}
