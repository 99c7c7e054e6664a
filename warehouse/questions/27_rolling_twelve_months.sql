-- 27. risk: What is the turnover of the last twelve months, with and without services?
--
-- Goods: the sum of twelve months of one source and one side's books, both directions, only where
-- all twenty-four cells stand. Goods and services: what was stated for exactly these months. The
-- interval is the sum of the ends.
--
-- reporter = BLR
-- partner = RUS
with
months as (
    select
        source_name,
        side_country,
        period_start,
        period_end,
        count(*) as cells,
        sum(value_usd_mn) as value_usd_mn,
        sum(low_usd) / 1e6 as low_usd_mn,
        sum(high_usd) / 1e6 as high_usd_mn
    from bi.trade_monthly
    where
        (exporter, importer) in (($reporter, $partner), ($partner, $reporter))
        and commodity_key = 'TOTAL'
        and scope = 'goods'
    group by source_name, side_country, period_start, period_end
),
rolling as (
    select
        source_name,
        side_country,
        period_end,
        'goods' as scope,
        sum(cells) over twelve as cells,
        sum(value_usd_mn) over twelve as value_usd_mn,
        sum(low_usd_mn) over twelve as low_usd_mn,
        sum(high_usd_mn) over twelve as high_usd_mn
    from months
    window
        twelve as (
            partition by source_name, side_country
            order by period_start
            range between interval 11 months preceding and current row
        )
),
stated as (
    select
        source_name,
        side_country,
        period_end,
        scope,
        value_usd_mn,
        low_usd / 1e6 as low_usd_mn,
        high_usd / 1e6 as high_usd_mn
    from bi.trade_values
    where
        is_current
        and flow = 'turnover'
        and status in ('actual', 'preliminary')
        and period_kind in ('year', 'rolling_12m')
        and scope in ('goods', 'goods_and_services')
        and commodity_key = 'TOTAL'
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
),
final as (
    select
        period_end as twelve_months_to,
        scope,
        side_country as books,
        source_name,
        'summed' as how,
        value_usd_mn,
        low_usd_mn,
        high_usd_mn
    from rolling
    where cells = 24
    union all
    select
        period_end,
        scope,
        side_country,
        source_name,
        'stated',
        value_usd_mn,
        low_usd_mn,
        high_usd_mn
    from stated
)
select * from final
order by twelve_months_to desc, scope, books nulls last, source_name, how, value_usd_mn;
