{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Value = base × (1 + growth), as intervals: a stated rate against the rate that the values of
-- the same source and books imply for the same periods.

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
from {{ ref('fct_trade_growth') }} as stated
inner join {{ ref('fct_trade_growth') }} as computed
    on stated.slice_key = computed.slice_key
    and stated.period_key = computed.period_key
    and stated.base_period_key = computed.base_period_key
    and stated.source = computed.source
    and coalesce(stated.side_country, stated.side) = coalesce(computed.side_country, computed.side)
where stated.kind = 'stated'
    and computed.kind = 'computed'
    and stated.is_current
    and computed.is_current
    and stated.status in ('actual', 'preliminary', 'estimate')
    and (stated.high_pct <= computed.low_pct or stated.low_pct >= computed.high_pct)
