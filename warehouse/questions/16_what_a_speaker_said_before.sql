-- 16. journalist: Has this speaker given another number for the same period before?
--
-- Statements of one speaker about one quantity and period in order of time, with the number said
-- before. `is_other_number` is true where the two intervals do not meet.
--
-- speaker = %
with
statements as (
    select distinct
        speaker_name,
        reporter,
        partner,
        flow,
        scope,
        basis,
        measure,
        commodity_key,
        period,
        base_period,
        unit,
        status,
        value,
        low,
        high,
        evidence_key,
        published_at,
        source_name,
        quote
    from bi.claims
    where is_current and not is_copy and speaker_name like $speaker and value is not null
),
ordered as (
    select
        *,
        lag(value) over said as value_before,
        lag(low) over said as low_before,
        lag(high) over said as high_before,
        lag(published_at) over said as published_before
    from statements
    window
        said as (
            partition by
                speaker_name, reporter, partner, flow, scope, basis, measure, commodity_key,
                period, base_period, unit
            order by published_at, evidence_key, value
        )
),
final as (
    select
        speaker_name,
        flow,
        reporter,
        partner,
        scope,
        period,
        measure,
        status,
        value_before,
        published_before as said_before_at,
        value,
        unit,
        published_at as said_at,
        not (low < high_before and low_before < high) as is_other_number,
        source_name,
        quote
    from ordered
    where value_before is not null
)
select * from final
order by speaker_name, period nulls last, said_at, flow, value;
