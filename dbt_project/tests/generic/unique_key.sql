{# The columns together are a key: filled, and never twice. #}
{% test unique_key(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as copies
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
    {%- for column in columns %}
    or {{ column }} is null
    {%- endfor %}

{% endtest %}
