-- 37. engineer: Which claims did one extractor version add, drop or alter against another on the same documents?
--
-- Versions as `fct_claim` shows them; only documents that both have read. Empty while the archive
-- holds one version. `tradebooks claims diff` compares against the installed extractor instead.
--
-- old = en-4/clean-1
-- new = en-5/clean-1
with
readings as (
    select
        *,
        concat_ws(
            '|', measure, flow, reporter, partner, value, value_high, unit, bound, period_key,
            base_period_key, scope, basis, commodity_key, status
        ) as reading
    from fct_claim
    where extractor_version in ($old, $new)
),
documents as (
    select document_key
    from readings
    group by document_key
    having count(distinct extractor_version) = 2
),
old as (
    select readings.* from readings
    inner join documents on readings.document_key = documents.document_key
    where readings.extractor_version = $old
),
new as (
    select readings.* from readings
    inner join documents on readings.document_key = documents.document_key
    where readings.extractor_version = $new
),
final as (
    select
        coalesce(old.document_key, new.document_key) as document_key,
        coalesce(old.claim_key, new.claim_key) as claim_key,
        case
            when old.claim_key is null then 'added'
            when new.claim_key is null then 'dropped'
            else 'altered'
        end as change,
        old.reading as old_reading,
        new.reading as new_reading,
        coalesce(new.quote, old.quote) as quote
    from old
    full outer join new on old.claim_key = new.claim_key
    where old.reading is distinct from new.reading
)
select * from final
order by document_key, change, claim_key, old_reading nulls first, new_reading nulls first;
