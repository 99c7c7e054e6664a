with

trade_values as (

    select * from {{ ref('trade_values') }}

),

-- Everything that cumulates from January, a quarter, a half and a year too: for reading in a row,
-- never for a sum.
final as (

    select
        statement_key,
        source,
        source_name,
        reporter,
        reporter_name,
        partner,
        partner_name,
        flow,
        scope,
        side_country,
        period,
        period_kind,
        year,
        cast(extract(month from period_end) as {{ dbt.type_int() }}) as to_month,
        unit,
        bound,
        status,
        speaker_name,
        value,
        low,
        high,
        value_usd,
        value_usd_mn,
        low_usd,
        high_usd,
        usd_null_reason,
        published_at
    from trade_values
    where is_current
        and origin <> 'derived'
        and commodity_key = 'TOTAL'
        and period_kind in ('ytd', 'quarter', 'half', 'year')
        and extract(month from period_start) = 1

)

select * from final
