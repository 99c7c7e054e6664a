-- 22. risk: What did this warehouse itself show on a day about the turnover of a period?
--
-- Everything that a release of that day held. An empty answer for an early day means that this
-- warehouse did not know it yet, even if the world did: see question 21.
--
-- as_of = 2026-11-02
-- reporter = BLR
-- partner = RUS
-- period = 2023
with
shown as (
    select * from shown_on(cast($as_of as timestamp))
),
final as (
    select
        scope,
        side_country as books,
        cast(value as double) / 1e6 as value_mn,
        cast(low as double) / 1e6 as low_mn,
        cast(high as double) / 1e6 as high_mn,
        unit,
        bound,
        status,
        source,
        cited_source,
        recorded_from
    from shown
    where
        flow = 'turnover'
        and period_key = $period
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
)
select * from final
order by scope, value_mn, source, recorded_from, bound, books nulls last;
