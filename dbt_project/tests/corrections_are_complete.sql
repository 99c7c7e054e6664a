-- A correction names a field that can be corrected, a reason, a reviewer and a day.

select *
from {{ ref('corrections') }}
where field not in (''{% for field in correctable_fields('any') or {} %}, '{{ field }}'{% endfor %})
    or reason is null
    or reviewer is null
    or reviewed_on is null
    or coalesce(expected, '') = coalesce(corrected, '')
