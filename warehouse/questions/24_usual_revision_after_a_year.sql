-- 24. risk: By how much are the first prints of a source usually revised?
--
-- Of every cell that was ever revised: its first number against the last one within the days
-- asked. `cells` counts all cells of the source and kind of period, revised or not; the median and
-- the 90th percentile are over the revised ones. A statement is never revised, only contradicted. Ask `within_days=365`
-- for the first twelve months; the archive's two editions are five years apart.
--
-- source = %
-- within_days = 3650
with
revisions as (
    select
        source,
        source_name,
        period_kind,
        observation_key,
        min_by(previous_value, published_at) as first_value,
        max_by(value, published_at) as last_value
    from bi.revisions
    where
        source like $source
        and kind in ('revised', 'reprinted')
        and days_since_first <= cast($within_days as integer)
    group by source, source_name, period_kind, observation_key
),
changes as (
    select
        *,
        abs(100 * (last_value / nullif(first_value, 0) - 1)) as change_pct
    from revisions
),
cells as (
    select
        source,
        period_kind,
        count(distinct statement_key) as cells
    from bi.trade_values
    where origin in ('observation', 'curated')
    group by source, period_kind
),
final as (
    select
        changes.source_name,
        changes.period_kind,
        any_value(cells.cells) as cells,
        count(*) as revised_cells,
        quantile_cont(changes.change_pct, 0.5) as median_change_pct,
        quantile_cont(changes.change_pct, 0.9) as p90_change_pct,
        max(changes.change_pct) as largest_change_pct
    from changes
    left join cells on changes.source = cells.source and changes.period_kind = cells.period_kind
    group by changes.source_name, changes.period_kind
)
select * from final
order by source_name, period_kind;
