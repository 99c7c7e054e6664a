-- 13. sanctions: Where did third countries' exports to one country rise while those to its neighbour fell?
--
-- Per exporter and goods: change of both flows between two years in the exporter's own books (or
-- the importers', where only they print). Rows in which one rose and the other fell come first;
-- an exporter of which one flow is missing is left out. No row means the archive lacks such flows.
--
-- risen_to = BLR
-- fallen_to = RUS
-- from_year = 2011
-- to_year = 2012
with
yearly as (
    select
        exporter,
        importer,
        commodity_key,
        commodity,
        source_name,
        side_country,
        year,
        max(value_usd_mn) as value_usd_mn
    from bi.trade_values
    where
        is_current
        and (alternate_to is null or alternate_to < timestamp '9999-12-31')
        and period_kind = 'year'
        and scope = 'goods'
        and importer in ($risen_to, $fallen_to)
        and exporter not in ($risen_to, $fallen_to, 'WLD')
        and origin in ('observation', 'curated')
        and year in (cast($from_year as integer), cast($to_year as integer))
    group by all
),
changes as (
    select
        exporter,
        importer,
        commodity_key,
        commodity,
        source_name,
        side_country,
        max(value_usd_mn) filter (where year = cast($from_year as integer)) as before_usd_mn,
        max(value_usd_mn) filter (where year = cast($to_year as integer)) as after_usd_mn
    from yearly
    group by all
    having count(distinct year) = 2
),
final as (
    select
        risen.exporter,
        risen.commodity,
        risen.source_name,
        risen.after_usd_mn - risen.before_usd_mn as change_to_first_usd_mn,
        100 * (risen.after_usd_mn / nullif(risen.before_usd_mn, 0) - 1) as growth_to_first_pct,
        fallen.after_usd_mn - fallen.before_usd_mn as change_to_second_usd_mn,
        100 * (fallen.after_usd_mn / nullif(fallen.before_usd_mn, 0) - 1) as growth_to_second_pct,
        risen.after_usd_mn > risen.before_usd_mn
        and fallen.after_usd_mn < fallen.before_usd_mn as is_detour
    from changes as risen
    inner join changes as fallen
        on
            risen.exporter = fallen.exporter
            and risen.commodity_key = fallen.commodity_key
            and risen.source_name = fallen.source_name
            and (risen.side_country = risen.exporter) = (fallen.side_country = fallen.exporter)
    where risen.importer = $risen_to and fallen.importer = $fallen_to
)
select * from final
order by is_detour desc, change_to_first_usd_mn desc, exporter, commodity, source_name;
