{{ config(severity='warn', store_failures=true, schema='meta') }}
-- A correction of a statement that is in no document here does nothing: its key has a slip, or the
-- document was never added.

with

known as (

    select claim_key as statement_key
    from {{ ref('stg_trade_claim') }}

    union

    select observation_key as statement_key
    from {{ ref('int_assertion') }}
    where observation_key in (
        select corrections.statement_key from {{ ref('corrections') }} as corrections
    )

)

select
    statement_key,
    field,
    expected,
    corrected,
    'the correction of ' || field || ' names statement ' || statement_key
    || ', which no document here holds; mend the key in the seed corrections, or add the document'
        as message
from {{ ref('corrections') }}
where statement_key not in (select known.statement_key from known)
