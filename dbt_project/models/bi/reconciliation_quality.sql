with

quality as (

    select * from {{ ref('fct_reconciliation_quality') }}

),

final as (

    select
        pair_group,
        answer_count,
        implied_count,
        no_data_count,
        several_voices_count,
        conflict_count,
        disagreement_count,
        unexplained_count,
        conflict_share_pct,
        median_spread_pct,
        median_width_pct,
        is_current,
        as_of
    from quality

)

select * from final
