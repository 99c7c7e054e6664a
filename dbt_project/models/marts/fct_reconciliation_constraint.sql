with

constraints as (

    select * from {{ source('reconciled', 'constraint') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

-- Of earlier dates only the answers are kept: what tied them then can be made anew.
final as (

    select
        constraints.constraint_key,
        constraints.component_key,
        constraints.pair_group,
        constraints.identity,
        constraints.assertion_key,
        constraints.expression,

        {{ money('constraints.low') }} as low,
        {{ money('constraints.high') }} as high,

        constraints.is_soft,
        constraints.is_broken,
        constraints.as_of
    from constraints
    inner join dates
        on constraints.pair_group = dates.pair_group
        and constraints.as_of = dates.as_of
    where dates.is_current

)

select * from final
