-- 15. journalist: An official said "more than 60 billion": goods, or goods and services? Hope or outturn?
--
-- A card of each statement with that number: its scope, status, bound, period and whose books, and
-- which of these the words do not say (`inferred`).
--
-- value = 60e9
-- unit = USD
with
claims as (
    select * from bi.claims
),
final as (
    select
        value,
        unit,
        bound,
        low,
        high,
        scope,
        status,
        flow,
        reporter,
        partner,
        period,
        inferred,
        speaker_name,
        speaker_post,
        source_name,
        published_at,
        is_copy,
        quote,
        source_url
    from claims
    where is_current and value = cast($value as double) and unit = $unit
)
select * from final
order by published_at, source_name, period, quote;
