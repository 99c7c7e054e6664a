with

facts as (

    select * from {{ ref('fct_claim') }}

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

documents as (

    select * from {{ ref('dim_document') }}

),

final as (

    select
        facts.assertion_key,
        facts.claim_key,
        facts.document_key,
        facts.evidence_key,
        facts.source,
        sources.name_en as source_name,
        facts.source_url,
        documents.title as document_title,
        facts.extractor_version,
        facts.language,
        facts.ordinal,

        facts.measure,
        facts.flow,
        facts.reporter,
        reporters.name_en as reporter_name,
        facts.partner,
        partners.name_en as partner_name,
        facts.scope,
        facts.basis,
        facts.valuation,
        facts.side_country,
        facts.commodity_key,
        commodities.name_en as commodity,
        facts.commodity as commodity_phrase,
        facts.hs_codes,
        facts.hs_method,
        facts.period_key as period,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        facts.base_period_key as base_period,
        facts.unit,
        facts.bound,
        facts.status,
        facts.share_of,
        facts.list_order,
        speakers.name_en as speaker_name,
        speakers.post_en as speaker_post,
        facts.speaker,
        facts.cited_source,
        cited.name_en as cited_source_name,
        facts.inferred,

        {{ number('facts.value') }} as value,
        {{ number('facts.value_high') }} as value_high,
        {{ number('facts.low') }} as low,
        {{ number('facts.high') }} as high,
        facts.confidence,

        facts.quote,
        facts.quote_start,
        facts.quote_end,
        facts.evidence_count,

        facts.plausibility_note,
        facts.is_record,
        facts.is_reviewed,
        facts.is_plausible,
        documents.is_copy,
        facts.is_current,
        documents.is_adapted,

        facts.published_at,
        facts.published_precision,
        facts.vintage_no,
        facts.recorded_from,
        facts.recorded_to
    from facts
    left join countries as reporters
        on facts.reporter = reporters.country_code
    left join countries as partners
        on facts.partner = partners.country_code
    left join commodities
        on facts.commodity_key = commodities.commodity_key
    left join sources
        on facts.source = sources.source
    left join sources as cited
        on facts.cited_source_key = cited.source
    left join speakers
        on facts.speaker_key = speakers.speaker_key
    left join documents
        on facts.document_key = documents.document_key

)

select * from final
