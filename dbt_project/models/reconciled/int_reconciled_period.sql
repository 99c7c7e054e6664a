with

answers as (

    select * from {{ source('reconciled', 'reconciliation') }}

),

rates as (

    select * from {{ source('reconciled', 'growth') }}

),

final as (

    select
        period_start,
        period_end
    from answers

    union

    select
        period_start,
        period_end
    from rates

    union

    select
        base_period_start as period_start,
        base_period_end as period_end
    from rates

)

select * from final
