-- 1. economist: What was an export in a period, according to whom, and do the figures agree?
--
-- The first row of each scope is the answer of all statements together, with its verdict; below it
-- everybody who said a number, in million dollars, with whose books it comes from. `low` and `high`
-- are what the words and printed digits allow.
--
-- exporter = BLR
-- importer = RUS
-- period = 2025-01..2025-11
with
answers as (
    select
        scope,
        0 as line,
        'all together' as voice,
        side_country as books,
        best_usd_mn as value_usd_mn,
        low_usd_mn,
        high_usd_mn,
        verdict,
        sentence as evidence
    from bi.headline
    where
        exporter = $exporter
        and importer = $importer
        and period = $period
        and commodity_key = 'TOTAL'
        and basis = 'value'
),
voices as (
    select
        scope,
        1 as line,
        coalesce(speaker_name || ', ', '') || source_name as voice,
        side_country as books,
        value_usd_mn,
        low_usd / 1e6 as low_usd_mn,
        high_usd / 1e6 as high_usd_mn,
        status as verdict,
        source_url as evidence
    from bi.trade_values
    where
        is_current
        and origin <> 'derived'
        and exporter = $exporter
        and importer = $importer
        and period = $period
        and commodity_key = 'TOTAL'
),
final as (
    select * from answers
    union all
    select * from voices
)
select * exclude (line) from final
order by scope, line, value_usd_mn, voice, evidence;
