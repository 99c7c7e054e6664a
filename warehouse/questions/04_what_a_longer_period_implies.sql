-- 4. economist: Are two cumulative figures consistent, and what do they imply for the month between?
--
-- The longer and the shorter period as known now, and their difference by interval arithmetic:
-- the month lies between (low of the longer less high of the shorter) and (high less low).
-- Consistent means that it can be positive. Growth of both periods stands beside.
--
-- reporter = BLR
-- partner = RUS
-- flow = turnover
-- shorter = 2025-01..2025-10
-- longer = 2025-01..2025-11
with
stated as (
    select
        period,
        period_end,
        value_usd_mn,
        low_usd / 1e6 as low_usd_mn,
        high_usd / 1e6 as high_usd_mn,
        scope,
        source_name,
        published_at
    from bi.trade_values
    where
        is_current
        and origin <> 'derived'
        and flow = $flow
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
        and ($flow in ('turnover', 'balance') or reporter = $reporter)
        and commodity_key = 'TOTAL'
        and status in ('actual', 'preliminary')
        and scope <> 'services'
        and period in ($shorter, $longer)
        and value_usd_mn is not null
),
growth as (
    select
        period,
        string_agg(distinct growth_pct || ' %', ', ' order by growth_pct || ' %') as growth
    from bi.growth
    where
        is_current
        and kind = 'stated'
        and commodity_key = 'TOTAL'
        and status not in ('forecast', 'target')
        and scope <> 'services'
        and flow = $flow
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
        and ($flow in ('turnover', 'balance') or reporter = $reporter)
        and period in ($shorter, $longer)
    group by period
),
final as (
    select distinct
        earlier.value_usd_mn as shorter_usd_mn,
        shorter_growth.growth as shorter_growth,
        earlier.source_name as shorter_source,
        later.value_usd_mn as longer_usd_mn,
        longer_growth.growth as longer_growth,
        later.source_name as longer_source,
        later.value_usd_mn - earlier.value_usd_mn as implied_usd_mn,
        later.low_usd_mn - earlier.high_usd_mn as implied_low_usd_mn,
        later.high_usd_mn - earlier.low_usd_mn as implied_high_usd_mn,
        later.high_usd_mn > earlier.low_usd_mn as is_consistent
    from stated as earlier
    inner join stated as later
        on
            earlier.period = $shorter
            and later.period = $longer
            and (
                earlier.scope = later.scope or 'unspecified' in (earlier.scope, later.scope)
            )
    left join growth as shorter_growth on shorter_growth.period = $shorter
    left join growth as longer_growth on longer_growth.period = $longer
)
select * from final
order by implied_low_usd_mn, implied_high_usd_mn, shorter_source, longer_source;
