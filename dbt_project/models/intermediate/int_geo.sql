with

countries as (

    select * from {{ ref('countries') }}

),

areas as (

    select * from {{ ref('areas') }}

),

regions as (

    select * from {{ ref('regions') }}

),

statements as (

    select
        reporter,
        partner,
        side
    from {{ ref('int_statement') }}

),

document_pairs as (

    select * from {{ ref('int_document_pair') }}

),

mentioned as (

    select reporter as geo from document_pairs
    union
    select partner as geo from document_pairs
    union
    select reporter as geo from statements
    union
    select partner as geo from statements
    union
    select side as geo from statements

),

unlisted_regions as (

    select
        mentioned.geo,
        countries.code as country
    from mentioned
    left join countries
        on {{ dbt.split_part('mentioned.geo', "'-'", 1) }} = countries.alpha2
    where mentioned.geo like '__-%'

),

final as (

    select
        code as geo,
        'country' as kind,
        1 as rank,
        code as country,
        alpha2,
        m49,
        name_en,
        name_ru
    from countries

    union all

    select
        code as geo,
        'area' as kind,
        3 as rank,
        cast(null as {{ dbt.type_string() }}) as country,
        cast(null as {{ dbt.type_string() }}) as alpha2,
        cast(null as {{ dbt.type_string() }}) as m49,
        name_en,
        name_ru
    from areas

    union all

    select
        unlisted_regions.geo,
        'region' as kind,
        2 as rank,
        unlisted_regions.country,
        cast(null as {{ dbt.type_string() }}) as alpha2,
        cast(null as {{ dbt.type_string() }}) as m49,
        coalesce(regions.name_en, unlisted_regions.geo) as name_en,
        cast(null as {{ dbt.type_string() }}) as name_ru
    from unlisted_regions
    left join regions
        on unlisted_regions.geo = regions.code

)

select * from final
