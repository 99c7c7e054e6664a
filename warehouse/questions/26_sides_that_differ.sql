-- 26. risk: On which outturns of the last months do the two sides differ by more than some per cent?
--
-- Pairs of figures from the books of two countries, outturns only, for periods that ended within
-- the months before the release's newest knowledge; what another scope, period or flow explains is
-- left out. The alert sends the rows that it has not sent before; `alert_key` is what it remembers.
--
-- gap_pct = 5
-- months = 12
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
        disagreement_key as alert_key,
        reporter,
        partner,
        flow,
        commodity_key,
        period,
        side_country_low as books_low,
        value_low,
        source_name_low,
        source_url_low,
        side_country_high as books_high,
        value_high,
        source_name_high,
        source_url_high,
        unit,
        difference_pct,
        reason,
        rest
    from disagreements
    where
        measure = 'value'
        and status_low in ('actual', 'preliminary')
        and status_high in ('actual', 'preliminary')
        and side_country_low <> side_country_high
        and reason not in ('scope', 'copy', 'period', 'flow', 'arithmetic')
        and difference_pct > cast($gap_pct as double)
        and period_end > (select max(as_of) from disagreements) - to_months(cast($months as integer))
)
select * from final
order by difference_pct desc, alert_key;
