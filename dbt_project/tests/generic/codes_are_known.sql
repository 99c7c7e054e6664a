{# Every value of these columns is a code of the list that is named beside it. #}
{% test codes_are_known(model, lists) %}

with

-- A table is read once, however many of its columns have codes.
tested as (

    select {{ lists.keys() | join(', ') }}
    from {{ model }}

),

used as (
    {% for column, list_name in lists.items() %}
    select distinct
        '{{ column }}' as column_name,
        '{{ list_name }}' as list_name,
        {{ column }} as code
    from tested
    where {{ column }} is not null
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}

)

select used.*
from used
left join {{ ref('code_lists') }} as code_lists
    on used.list_name = code_lists.list
    and used.code = code_lists.code
where code_lists.code is null

{% endtest %}
