{{ config(post_hook="{{ create_reader_macros(this, 'claims_') }}") }}

with

claims as (

    select * from {{ ref('int_claim') }}

),

assertions as (

    select * from {{ ref('int_assertion') }}

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
        nullif(claims.hs_codes, '') as hs_codes,
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

        claims.is_record,
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

)

select * from final
