with

places as (

    select * from {{ ref('int_claim_evidence') }}

),

final as (

    select
        assertion_key,
        claim_key,
        document_key,
        extractor_version,
        evidence_no,
        quote,
        quote_start,
        quote_end,
        anchor_text,
        anchor_start,
        anchor_end
    from places

)

select * from final
