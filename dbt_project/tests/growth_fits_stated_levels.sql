{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Value = base × (1 + growth), as intervals: a stated rate against the rate that the values of
-- the same source and books imply for the same periods.

with

stated as (

    select * from {{ ref('fct_trade_growth') }}
    where kind = 'stated'
        and is_current
        and status in ('actual', 'preliminary', 'estimate')

),

-- Of a pair of which anything is stated every build makes all rows anew.
computed as (

    select * from {{ fresh_rows(ref('fct_trade_growth')) }} as fresh_growth
    where kind = 'computed'
        and is_current

)

select
    stated.growth_key,
    stated.source,
    stated.reporter,
    stated.partner,
    stated.flow,
    stated.period_key,
    stated.growth_pct as stated_pct,
    computed.growth_pct as computed_pct,
    computed.low_pct,
    computed.high_pct,
    computed.numerator_key,
    computed.denominator_key
from stated
inner join computed
    on stated.slice_key = computed.slice_key
    and stated.period_key = computed.period_key
    and stated.base_period_key = computed.base_period_key
    and stated.source = computed.source
    and coalesce(stated.side_country, stated.side) = coalesce(computed.side_country, computed.side)
where stated.high_pct <= computed.low_pct
    or stated.low_pct >= computed.high_pct
