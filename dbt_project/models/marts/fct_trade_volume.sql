{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
    post_hook="{{ create_reader_macros(this, 'volume_') }}",
) }}
{{ kept_by_pair() }}

with

assertions as (

    select * from {{ ref('int_assertion') }}
    where measure = 'value'
        and basis <> 'value'
        and (value is not null or vintage_no > 1)
        and {{ is_fresh('reporter', 'partner', ref('int_assertion')) }}

),

final as (

    select
        assertion_key,
        coalesce(observation_key, claim_key) as statement_key,
        observation_key,
        claim_key,
        vintage_no,
        slice_key,
        document_key,
        evidence_key,
        source,
        source_url,
        origin,

        reporter,
        partner,
        flow,
        exporter,
        importer,
        scope,
        basis,
        side,
        side_country,
        commodity_key,
        hs_codes,
        hs_method,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        bound,
        status,
        obs_status,
        conf_status,
        speaker_key,
        cited_source,
        inferred,

        {{ money('value') }} as value,
        {{ money('low') }} as low,
        {{ money('high') }} as high,
        plausibility_note,

        is_record,
        is_reviewed,
        is_plausible,
        is_current,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from assertions

)

select * from final
