-- 9. sanctions: How large is the hidden residual in an export, period by period?
--
-- One row per source, level and period: the withheld, unclassified or computed rest in million
-- dollars and as a share of the level's total. A period without a row has no published level.
--
-- exporter = BLR
-- importer = RUS
with
composition as (
    select * from bi.export_composition
),
final as (
    select
        period,
        period_kind,
        side_country as books,
        source_name,
        classification,
        commodity_level,
        sum(value_usd_mn) filter (where is_residual) as residual_usd_mn,
        sum(share_pct) filter (where is_residual) as residual_share_pct,
        max(total_value) / 1e6 as total_mn,
        any_value(unit) as unit,
        bool_or(is_computed and is_residual) as has_computed_rest
    from composition
    where is_current and exporter = $exporter and importer = $importer and kind <> 'listed'
    group by
        period, period_kind, side_country, source_name, classification, commodity_level, level_key
    having count(*) filter (where is_residual) > 0
)
select * from final
order by period, source_name, classification, commodity_level, books nulls last;
