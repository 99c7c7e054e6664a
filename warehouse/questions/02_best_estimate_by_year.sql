-- 2. economist: What is the best estimate of turnover for each year, with low and high?
--
-- One row per year and scope from everything that is known now. `best` is the number of the
-- heaviest books, `low` and `high` span all books that count. Goods and goods with services are
-- two quantities; a scope that nobody said stands by itself.
--
-- reporter = BLR
-- partner = RUS
-- from_year = 2015
-- to_year = 2025
with
headline as (
    select * from bi.headline
),
final as (
    select
        year,
        scope,
        best_usd_mn,
        low_usd_mn,
        high_usd_mn,
        verdict,
        main_reason,
        independent_count,
        side_count,
        side_country as books_of_best,
        sentence
    from headline
    where
        flow = 'turnover'
        and period_kind = 'year'
        and commodity_key = 'TOTAL'
        and basis = 'value'
        and verdict <> 'no_data'
        and least(reporter, partner) = least($reporter, $partner)
        and greatest(reporter, partner) = greatest($reporter, $partner)
        and year between cast($from_year as integer) and cast($to_year as integer)
)
select * from final
order by year, scope;
