-- 14. sanctions: Which jumps from one period to the next are larger than trade usually makes?
--
-- Cells whose value is beyond the named factor of the period before. They stay in the facts;
-- `explanation` says what is known: a small base, a lasting change of level, or one odd period.
--
-- exporter = %
-- importer = %
with
jumps as (
    select * from meta.jumps_are_plausible
),
final as (
    select
        period_key as period,
        source,
        exporter,
        importer,
        flow,
        commodity_key,
        cast(previous_value as double) / 1e6 as previous_mn,
        cast(value as double) / 1e6 as value_mn,
        cast(next_value as double) / 1e6 as next_mn,
        unit,
        factor,
        explanation
    from jumps
    where exporter like $exporter and importer like $importer
)
select * from final
order by explanation, greatest(factor, 1 / factor) desc, period, exporter, importer;
