-- 5. economist: What was the growth in dollars, in roubles and in volume, and who says so?
--
-- One row per stated rate of the newest knowledge. A rate in constant prices or in
-- tonnes has another `basis` and must not be set against a rate in money. A basis without a row was
-- not stated by anybody.
--
-- reporter = BLR
-- partner = RUS
-- period = 2022
with
growth as (
    select * from bi.growth
),
final as (
    select
        basis,
        flow,
        reporter,
        scope,
        status,
        growth_pct,
        low_pct,
        high_pct,
        base_period,
        source_name,
        coalesce(speaker_name, cited_source) as said_by,
        published_at
    from growth
    where
        kind = 'stated'
        and is_current
        and commodity_key = 'TOTAL'
        and status not in ('forecast', 'target')
        and period = $period
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
)
select * from final
order by basis, flow, growth_pct, source_name, scope, published_at;
