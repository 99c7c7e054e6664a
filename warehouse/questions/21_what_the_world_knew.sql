-- 21. risk: What could be known on a day about the turnover of a period?
--
-- Everything published by that day, whenever this warehouse learned of it.
--
-- as_of = 2024-03-01
-- reporter = BLR
-- partner = RUS
-- period = 2023
with
known as (
    select * from known_on(cast($as_of as date))
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
        published_at
    from known
    where
        flow = 'turnover'
        and period_key = $period
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
)
select * from final
order by scope, value_mn, source, published_at, bound, books nulls last;
