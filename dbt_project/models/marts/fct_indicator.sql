{{ config(post_hook="{{ create_reader_macros(this, 'indicators_') }}") }}

with

indicators as (

    select * from {{ ref('int_indicator') }}

),

final as (

    select
        {{ hash_key(['indicator_key', 'vintage_no']) }} as indicator_vintage_key,
        indicator_key,
        vintage_no,
        document_key,
        source,
        indicator,
        indicator_name,
        country,
        partner,
        flow,
        scope,
        unit,
        period_key,
        period_kind,
        period_start,
        period_end,
        {{ money('value') }} as value,
        obs_status,
        is_denominator,
        is_withdrawn,
        recorded_to = {{ open_end() }} as is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from indicators

)

select * from final
