with

gaps as (

    select * from {{ ref('fct_mirror_gap') }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

final as (

    select
        gaps.exporter,
        gaps.importer,
        gaps.scope,
        gaps.commodity_key,
        commodities.name_en as commodity,
        commodities.commodity_level,
        gaps.period_key as period,
        gaps.period_kind,
        gaps.period_start,
        gaps.period_end,
        gaps.unit,
        gaps.availability,
        gaps.comparability,
        gaps.exporter_source,
        gaps.exporter_valuation,
        gaps.exporter_edition,
        gaps.importer_source,
        gaps.importer_valuation,
        gaps.importer_edition,
        gaps.method,
        gaps.method_version,
        {{ number('gaps.exporter_value') }} as exporter_value,
        {{ number('gaps.importer_value') }} as importer_value,
        {{ number('gaps.gap') }} as gap,
        {{ number('gaps.gap_fob') }} as gap_fob,
        {{ number('gaps.ratio') }} as ratio,
        {{ number('gaps.cif_fob_factor') }} as cif_fob_factor,
        {{ number('gaps.band_low') }} as band_low,
        {{ number('gaps.band_high') }} as band_high,
        gaps.is_within_band
    from gaps
    left join commodities
        on gaps.commodity_key = commodities.commodity_key

)

select * from final
