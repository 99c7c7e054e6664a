with

steps as (

    select * from {{ ref('int_hs_correlation') }}
    where is_unchanged
        and from_vintage < to_vintage

),

-- A code keeps its goods from edition to edition until a step that changes it, or that no table
-- describes.
placed as (

    select
        from_code as code,
        from_vintage,
        to_vintage,
        case
            when
                lag(to_vintage) over (partition by from_code order by from_vintage, to_vintage)
                = from_vintage
                then 0
            else 1
        end as is_new_spell
    from steps

),

numbered as (

    select
        *,
        sum(is_new_spell) over (
            partition by code order by from_vintage, to_vintage
            rows between unbounded preceding and current row
        ) as spell_no
    from placed

),

members as (

    select
        code,
        spell_no,
        from_vintage as edition
    from numbered

    union

    select
        code,
        spell_no,
        to_vintage as edition
    from numbered

),

final as (

    select distinct
        'HS:' || members.code as commodity_key,
        members.edition as commodity_edition,
        others.edition as other_edition
    from members
    inner join members as others
        on members.code = others.code
        and members.spell_no = others.spell_no
        and members.edition <> others.edition

)

select * from final
