-- What was converted into dollars names rate, kind of mean and source, and is the value times the rate.

with

converted as (

    select * from {{ ref('fct_trade_value') }}
    where unit <> 'USD'
        and value_usd is not null

),

rates as (

    select
        rate_key,
        source,
        rate_type
    from {{ ref('fct_fx_rate') }}
    where is_current

)

select converted.*
from converted
left join rates
    on converted.fx_rate_key = rates.rate_key
where rates.rate_key is null
    or converted.fx_method is null
    or converted.fx_usd_per_unit is null
    or coalesce(converted.fx_source, '') <> rates.source
    or coalesce(converted.fx_rate_type, '') <> rates.rate_type
    or abs(converted.value_usd - converted.value * converted.fx_usd_per_unit)
    > abs(converted.value_usd) * 0.000001 + 1
