-- 25. risk: What is one amount worth in another currency under every kind of rate?
--
-- The amount at each rate that the archive holds for the period: means of each kind, end of
-- period, spot. The facts use the mean of exactly that period; no row means that there is no rate.
--
-- amount = 1e9
-- currency = USD
-- quote_currency = BYN
-- period = 2019
with
rates as (
    select * from bi.fx_rates
),
final as (
    select
        rate_type,
        period,
        rate,
        cast($amount as double) * rate as worth,
        quote_currency,
        source_name,
        published_at
    from rates
    where
        is_current
        and currency = $currency
        and quote_currency = $quote_currency
        and rate is not null
        and (
            period = $period
            or (rate_type in ('spot', 'end_of_period') and starts_with(period, $period))
        )
)
select * from final
order by rate_type, source_name, period;
