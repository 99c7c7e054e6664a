-- 10. sanctions: For goods that the exporter hides, what do the importer's books show?
--
-- One row per commodity and year: both sides in million dollars, who printed a number, and the
-- ratio. `importer_only` rows are what the exporter does not show; `other_edition` rows have no
-- ratio, because their code can mean other goods in the other book. An empty answer means that the
-- archive holds no goods by the importer's books for this pair and time.
--
-- exporter = BLR
-- importer = RUS
-- from_year = 2015
with
mirror as (
    select * from bi.mirror_gap
),
final as (
    select
        period,
        commodity_key,
        commodity,
        availability,
        exporter_source,
        exporter_value / 1e6 as exporter_mn,
        importer_source,
        importer_value / 1e6 as importer_mn,
        unit,
        comparability,
        ratio,
        is_within_band
    from mirror
    where
        exporter = $exporter
        and importer = $importer
        and commodity_level > 0
        and importer_value is not null
        and period_kind = 'year'
        and year(period_end) >= cast($from_year as integer)
)
select * from final
order by period, commodity_key, exporter_source nulls last, importer_source nulls last;
