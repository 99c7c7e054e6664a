with

rules as (

    select * from {{ ref('hedge_rules') }}

),

final as (

    select
        version,
        bound,
        low_factor,
        high_factor,
        low_half_digits,
        high_half_digits,
        note,
        version = {{ var('hedge_version') }} as is_used
    from rules

)

select * from final
