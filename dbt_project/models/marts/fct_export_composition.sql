{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['exporter', 'importer']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

{%- set shared = [
    'level_key', 'moment', 'moment_end', 'total_assertion_key', 'document_key', 'evidence_key',
    'source', 'origin', 'exporter', 'importer', 'classification', 'commodity_edition',
    'commodity_level', 'period_key',
    'period_kind', 'period_start', 'period_end', 'scope', 'valuation', 'side_country', 'measure',
    'unit', 'status', 'obs_status', 'conf_status', 'part', 'part_low', 'part_high', 'total',
    'share_pct', 'level_published_at', 'published_precision', 'level_known_from',
] %}

with

shares as (

    select * from {{ ref('int_composition_share') }}

),

sections as (

    select * from {{ ref('int_composition_section') }}

),

members as (

    select
        {%- for column in shared %}
        {{ column }},
        {%- endfor %}
        case when not is_computed then assertion_key end as assertion_key,
        case when not is_computed then hs_codes end as hs_codes,
        case when not is_computed then hs_method end as hs_method,
        list_order,
        share_method,
        case when is_computed then 'range' else bound end as bound,
        case when is_computed then 'residual' else kind end as kind,
        case when is_computed then classification || ':residual' else commodity_key end
            as commodity_key,
        is_computed
    from shares

    union all

    select
        {%- for column in shared %}
        {{ column }},
        {%- endfor %}
        cast(null as {{ dbt.type_string() }}) as assertion_key,
        cast(null as {{ dbt.type_string() }}) as hs_codes,
        cast(null as {{ dbt.type_string() }}) as hs_method,
        cast(null as {{ dbt.type_int() }}) as list_order,
        'computed' as share_method,
        'range' as bound,
        kind,
        commodity_key,
        true as is_computed
    from sections

),

keyed as (

    select
        *,
        dense_rank() over (partition by level_key order by moment) as level_vintage
    from members

),

final as (

    select
        {{ hash_key(['level_key', 'commodity_key', 'moment']) }} as composition_key,
        level_key,
        cast(level_vintage as {{ dbt.type_int() }}) as vintage_no,
        assertion_key,
        total_assertion_key,
        document_key,
        evidence_key,
        source,
        origin,

        exporter,
        importer,
        commodity_key,
        classification,
        commodity_edition,
        hs_codes,
        hs_method,
        cast(commodity_level as {{ dbt.type_int() }}) as commodity_level,
        period_key,
        period_kind,
        period_start,
        period_end,
        scope,
        valuation,
        side_country,
        kind,
        list_order,
        case when measure = 'value' then unit end as unit,
        bound,
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
