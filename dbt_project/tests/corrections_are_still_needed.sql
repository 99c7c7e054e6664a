-- A correction was written against one reading. It fails when the newest extractor reads something
-- else there, the corrected value among it, or nothing: then a person has to look again.

with

newest as (

    select
        document_key,
        extractor_version
    from (
        select
            document_key,
            extractor_version,
            row_number() over (partition by document_key order by run_no desc) as choice
        from {{ ref('int_extraction') }}
    ) as runs
    where choice = 1

),

claims as (

    select * from {{ ref('stg_trade_claim') }}

),

current_claims as (

    select claims.*
    from claims
    inner join newest
        on claims.document_key = newest.document_key
        and claims.extractor_version = newest.extractor_version

),

texts as (
    {{ claim_texts('current_claims', 'document_key') }}

),

corrections as (

    select
        *,
        {{ correction_text('expected') }} as expected_text
    from {{ ref('claim_corrections') }}

)

select
    corrections.claim_key,
    corrections.field,
    corrections.expected,
    corrections.corrected,
    texts.stated as read_now
from corrections
left join texts
    on corrections.claim_key = texts.claim_key
    and corrections.field = texts.field
where corrections.claim_key in (select claim_key from claims)
    and (
        texts.claim_key is null
        or coalesce(texts.stated, '') <> coalesce(corrections.expected_text, '')
    )
