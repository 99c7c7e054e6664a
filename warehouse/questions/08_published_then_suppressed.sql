-- 8. sanctions: Which levels of detail of a flow were published in one year and are withheld since?
--
-- Per source and level of detail: what was printed in the year, the last period with a number, and
-- what stands there since. `suppressed` means that the numbers exist and are withheld;
-- `aggregate_only` that only totals came back; `not_asked` that no answer in the archive covers it.
-- The bundled archive has totals only, no sections, of this pair's years.
--
-- exporter = BLR
-- importer = RUS
-- year = 2021
with
calendar as (
    select * from bi.availability_calendar
    where (reporter, partner) in (($exporter, $importer), ($importer, $exporter))
),
printed as (
    select
        source,
        source_name,
        reporter,
        detail,
        count(*) as periods_in_year,
        sum(printed_cells) as cells_in_year,
        sum(suppressed_cells) as withheld_cells_in_year
    from calendar
    where year(period_end) = cast($year as integer) and printed_cells > 0
    group by source, source_name, reporter, detail
),
since as (
    select
        source,
        reporter,
        detail,
        max(period_end) filter (where status = 'published') as last_published,
        min(period_start) filter (
            where status in ('suppressed', 'aggregate_only') and year(period_end) > cast($year as integer)
        ) as withheld_from,
        string_agg(distinct status, ', ' order by status) filter (
            where year(period_end) > cast($year as integer)
        ) as status_since,
        min(reason) filter (where year(period_end) > cast($year as integer)) as reason
    from calendar
    group by source, reporter, detail
),
final as (
    select
        printed.source_name,
        printed.reporter,
        printed.detail,
        printed.periods_in_year,
        printed.cells_in_year,
        printed.withheld_cells_in_year,
        since.last_published,
        since.withheld_from,
        since.status_since,
        since.reason
    from printed
    inner join since
        on
            printed.source = since.source
            and printed.reporter = since.reporter
            and printed.detail = since.detail
)
select * from final
order by source_name, reporter, detail;
