with

claims as (

    select * from {{ ref('int_claim_reviewed') }}

),

repetitions as (

    select * from {{ ref('stg_claim_evidence') }}

),

-- The place that a claim was read from comes first.
first_places as (

    select
        assertion_key,
        claim_key,
        document_key,
        extractor_version,
        1 as evidence_no,
        quote,
        quote_start,
        quote_end,
        anchor_text,
        anchor_start,
        anchor_end
    from claims

),

further_places as (

    select
        claims.assertion_key,
        claims.claim_key,
        claims.document_key,
        claims.extractor_version,
        repetitions.evidence_no,
        repetitions.quote,
        repetitions.quote_start,
        repetitions.quote_end,
        repetitions.anchor_text,
        repetitions.anchor_start,
        repetitions.anchor_end
    from claims
    inner join repetitions
        on claims.claim_key = repetitions.claim_key
        and claims.document_key = repetitions.document_key
        and claims.extractor_version = repetitions.extractor_version

),

final as (

    select * from first_places
    union all
    select * from further_places

)

select * from final
