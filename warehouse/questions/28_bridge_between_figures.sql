-- 28. statistician: For a period, our figure, theirs and the joint one: what makes up the gap?
--
-- Every figure of the period beside the best one: as stated in its own currency, in the unit of the
-- answer (`adjusted`, by the mean rate of `rate_type` where it was converted), its weight, and what
-- is left (`gap_to_best`). A figure that was not used says why. Which reason closes the gap between
-- two of them is in question 3. An export is named from its exporter.
--
-- reporter = BLR
-- partner = RUS
-- flow = turnover
-- period = 2023
with
answers as (
    select *
    from bi.headline
    where
        flow = $flow
        and period = $period
        and commodity_key = 'TOTAL'
        and basis = 'value'
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
        and ($flow in ('turnover', 'balance') or reporter = $reporter)
),
inputs as (
    select * from fct_reconciliation_input
    where is_current and measure = 'value'
),
final as (
    select
        answers.scope,
        answers.best,
        answers.unit,
        said.side_country as books,
        said.source_name,
        said.speaker_name,
        said.status,
        cast(inputs.stated_value as double) as stated,
        inputs.stated_unit,
        inputs.rate_type,
        inputs.fx_rate,
        cast(inputs.adjusted_value as double) as adjusted,
        inputs.rung,
        inputs.weight,
        inputs.is_used,
        inputs.reason_unused,
        cast(inputs.gap_to_best as double) as gap_to_best
    from answers
    inner join inputs on answers.reconciliation_key = inputs.reconciliation_key
    inner join bi.trade_values as said on inputs.assertion_key = said.assertion_key
)
select * from final
order by scope, is_used desc, weight desc, stated, source_name, status, speaker_name;
