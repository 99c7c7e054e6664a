-- 31. statistician: Do twelve months add up to the year, both as they stand now?
--
-- One row per source, books and flow: years of which the source prints both all twelve months and
-- the year, how many fit within rounding, and how many do not. `only_months` years have no printed
-- year to compare with. `largest_gap_pct` is how far off the worst year is.
--
-- reporter = BLR
-- partner = RUS
with
cells as (
    select
        source_name,
        side_country,
        exporter,
        importer,
        year,
        period_kind,
        period_start,
        max(low_usd) as low_usd,
        max(high_usd) as high_usd
    from bi.trade_values
    where
        is_current
        and period_kind in ('month', 'year')
        and origin in ('observation', 'curated')
        and scope = 'goods'
        and commodity_key = 'TOTAL'
        and (exporter, importer) in (($reporter, $partner), ($partner, $reporter))
    group by all
),
years as (
    select
        source_name,
        side_country,
        exporter,
        importer,
        year,
        count(*) filter (where period_kind = 'month') as months,
        sum(low_usd) filter (where period_kind = 'month') as months_low,
        sum(high_usd) filter (where period_kind = 'month') as months_high,
        max(low_usd) filter (where period_kind = 'year') as year_low,
        max(high_usd) filter (where period_kind = 'year') as year_high
    from cells
    group by all
),
final as (
    select
        source_name,
        side_country as books,
        exporter,
        importer,
        count(*) filter (where months = 12 and year_low is not null) as compared,
        count(*) filter (
            where months = 12 and months_low < year_high and year_low < months_high
        ) as fitting,
        count(*) filter (
            where months = 12 and not (months_low < year_high and year_low < months_high)
        ) as failing,
        count(*) filter (where months = 12 and year_low is null) as only_months,
        max(abs(100 * ((months_low + months_high) / (year_low + year_high) - 1)))
            filter (where months = 12) as largest_gap_pct
    from years
    where months > 0
    group by source_name, side_country, exporter, importer
)
select * from final
order by failing desc, source_name, books, exporter;
