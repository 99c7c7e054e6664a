-- 18. journalist: Which "record" claims were true at the moment they were said?
--
-- Each statement that calls its number a record, beside the greatest number for an earlier period
-- of the same length that was known on that day. `was_record` is null where nothing earlier was
-- known, true where the whole interval lies above, false where it lies below.
with
claims as (
    select *
    from bi.claims
    where is_current and is_record and measure = 'value' and period_start is not null
),
known as (
    select *
    from bi.trade_values
    where status in ('actual', 'preliminary') and period_start is not null
),
compared as (
    select
        claims.assertion_key,
        max_by(known.period, known.low) as highest_before_period,
        max_by(known.value, known.low) as highest_before,
        max_by(known.source_name, known.low) as highest_before_source,
        max(known.low) as highest_low,
        max(known.high) as highest_high
    from claims
    left join known
        on
            claims.unit = known.unit
            and claims.flow = known.flow
            and least(claims.reporter, claims.partner) = least(known.reporter, known.partner)
            and greatest(claims.reporter, claims.partner)
            = greatest(known.reporter, known.partner)
            and claims.commodity_key = known.commodity_key
            and (claims.flow = 'turnover' or claims.reporter = known.reporter)
            and (claims.scope = known.scope or 'unspecified' in (claims.scope, known.scope))
            and claims.period_kind = known.period_kind
            and (
                claims.period_kind <> 'ytd'
                or month(claims.period_end) = month(known.period_end)
            )
            and known.period_end < claims.period_start
            and known.published_at <= claims.published_at
    group by claims.assertion_key
),
final as (
    select
        claims.reporter,
        claims.partner,
        claims.flow,
        claims.scope,
        claims.period,
        claims.value,
        claims.unit,
        compared.highest_before,
        compared.highest_before_period,
        compared.highest_before_source,
        case
            when claims.low >= compared.highest_high then true
            when claims.high <= compared.highest_low then false
        end as was_record,
        claims.speaker_name,
        claims.source_name,
        claims.published_at as said_at,
        claims.quote
    from claims
    inner join compared on claims.assertion_key = compared.assertion_key
)
select * from final
order by said_at, source_name, period, value;
