with

members as (

    select * from {{ ref('int_composition') }}

),

-- One row per vintage of a level: its total and what its members leave of it.
levels as (

    select
        level_key,
        moment,
        max(total_assertion_key) as total_assertion_key,
        max(total_value) as stated_total,
        max(total_low) as stated_low,
        max(total_high) as stated_high,
        sum(value) as parts,
        sum(low) as parts_low,
        sum(high) as parts_high,
        max(case when kind = 'residual' and value is not null then 1 else 0 end) as has_residual,
        max(state_published_at) as published_at,
        max(state_known_from) as known_from,
        min(assertion_key) as sample_key
    from members
    group by level_key, moment

),

-- Only a printed total makes shares: what a page lists is never taken for the whole.
totalled as (

    select
        levels.*,
        stated_total as total,
        round(stated_total - parts, 6) as remainder,
        round(stated_low - parts_high, 6) as remainder_low,
        round(stated_high - parts_low, 6) as remainder_high
    from levels

),

valued as (

    select
        members.*,
        members.value as part,
        members.low as part_low,
        members.high as part_high,
        totalled.total,
        totalled.published_at as level_published_at,
        totalled.known_from as level_known_from,
        false as is_computed
    from members
    inner join totalled
        on members.level_key = totalled.level_key
        and members.moment = totalled.moment

),

-- The explicit rest, wherever a level of a real classification does not add up by itself.
rest as (

    select
        members.*,
        totalled.remainder as part,
        totalled.remainder_low as part_low,
        totalled.remainder_high as part_high,
        totalled.total,
        totalled.published_at as level_published_at,
        totalled.known_from as level_known_from,
        true as is_computed
    from totalled
    inner join members
        on totalled.level_key = members.level_key
        and totalled.moment = members.moment
        and totalled.sample_key = members.assertion_key
    where totalled.stated_total is not null
        and members.measure = 'value'
        and members.commodity_level is not null
        and (totalled.has_residual = 0 or totalled.remainder <> 0)

),

unioned as (

    select * from valued
    union all
    select * from rest

),

final as (

    select
        *,
        case
            when measure = 'share_pct' then value
            when measure = 'value' and total <> 0 then round(part / total * 100, 6)
        end as share_pct,
        case
            when measure = 'share_pct' then 'stated'
            when measure = 'value' and total <> 0 then 'computed'
        end as share_method
    from unioned

)

select * from final
