with

rates as (

    select * from {{ ref('int_fx_rate') }}

),

final as (

    select
        {{ hash_key(['rate_key', 'vintage_no']) }} as rate_vintage_key,
        rate_key,
        vintage_no,
        document_key,
        source,
        source_url,
        currency,
        quote_currency,
        rate_type,
        period_key,
        period_kind,
        period_start,
        period_end,
        cast(rate as decimal(28, 12)) as rate,
        cast(rate - coalesce(resolution, 0) / 2 as decimal(28, 12)) as low,
        cast(rate + coalesce(resolution, 0) / 2 as decimal(28, 12)) as high,
        note,
        recorded_to = {{ open_end() }} as is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from rates

)

select * from final
