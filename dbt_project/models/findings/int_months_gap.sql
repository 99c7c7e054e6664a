{{ config(meta={'kept_by_pair': {'pair': ['reporter', 'partner']}}) }}
{{ kept_by_pair() }}

with

facts as (

    select
        *,
        coalesce(side_country, side) as books
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin in ('observation', 'curated')
        and status in ('actual', 'preliminary', 'estimate')
        and slice_key is not null
        and value is not null
        and not {{ stands_back() }}
        and {{ is_fresh('reporter', 'partner', ref('fct_trade_value')) }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

months as (

    select * from facts
    where period_kind = 'month'

),

longer as (

    select
        facts.*,
        periods.months
    from facts
    inner join periods
        on facts.period_key = periods.period_key
    where facts.period_kind in ('quarter', 'half', 'ytd', 'year')

),

-- A series that is cut off is not compared.
summed as (

    select
        longer.assertion_key,
        longer.source,
        longer.reporter,
        longer.partner,
        longer.period_key,
        longer.value,
        longer.low,
        longer.high,
        sum(months.value) as months_value,
        sum(months.low) as months_low,
        sum(months.high) as months_high
    from longer
    inner join months
        on longer.slice_key = months.slice_key
        and longer.source = months.source
        and longer.books = months.books
        and longer.valuation = months.valuation
        and longer.unit = months.unit
        and longer.period_start <= months.period_start
        and longer.period_end >= months.period_end
    group by
        longer.assertion_key, longer.source, longer.reporter, longer.partner, longer.period_key,
        longer.value, longer.low, longer.high, longer.months
    having count(distinct months.period_key) = longer.months
        and count(*) = longer.months

),

final as (

    select *
    from summed
    where high <= months_low
        or low >= months_high

)

select * from final
