with

facts as (

    select * from {{ ref('fct_export_composition') }}

),

countries as (

    select * from {{ ref('dim_country') }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

sources as (

    select * from {{ ref('dim_source') }}

),

final as (

    select
        facts.composition_key,
        facts.level_key,
        facts.document_key,
        facts.evidence_key,
        facts.origin,
        facts.source,
        sources.name_en as source_name,

        facts.exporter,
        exporters.name_en as exporter_name,
        facts.importer,
        importers.name_en as importer_name,
        facts.classification,
        facts.commodity_edition,
        facts.hs_codes,
        facts.hs_method,
        facts.commodity_level,
        facts.commodity_key,
        commodities.name_en as commodity,
        facts.period_key as period,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        cast(extract(year from facts.period_end) as {{ dbt.type_int() }}) as year,
        facts.scope,
        facts.side_country,
        facts.kind,
        facts.list_order,
        facts.unit,
        facts.status,
        facts.conf_status,

        {{ number('facts.value') }} as value,
        case when facts.unit = 'USD' then {{ number('facts.value / 1000000') }} end as value_usd_mn,
        {{ number('facts.low') }} as low,
        {{ number('facts.high') }} as high,
        {{ number('facts.total_value') }} as total_value,
        {{ number('facts.share_pct') }} as share_pct,

        facts.kind = 'residual' as is_residual,
        facts.is_computed,
        facts.is_current,

        facts.published_at,
        facts.vintage_no,
        facts.recorded_from,
        facts.recorded_to
    from facts
    left join countries as exporters
        on facts.exporter = exporters.country_code
    left join countries as importers
        on facts.importer = importers.country_code
    left join commodities
        on facts.commodity_key = commodities.commodity_key
    left join sources
        on facts.source = sources.source

)

select * from final
