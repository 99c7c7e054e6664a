-- 6. economist: What share of a country's exports goes to one partner, each year, and whose total is the denominator?
--
-- The share is made only where one source prints both the flow and the country's total to the
-- world, in the same books; its interval comes from both intervals. Stated shares stand beside.
--
-- exporter = BLR
-- importer = RUS
with
printed as (
    select
        source,
        source_name,
        period,
        side_country,
        importer,
        max(value_usd) as value_usd,
        max(low_usd) as low_usd,
        max(high_usd) as high_usd
    from bi.trade_values
    where
        is_current
        and exporter = $exporter
        and importer in ($importer, 'WLD')
        and commodity_key = 'TOTAL'
        and scope = 'goods'
        and period_kind = 'year'
        and origin in ('observation', 'curated')
        and status in ('actual', 'preliminary')
    group by source, source_name, period, side_country, importer
),
computed as (
    select
        part.period,
        100 * part.value_usd / whole.value_usd as share_pct,
        100 * part.low_usd / whole.high_usd as low_pct,
        100 * part.high_usd / whole.low_usd as high_pct,
        'computed' as kind,
        part.source_name as numerator_source,
        whole.source_name as denominator_source
    from printed as part
    inner join printed as whole
        on
            part.source = whole.source
            and part.period = whole.period
            and part.side_country is not distinct from whole.side_country
    where part.importer = $importer and whole.importer = 'WLD' and whole.value_usd > 0
),
stated as (
    select
        period,
        value as share_pct,
        low as low_pct,
        high as high_pct,
        'stated' as kind,
        source_name as numerator_source,
        coalesce(cited_source, source_name) as denominator_source
    from bi.claims
    where
        is_current
        and measure = 'share_pct'
        and share_of = 'total'
        and flow = 'export'
        and reporter = $exporter
        and partner = $importer
),
final as (
    select * from computed
    union all
    select * from stated
)
select * from final
order by period, kind, numerator_source, share_pct;
