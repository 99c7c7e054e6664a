{{ config(post_hook="{{ create_reader_macros(this, 'rates_') }}") }}

with

rates as (

    select * from {{ ref('int_fx_rate') }}

),

gaps as (

    select * from {{ ref('int_fx_gap') }}

),

printed as (

    select
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
        rate,
        resolution,
        case when rate is null then 'withdrawn' end as null_reason,
        note,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from rates

),

-- Where a publisher has ended its series there is a null with the reason, not simply no row.
missing as (

    select
        rate_key,
        cast(1 as {{ dbt.type_int() }}) as vintage_no,
        cast(null as {{ dbt.type_string() }}) as document_key,
        source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        currency,
        quote_currency,
        rate_type,
        period_key,
        period_kind,
        period_start,
        period_end,
        cast(null as {{ type_double() }}) as rate,
        cast(null as {{ type_double() }}) as resolution,
        null_reason,
        evidence as note,
        over_at as published_at,
        'day' as published_precision,
        over_at as known_from,
        {{ open_end() }} as known_to,
        recorded_from,
        {{ open_end() }} as recorded_to
    from gaps

),

rows_of_rates as (

    select * from printed
    union all
    select * from missing

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
        null_reason,
        note,
        recorded_to = {{ open_end() }} as is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from rows_of_rates

)

select * from final
