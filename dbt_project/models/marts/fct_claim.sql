{{ config(post_hook="{{ create_reader_macros(this, 'claims_') }}") }}

with

claims as (

    select * from {{ ref('int_claim_reviewed') }}

),

assertions as (

    select * from {{ ref('int_assertion') }}

),

evidence as (

    select
        assertion_key,
        count(*) as evidence_count
    from {{ ref('int_claim_evidence') }}
    group by assertion_key

),

-- A balance is turned round in the facts; here it stands as it was said, with its own interval.
final as (

    select
        claims.assertion_key,
        claims.claim_key as statement_key,
        claims.claim_key,
        claims.vintage_no,
        assertions.slice_key,
        claims.document_key,
        assertions.evidence_key,
        claims.source,
        claims.url as source_url,
        claims.extractor_version,
        claims.language,
        claims.ordinal,

        claims.measure,
        claims.flow,
        claims.reporter,
        claims.partner,
        claims.scope,
        claims.basis,
        claims.valuation,
        claims.side as stated_side,
        assertions.side_country,
        assertions.commodity_key,
        nullif(claims.commodity, '') as commodity,
        assertions.hs_codes,
        assertions.hs_method,
        assertions.period_key,
        assertions.period_kind,
        claims.period_start,
        claims.period_end,
        assertions.base_period_key,
        claims.base_period_start,
        claims.base_period_end,
        claims.unit,
        claims.bound,
        claims.status,
        claims.share_of,
        claims.list_order,
        assertions.speaker_key,
        claims.speaker,
        claims.cited_source,
        assertions.cited_source_key,
        assertions.inferred,

        {{ money('claims.value') }} as value,
        {{ money('claims.value_high') }} as value_high,
        {{ money('claims.resolution') }} as resolution,
        case
            when assertions.value = -1 * claims.value then {{ money('-1 * assertions.high') }}
            else {{ money('assertions.low') }}
        end as low,
        case
            when assertions.value = -1 * claims.value then {{ money('-1 * assertions.low') }}
            else {{ money('assertions.high') }}
        end as high,
        claims.confidence,

        claims.quote,
        claims.quote_start,
        claims.quote_end,
        claims.anchor_text,
        claims.anchor_start,
        claims.anchor_end,
        cast(evidence.evidence_count as {{ dbt.type_int() }}) as evidence_count,

        assertions.plausibility_note,
        claims.is_record,
        claims.is_reviewed,
        assertions.is_plausible,
        assertions.is_current,

        claims.published_at,
        claims.published_precision,
        claims.known_from,
        claims.known_to,
        claims.recorded_from,
        claims.recorded_to
    from claims
    inner join assertions
        on claims.assertion_key = assertions.assertion_key
    inner join evidence
        on claims.assertion_key = evidence.assertion_key

)

select * from final
