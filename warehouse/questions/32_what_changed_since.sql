-- 32. statistician: Which cells changed since a day, by how much, and what kind of change was it?
--
-- Revisions that this warehouse recorded since the day: `revised` is another number, `reprinted`
-- the same number with other decimals, `status` another observation status, `withdrawn` a deletion. Whether a
-- publisher announced it is not recorded.
--
-- since = 2026-10-02
-- source = %
with
revisions as (
    select * from bi.revisions
),
final as (
    select
        source_name,
        kind,
        reporter,
        partner,
        flow,
        commodity_key,
        period,
        previous_value,
        value,
        unit,
        change_pct,
        previous_published_at,
        published_at,
        recorded_from
    from revisions
    where recorded_from >= cast($since as timestamp) and source like $source
)
select * from final
order by abs(change_pct) desc nulls last, source_name, reporter, partner, flow, commodity_key, period;
