-- A loss or a change of unit is let pass for a period, with a reason, by a person, on a day.

select *
from {{ ref('acknowledgements') }}
where kind is null
    or kind not in ('coverage', 'unit')
    or source is null
    or reporter is null
    or period_from is null
    or reason is null
    or acknowledged_by is null
    or acknowledged_on is null
