-- A value in dollars, or the reason why there is none: never both, never neither; and a converted
-- value names the mean rate of its period.

select *
from {{ ref('fct_trade_value') }}
where {{ is_fresh('reporter', 'partner', ref('fct_trade_value')) }}
    and (
        (value_usd is null) = (usd_null_reason is null)
        or (value_usd is not null and fx_method is null)
        or (fx_method = 'period_mean' and (fx_rate_key is null or fx_rate_type not like 'average%'))
        or (unit = 'USD' and value_usd <> value)
        or usd_null_reason not in ('no_value', 'not_a_currency', 'no_period', 'no_period_mean_rate')
    )
