with

rates as (

    select * from {{ ref('int_fx_rate') }}
    where rate_type like 'average%'
        and recorded_to = {{ open_end() }}
        and rate > 0

),

sources as (

    select * from {{ ref('sources') }}

),

-- Dollars for one unit of a currency, whichever way round the rate is printed.
both_ways as (

    select
        rates.*,
        quote_currency as unit,
        1.0 / rate as usd_per_unit
    from rates
    where currency = 'USD'

    union all

    select
        rates.*,
        currency as unit,
        rate as usd_per_unit
    from rates
    where quote_currency = 'USD'

),

-- A mean weighted with the trade is best; then who publishes it decides, then the newest.
ranked as (

    select
        both_ways.*,
        row_number() over (
            partition by both_ways.unit, both_ways.period_start, both_ways.period_end
            order by
                case both_ways.rate_type
                    when 'average_weighted' then 1
                    when 'average_arithmetic' then 2
                    when 'average_geometric' then 3
                    else 4
                end asc,
                case sources.kind
                    when 'official' then 1
                    when 'international' then 2
                    when 'estimate' then 3
                    else 4
                end asc,
                both_ways.published_at desc,
                both_ways.rate_key asc
        ) as choice
    from both_ways
    left join sources
        on both_ways.source = sources.source

),

final as (

    select
        unit,
        period_start,
        period_end,
        usd_per_unit,
        rate_key,
        rate_type,
        source
    from ranked
    where choice = 1

)

select * from final
