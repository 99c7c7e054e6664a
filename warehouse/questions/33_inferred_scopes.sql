-- 33. statistician: Which statements carry an inferred scope, so that I may correct them?
--
-- The queue for `corrections.csv`: statements of which the scope, the period or the books
-- were not said, largest numbers first, with the key that a correction names.
--
-- field = scope
with
claims as (
    select * from bi.claims
),
final as (
    select
        claim_key,
        measure,
        flow,
        reporter,
        partner,
        period,
        value,
        unit,
        scope,
        inferred,
        confidence,
        source_name,
        quote
    from claims
    where
        is_current
        and not is_copy
        and not is_reviewed
        and (
            contains(',' || inferred || ',', ',' || $field || ',')
            or ($field = 'scope' and scope = 'unspecified' and measure = 'value')
        )
)
select * from final
order by abs(value) desc nulls last, claim_key;
