with

rates as (

    select * from {{ ref('fct_fx_rate') }}

),

sources as (

    select * from {{ ref('dim_source') }}

),

final as (

    select
        rates.rate_key,
        rates.currency,
        rates.quote_currency,
        rates.period_key as period,
        rates.period_kind,
        rates.period_start,
        rates.period_end,
        rates.rate_type,
        rates.source,
        sources.name_en as source_name,
        {{ number('rates.rate') }} as rate,
        rates.null_reason,
        rates.is_current,
        rates.vintage_no,
        rates.published_at,
        rates.published_precision,
        rates.recorded_from,
        rates.recorded_to
    from rates
    left join sources
        on rates.source = sources.source

)

select * from final
