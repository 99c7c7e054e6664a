{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    meta={'kept_by_pair': {'pair': ['exporter', 'importer']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

shares as (

    select * from {{ ref('int_composition_share') }}

),

keyed as (

    select
        *,
        case when is_computed then classification || ':residual' else commodity_key end
            as row_commodity_key,
        dense_rank() over (partition by level_key order by moment) as level_vintage
    from shares

),

final as (

    select
        {{ hash_key(['level_key', 'row_commodity_key', 'moment']) }} as composition_key,
        level_key,
        cast(level_vintage as {{ dbt.type_int() }}) as vintage_no,
        case when not is_computed then assertion_key end as assertion_key,
        total_assertion_key,
        document_key,
        evidence_key,
        source,
        origin,

        exporter,
        importer,
        row_commodity_key as commodity_key,
        classification,
        case when not is_computed then hs_codes end as hs_codes,
        case when not is_computed then hs_method end as hs_method,
        cast(commodity_level as {{ dbt.type_int() }}) as commodity_level,
        period_key,
        period_kind,
        period_start,
        period_end,
        scope,
        valuation,
        side_country,
        case when is_computed then 'residual' else kind end as kind,
        list_order,
        case when measure = 'value' then unit end as unit,
        case when is_computed then 'range' else bound end as bound,
        status,
        obs_status,
        conf_status,
        share_method,

        case when measure = 'value' then {{ money('part') }} end as value,
        case when measure = 'value' then {{ money('part_low') }} end as low,
        case when measure = 'value' then {{ money('part_high') }} end as high,
        {{ money('total') }} as total_value,
        {{ money('share_pct') }} as share_pct,

        is_computed,
        moment_end = {{ open_end() }} as is_current,

        level_published_at as published_at,
        published_precision,
        level_known_from as known_from,
        moment as recorded_from,
        moment_end as recorded_to
    from keyed

)

select * from final
