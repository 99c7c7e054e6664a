with

trade_values as (

    select * from {{ ref('trade_values') }}

),

final as (

    select
        additivity_set,
        source,
        source_name,
        exporter,
        importer,
        reporter,
        reporter_name,
        partner,
        partner_name,
        flow,
        scope,
        valuation,
        side_country,
        commodity_key,
        commodity,
        period,
        year,
        period_start,
        period_end,
        value_usd,
        value_usd_mn,
        low_usd,
        high_usd,
        published_at
    from trade_values
    where additivity_set is not null
        and period_kind = 'month'

)

select * from final
