{{ config(severity='error', store_failures=true, schema='meta') }}
-- A reporter or a partner that the last vintage had and the newest one, asked for the same, lacks
-- is missing from whatever is summed over them. Nothing is released until a person has looked at
-- it.

select
    *,
    source || ': ' || reporter || ' with ' || partner || ' in ' || period_key
    || ' was there before and is missing from document ' || document_key
    || '; mend the source, or say why in the seed acknowledgements (kind coverage)'
        as message
from {{ ref('int_lost_coverage') }}
where not is_acknowledged
