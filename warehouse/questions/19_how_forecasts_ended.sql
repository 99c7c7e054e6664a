-- 19. journalist: How did the forecasts and targets of officials end?
--
-- Each forecast or target beside what came out, by what is known now. `hit` means that the
-- intervals meet, `missed` that the outturn is wholly below, `exceeded` wholly above.
--
-- speaker = %
with
record as (
    select * from bi.forecast_record
),
final as (
    select
        coalesce(speaker_name, source_name) as said_by,
        published_at as said_at,
        status,
        reporter,
        partner,
        flow,
        scope,
        period,
        measure,
        value,
        low,
        high,
        unit,
        outturn,
        outturn_verdict,
        gap,
        result
    from record
    where not is_copy and coalesce(speaker_name, source_name) like $speaker
    -- One forecast that is kept under two speakers or scopes is told once, the fuller way.
    qualify
        row_number() over (
            partition by
                least(reporter, partner), greatest(reporter, partner), flow, period, measure,
                value, unit, published_at
            order by speaker_name nulls last, scope = 'unspecified', result, said_by
        ) = 1
)
select * from final
order by period, said_at, said_by, measure, flow, value, scope;
