-- 3. economist: How much of the difference between two figures of a turnover is services, and how much is left?
--
-- Pairs of outturns for the period that do not meet, largest difference first: the first reason that
-- closes the gap, what it explains, and the rest. Services alone are a part and not set against all.
--
-- reporter = BLR
-- partner = RUS
-- period = 2023
with
-- Two readings of one sentence are one voice.
repeated as (
    select assertion_key
    from fct_reconciliation_input
    where is_current and reason_unused = 'same_evidence'
),
disagreements as (
    select * from bi.disagreements
    where
        assertion_key_low not in (select assertion_key from repeated)
        and assertion_key_high not in (select assertion_key from repeated)
),
final as (
    select
        value_low_usd_mn,
        scope_low,
        side_country_low as books_low,
        coalesce(speaker_name_low || ', ', '') || source_name_low as said_by_low,
        value_high_usd_mn,
        scope_high,
        side_country_high as books_high,
        coalesce(speaker_name_high || ', ', '') || source_name_high as said_by_high,
        difference_usd_mn,
        reason,
        explained_usd_mn,
        rest_usd_mn
    from disagreements
    where
        measure = 'value'
        and flow = 'turnover'
        and commodity_key = 'TOTAL'
        and period = $period
        and status_low in ('actual', 'preliminary')
        and status_high in ('actual', 'preliminary')
        and 'services' not in (scope_low, scope_high)
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
)
select * from final
order by
    difference_usd_mn desc, reason, said_by_low, said_by_high, value_low_usd_mn, rest_usd_mn;
