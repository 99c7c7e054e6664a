-- 30. statistician: Do published parts add up to the section and to the total, within rounding?
--
-- One row per source, classification and level. A level is the parts of one flow and period beside
-- their printed total: `whole` levels add up within the rounding of the parts, `with_rest` ones
-- leave a rest that is shown as residual, `exceeding` ones are larger than the total, an error.
with
members as (
    select *
    from bi.export_composition
    where is_current and kind <> 'listed' and not is_computed and total_value is not null
),
levels as (
    select
        source_name,
        classification,
        commodity_level,
        level_key,
        max(total_value) as total_value,
        sum(value) as parts_value,
        sum(low) as parts_low,
        sum(high) as parts_high
    from members
    group by source_name, classification, commodity_level, level_key
),
final as (
    select
        source_name,
        classification,
        commodity_level,
        count(*) as levels,
        count(*) filter (where parts_low <= total_value and total_value <= parts_high) as whole,
        count(*) filter (where parts_high < total_value) as with_rest,
        count(*) filter (where parts_low > total_value) as exceeding,
        max(100 * (parts_value / total_value - 1)) as largest_excess_pct
    from levels
    group by source_name, classification, commodity_level
)
select * from final
order by exceeding desc, source_name, classification, commodity_level;
