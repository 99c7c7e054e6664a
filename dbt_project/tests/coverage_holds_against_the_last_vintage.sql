{{ config(severity='warn', store_failures=true, schema='meta') }}
-- A reporter whose every cell of a source and period was taken back is missing from whatever is
-- summed over reporters: such a sum of this period is not to be compared with an earlier one.

with

reporters as (

    select
        source,
        reporter,
        period_kind,
        period_key,
        sum(case when value is not null then 1 else 0 end) as cells_left,
        sum(case when value is null then 1 else 0 end) as cells_withdrawn,
        max(recorded_from) as withdrawn_at
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin = 'observation'
        and flow in ('export', 'import')
    group by source, reporter, period_kind, period_key

)

select *
from reporters
where cells_left = 0
    and cells_withdrawn > 0
