-- 23. risk: How wide is the disagreement today, and is it growing?
--
-- One row per day on which something new was known of the pair: answers, those with several voices,
-- the share in conflict, and the median spread between books. Read downwards.
--
-- reporter = BLR
-- partner = RUS
with
quality as (
    select * from bi.reconciliation_quality
),
final as (
    select
        as_of,
        answer_count,
        several_voices_count,
        conflict_count,
        conflict_share_pct,
        median_spread_pct,
        disagreement_count,
        unexplained_count,
        conflict_share_pct - lag(conflict_share_pct) over (order by as_of) as change_in_share_pct
    from quality
    where pair_group in ($reporter || '-' || $partner, $partner || '-' || $reporter)
)
select * from final
order by as_of;
