{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['exporter', 'importer'], 'always': "commodity_key = 'TOTAL'"}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

gaps as (

    select * from {{ ref('int_mirror_gap') }}

),

final as (

    select
        {{ hash_key([
            'exporter', 'importer', 'scope', 'commodity_key', 'period_start', 'period_end', 'unit'
        ]) }} as mirror_key,
        exporter,
        importer,
        scope,
        commodity_key,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        availability,
        comparability,
        exporter_assertion_key,
        exporter_source,
        exporter_valuation,
        exporter_edition,
        importer_assertion_key,
        importer_source,
        importer_valuation,
        importer_edition,
        method,
        cast(method_version as {{ dbt.type_int() }}) as method_version,

        {{ money('exporter_value') }} as exporter_value,
        {{ money('importer_value') }} as importer_value,
        {{ money('gap') }} as gap,
        {{ money('gap_fob') }} as gap_fob,
        cast(ratio as decimal(28, 6)) as ratio,
        cast(cif_fob_factor as decimal(28, 6)) as cif_fob_factor,
        cast(band_low as decimal(28, 6)) as band_low,
        cast(band_high as decimal(28, 6)) as band_high,
        is_within_band,

        published_at,
        recorded_from
    from gaps

)

select * from final
