{# A value lies in its interval, and the interval is not turned round, whatever the sign. #}
{% test interval_holds(model, value, low, high) %}

select *
from {{ model }}
where {{ low }} > {{ high }}
    or {{ value }} < {{ low }}
    or {{ value }} > {{ high }}
    or ({{ value }} is not null and ({{ low }} is null or {{ high }} is null))

{% endtest %}
