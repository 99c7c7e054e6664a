with

answers as (

    select * from {{ source('reconciled', 'reconciliation') }}

),

pairs as (

    select * from {{ source('reconciled', 'disagreement') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

counted as (

    select
        pair_group,
        as_of,
        sum(case when verdict not in ('implied', 'no_data') then 1 else 0 end) as answer_count,
        sum(case when verdict = 'implied' then 1 else 0 end) as implied_count,
        sum(case when verdict = 'no_data' then 1 else 0 end) as no_data_count,
        sum(case when independent_count > 1 then 1 else 0 end) as several_voices_count,
        sum(case when verdict = 'conflict' then 1 else 0 end) as conflict_count,
        {{ median('case when side_count > 1 then spread_pct end') }} as median_spread_pct,
        {{ median("case when verdict <> 'no_data' and best <> 0 "
            "then (high - low) / abs(best) * 100 end") }} as median_width_pct
    from answers
    group by pair_group, as_of

),

differing as (

    select
        pair_group,
        as_of,
        count(*) as disagreement_count,
        sum(case when is_closed then 0 else 1 end) as unexplained_count
    from pairs
    group by pair_group, as_of

),

final as (

    select
        {{ hash_key(['dates.pair_group', 'dates.as_of']) }} as quality_key,
        dates.pair_group,

        cast(coalesce(counted.answer_count, 0) as {{ dbt.type_int() }}) as answer_count,
        cast(coalesce(counted.implied_count, 0) as {{ dbt.type_int() }}) as implied_count,
        cast(coalesce(counted.no_data_count, 0) as {{ dbt.type_int() }}) as no_data_count,
        cast(coalesce(counted.several_voices_count, 0) as {{ dbt.type_int() }})
            as several_voices_count,
        cast(coalesce(counted.conflict_count, 0) as {{ dbt.type_int() }}) as conflict_count,
        cast(coalesce(differing.disagreement_count, 0) as {{ dbt.type_int() }})
            as disagreement_count,
        cast(coalesce(differing.unexplained_count, 0) as {{ dbt.type_int() }})
            as unexplained_count,
        round(100.0 * counted.conflict_count / nullif(counted.answer_count, 0), 6)
            as conflict_share_pct,
        round(counted.median_spread_pct, 6) as median_spread_pct,
        round(counted.median_width_pct, 6) as median_width_pct,

        dates.is_current,
        dates.as_of,
        dates.known_from,
        dates.known_to
    from dates
    left join counted
        on dates.pair_group = counted.pair_group
        and dates.as_of = counted.as_of
    left join differing
        on dates.pair_group = differing.pair_group
        and dates.as_of = differing.as_of

)

select * from final
