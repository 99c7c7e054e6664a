-- 20. journalist: Give the exact sentence, link, archived copy and hash for a number.
--
-- One row per statement with that number and period: the sentence with its offsets in the clean
-- text, the address, and the SHA-256 by which the archived body is named.
--
-- value = 49.2e9
-- unit = USD
-- period = 2025-01..2025-11
with
claims as (
    select * from bi.claims
),
documents as (
    select * from dim_document
),
final as (
    select
        claims.quote,
        claims.quote_start,
        claims.quote_end,
        claims.source_name,
        claims.source_url,
        claims.document_title,
        claims.published_at,
        documents.content_sha256,
        documents.bytes,
        claims.document_key,
        claims.claim_key,
        claims.extractor_version
    from claims
    inner join documents
        on claims.document_key = documents.document_key and documents.is_current
    where
        claims.is_current
        and claims.value = cast($value as double)
        and claims.unit = $unit
        and claims.period = $period
)
select * from final
order by published_at, claim_key;
