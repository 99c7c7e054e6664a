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

currencies as (

    select * from {{ ref('currencies') }}

),

-- Dollars for one unit of a currency, whichever way round the rate is printed.
both_ways as (

    select
        rates.*,
        quote_currency as unit,
        1.0 / rate as usd_per_unit,
        false as is_redenominated
    from rates
    where currency = 'USD'

    union all

    select
        rates.*,
        currency as unit,
        rate as usd_per_unit,
        false as is_redenominated
    from rates
    where quote_currency = 'USD'

),

-- Today's unit for a year in which an older one was in use (one BYN is 10 000 BYR): the old mean
-- times the ratio, where nobody printed it in the later unit.
all_units as (

    select * from both_ways

    union all

    select
        both_ways.rate_key,
        both_ways.vintage_no,
        both_ways.document_key,
        both_ways.source,
        both_ways.source_url,
        both_ways.currency,
        both_ways.quote_currency,
        both_ways.rate_type,
        both_ways.period_key,
        both_ways.period_kind,
        both_ways.period_start,
        both_ways.period_end,
        both_ways.note,
        both_ways.rate,
        both_ways.resolution,
        both_ways.published_at,
        both_ways.published_precision,
        both_ways.known_from,
        both_ways.known_to,
        both_ways.recorded_from,
        both_ways.recorded_to,
        currencies.code as unit,
        both_ways.usd_per_unit * currencies.redenomination as usd_per_unit,
        true as is_redenominated
    from both_ways
    inner join currencies
        on both_ways.unit = currencies.predecessor

),

-- A mean weighted with the trade is best; then who publishes it decides, then the newest.
ranked as (

    select
        all_units.*,
        row_number() over (
            partition by all_units.unit, all_units.period_start, all_units.period_end
            order by
                all_units.is_redenominated asc,
                case all_units.rate_type
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
                all_units.published_at desc,
                all_units.rate_key asc
        ) as choice
    from all_units
    left join sources
        on all_units.source = sources.source

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
