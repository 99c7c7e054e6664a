{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget('reporter', 'partner') }}",
    post_hook="{{ create_reader_macros(this, 'growth_') }}",
) }}
{{ kept_by_pair() }}

with

stated as (

    select * from {{ ref('int_growth_stated') }}

),

computed as (

    select * from {{ ref('int_growth_computed') }}

),

unioned as (

    select * from stated
    union all
    select * from computed

),

final as (

    select
        growth_key,
        statement_key,
        kind,
        assertion_key,
        numerator_key,
        denominator_key,
        slice_key,
        document_key,
        evidence_key,
        source,
        origin,

        reporter,
        partner,
        flow,
        exporter,
        importer,
        scope,
        basis,
        valuation,
        side,
        side_country,
        commodity_key,
        period_key,
        period_kind,
        period_start,
        period_end,
        base_period_key,
        base_period_start,
        base_period_end,
        unit,
        bound,
        status,
        speaker_key,
        cited_source,
        inferred,

        {{ money('growth_pct') }} as growth_pct,
        {{ money('low_pct') }} as low_pct,
        {{ money('high_pct') }} as high_pct,

        is_like_for_like,
        is_base_inferred,
        is_current,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from unioned

)

select * from final
