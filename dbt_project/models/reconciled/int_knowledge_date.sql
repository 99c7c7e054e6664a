with

answers as (

    select * from {{ source('reconciled', 'reconciliation') }}

),

inputs as (

    select * from {{ source('reconciled', 'reconciliation_input') }}

),

dates as (

    select
        pair_group,
        as_of
    from answers

    union

    select
        pair_group,
        as_of
    from inputs

),

final as (

    select
        pair_group,
        as_of,
        as_of as known_from,
        coalesce(
            lead(as_of) over (partition by pair_group order by as_of), {{ open_end() }}
        ) as known_to,
        lead(as_of) over (partition by pair_group order by as_of) is null as is_current
    from dates

)

select * from final
