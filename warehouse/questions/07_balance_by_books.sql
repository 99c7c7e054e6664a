-- 7. economist: What is the trade balance by each side's books, and do they agree on the sign?
--
-- Exports minus imports of the reporter in one set of books of one source, goods only, and the
-- stated balances beside. `sign_agrees` compares all books of the year: false where one shows a
-- surplus and another a deficit, null where only one set of books speaks.
--
-- reporter = BLR
-- partner = RUS
-- from_year = 2010
with
flows as (
    select
        year,
        source_name,
        side_country,
        exporter,
        max(value_usd_mn) as value_usd_mn,
        max(low_usd) as low_usd,
        max(high_usd) as high_usd
    from bi.trade_values
    where
        is_current
        and period_kind = 'year'
        and scope = 'goods'
        and commodity_key = 'TOTAL'
        and status in ('actual', 'preliminary')
        and origin in ('observation', 'curated')
        and (exporter, importer) in (($reporter, $partner), ($partner, $reporter))
        and side_country is not null
        and year >= cast($from_year as integer)
    group by year, source_name, side_country, exporter
),
computed as (
    select
        outgoing.year,
        outgoing.side_country as books,
        outgoing.source_name,
        'exports minus imports' as how,
        outgoing.value_usd_mn - incoming.value_usd_mn as balance_usd_mn,
        (outgoing.low_usd - incoming.high_usd) / 1e6 as low_usd_mn,
        (outgoing.high_usd - incoming.low_usd) / 1e6 as high_usd_mn
    from flows as outgoing
    inner join flows as incoming
        on
            outgoing.year = incoming.year
            and outgoing.source_name = incoming.source_name
            and outgoing.side_country = incoming.side_country
    where outgoing.exporter = $reporter and incoming.exporter = $partner
),
stated as (
    select
        year,
        side_country as books,
        source_name,
        'stated' as how,
        case when reporter = $reporter then value_usd_mn else -value_usd_mn end as balance_usd_mn,
        case when reporter = $reporter then low_usd else -high_usd end / 1e6 as low_usd_mn,
        case when reporter = $reporter then high_usd else -low_usd end / 1e6 as high_usd_mn
    from bi.trade_values
    where
        is_current
        and flow = 'balance'
        and status in ('actual', 'preliminary')
        and scope in ('goods', 'unspecified')
        and period_kind = 'year'
        and commodity_key = 'TOTAL'
        and (reporter, partner) in (($reporter, $partner), ($partner, $reporter))
        and year >= cast($from_year as integer)
),
balances as (
    select * from computed
    union all
    select * from stated
),
signs as (
    select
        year,
        count(*) as voices,
        max(sign(balance_usd_mn)) = min(sign(balance_usd_mn)) as is_same
    from balances
    group by year
),
final as (
    select
        balances.*,
        case when signs.voices > 1 then signs.is_same end as sign_agrees
    from balances
    inner join signs on balances.year = signs.year
)
select * from final
order by year, books nulls last, source_name, how, balance_usd_mn;
