with

facts as (

    select * from {{ ref('fct_trade_value') }}

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

speakers as (

    select * from {{ ref('dim_speaker') }}

),

final as (

    select
        facts.assertion_key,
        facts.statement_key,
        facts.slice_key,
        facts.document_key,
        facts.evidence_key,
        facts.origin,
        facts.source,
        sources.name_en as source_name,
        sources.kind as source_kind,
        facts.source_url,

        facts.reporter,
        reporters.name_en as reporter_name,
        facts.partner,
        partners.name_en as partner_name,
        facts.flow,
        facts.exporter,
        facts.importer,
        facts.scope,
        facts.basis,
        facts.valuation,
        facts.side,
        facts.side_country,
        facts.commodity_key,
        commodities.name_en as commodity,
        facts.commodity_edition,
        facts.period_key as period,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        cast(extract(year from facts.period_end) as {{ dbt.type_int() }}) as year,
        facts.unit,
        facts.bound,
        facts.status,
        facts.obs_status,
        facts.conf_status,
        speakers.name_en as speaker_name,
        facts.cited_source,
        facts.plausibility_note,
        facts.inferred,
        facts.additivity_set,

        {{ number('facts.value') }} as value,
        {{ number('facts.low') }} as low,
        {{ number('facts.high') }} as high,
        {{ number('facts.value_usd') }} as value_usd,
        {{ number('facts.value_usd / 1000000') }} as value_usd_mn,
        {{ number('facts.low_usd') }} as low_usd,
        {{ number('facts.high_usd') }} as high_usd,
        facts.fx_method,
        {{ number('facts.fx_usd_per_unit') }} as fx_usd_per_unit,
        facts.fx_rate_type,
        facts.fx_source,
        facts.usd_null_reason,

        facts.is_record,
        facts.is_converted,
        facts.is_current,

        facts.published_at,
        facts.published_precision,
        facts.vintage_no,
        facts.recorded_from,
        facts.recorded_to,
        facts.alternate_from,
        facts.alternate_to
    from facts
    left join countries as reporters
        on facts.reporter = reporters.country_code
    left join countries as partners
        on facts.partner = partners.country_code
    left join commodities
        on facts.commodity_key = commodities.commodity_key
    left join sources
        on facts.source = sources.source
    left join speakers
        on facts.speaker_key = speakers.speaker_key

)

select * from final
