with

phrases as (

    select distinct
        language,
        lower(trim(commodity)) as phrase
    from {{ ref('int_claim_reviewed') }}
    where coalesce(commodity, '') <> ''
        and coalesce(hs_codes, '') = ''

),

press_groups as (

    select * from {{ ref('press_groups') }}

),

-- The longest pattern says most: `mineral fertili%` goes before `mineral%`.
fitting as (

    select
        phrases.language,
        phrases.phrase,
        press_groups.hs_codes,
        press_groups.press_group,
        row_number() over (
            partition by phrases.language, phrases.phrase
            order by length(press_groups.pattern) desc, press_groups.pattern asc
        ) as choice
    from phrases
    inner join press_groups
        on phrases.language = press_groups.language
        and phrases.phrase like press_groups.pattern

),

final as (

    select
        language,
        phrase,
        hs_codes,
        press_group
    from fitting
    where choice = 1

)

select * from final
