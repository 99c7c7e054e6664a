-- A rate, or the reason why its publisher has none: never both, never neither.

select *
from {{ ref('fct_fx_rate') }}
where (rate is null) = (null_reason is null)
    or (rate is not null and document_key is null)
