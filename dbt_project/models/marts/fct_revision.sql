{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

revisions as (

    select * from {{ ref('int_revision') }}

),

final as (

    select
        assertion_key,
        previous_assertion_key,
        observation_key,
        vintage_no,
        slice_key,
        document_key,
        source,
        origin,

        reporter,
        partner,
        flow,
        scope,
        basis,
        valuation,
        side_country,
        commodity_key,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        kind,
        previous_obs_status,
        obs_status,
        previous_conf_status,
        conf_status,

        {{ money('previous_value') }} as previous_value,
        {{ money('value') }} as value,
        {{ money('change_abs') }} as change_abs,
        cast(change_pct as decimal(28, 6)) as change_pct,
        cast(days_since_first as {{ dbt.type_int() }}) as days_since_first,

        is_first,
        is_latest,

        previous_published_at,
        published_at,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from revisions

)

select * from final
