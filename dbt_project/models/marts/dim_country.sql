with

geo as (

    select * from {{ ref('int_geo') }}

),

final as (

    select
        geo as country_code,
        kind,
        country,
        alpha2,
        m49,
        name_en,
        name_ru,
        kind = 'country' as is_country
    from geo

)

select * from final
