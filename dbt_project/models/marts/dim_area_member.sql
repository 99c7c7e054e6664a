with

members as (

    select * from {{ ref('area_members') }}

),

final as (

    select
        area,
        member,
        valid_from,
        valid_to
    from members

)

select * from final
