{{ config(severity='error', store_failures=true, schema='meta') }}
-- A correction names a field that can be corrected, a reason, a reviewer and a day, changes
-- something, ends after it began, and counts alone: the next one of the same field begins when it
-- has ended. Its days have come: what is current now is what counts now.

with

corrections as (

    select
        *,
        lead(reviewed_on) over (
            partition by statement_key, field order by reviewed_on, reviewed_to
        ) as next_on
    from {{ ref('corrections') }}

),

judged as (

    select
        *,
        case
            when
                coalesce(field, '') not in (
                    ''{% for field in correctable_fields('any') or {} %}, '{{ field }}'{% endfor %}
                )
                then 'names no field that can be corrected'
            when statement_key is null
                or reason is null
                or reviewer is null
                or reviewed_on is null
                then 'lacks its statement, reason, reviewer or day'
            when coalesce(expected, '') = coalesce(corrected, '')
                then 'changes nothing'
            when reviewed_to <= reviewed_on
                then 'ends on ' || cast(reviewed_to as {{ dbt.type_string() }})
                    || ', which is not after ' || cast(reviewed_on as {{ dbt.type_string() }})
                    || ', the day from which it counts'
            when coalesce(reviewed_to, reviewed_on) > current_date
                then 'has a day that is still to come'
            when next_on < coalesce(reviewed_to, {{ open_end() }})
                then 'still counts on ' || cast(next_on as {{ dbt.type_string() }})
                    || ', when the next one of this field begins'
        end as problem
    from corrections

)

select
    statement_key,
    field,
    expected,
    corrected,
    reviewed_on,
    reviewed_to,
    'the correction of ' || coalesce(field, 'nothing') || ' in statement '
    || coalesce(statement_key, 'without a key') || ' ' || problem
    || '; mend the row in the seed corrections' as message
from judged
where problem is not null
