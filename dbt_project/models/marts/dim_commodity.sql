with

-- A number that was given up can be given anew: its newest meaning stands for it.
spells as (

    select
        *,
        row_number() over (partition by heading order by valid_from desc) as spell_no
    from {{ ref('hs_headings') }}

),

headings as (

    select * from spells
    where spell_no = 1

),

classified as (

    select
        'HS:' || chapter as commodity_key,
        'HS' as classification,
        chapter as code,
        2 as commodity_level,
        'HS_SECTION:' || section as parent_key,
        name_en,
        false as is_residual
    from {{ ref('hs_chapters') }}

    union all

    select
        'HS:' || heading as commodity_key,
        'HS' as classification,
        heading as code,
        4 as commodity_level,
        'HS:' || substr(heading, 1, 2) as parent_key,
        name_en,
        false as is_residual
    from headings

    union all

    select
        'HS_SECTION:' || section as commodity_key,
        'HS_SECTION' as classification,
        section as code,
        1 as commodity_level,
        'TOTAL' as parent_key,
        name_en,
        section = '99' as is_residual
    from {{ ref('hs_sections') }}

    union all

    select
        'SITC3:' || section as commodity_key,
        'SITC3' as classification,
        section as code,
        1 as commodity_level,
        'TOTAL' as parent_key,
        name_en,
        is_residual
    from {{ ref('sitc_sections') }}

    union all

    select
        classification || ':' || code as commodity_key,
        classification,
        code,
        case when classification = 'DISCLOSURE' then 1 end as commodity_level,
        'TOTAL' as parent_key,
        name_en,
        is_residual
    from {{ ref('commodity_groups') }}

    union all

    select
        'TOTAL' as commodity_key,
        'TOTAL' as classification,
        'TOTAL' as code,
        0 as commodity_level,
        cast(null as {{ dbt.type_string() }}) as parent_key,
        'All commodities' as name_en,
        false as is_residual

),

assertions as (

    select * from {{ ref('int_assertion') }}

),

correlated as (

    select distinct to_code as code
    from {{ ref('int_hs_correlation') }}
    where commodity_level = 6
        and not is_unchanged

),

-- What documents name and no list holds: finer HS codes, and goods in the words of the press.
named as (

    select
        commodity_key,
        classification,
        commodity_code,
        commodity
    from assertions

    union all

    select
        'HS:' || code as commodity_key,
        'HS' as classification,
        code as commodity_code,
        cast(null as {{ dbt.type_string() }}) as commodity
    from correlated

),

mentioned as (

    select
        named.commodity_key,
        named.classification,
        named.commodity_code as code,
        min(named.commodity) as name_en
    from named
    left join classified
        on named.commodity_key = classified.commodity_key
    where classified.commodity_key is null
    group by 1, 2, 3

),

-- The computed rest of each level.
residuals as (

    select
        classification || ':residual' as commodity_key,
        classification,
        'residual' as code,
        'TOTAL' as parent_key,
        'Not shown in ' || classification as name_en
    from (select distinct classification from classified) as classifications
    where classification in ('HS', 'HS_SECTION', 'SITC3', 'DISCLOSURE')

),

described as (

    select
        commodity_key,
        classification,
        code,
        cast(commodity_level as {{ dbt.type_int() }}) as commodity_level,
        parent_key,
        name_en,
        is_residual
    from classified

    union all

    select
        commodity_key,
        classification,
        code,
        case when classification = 'HS' then cast(length(code) as {{ dbt.type_int() }}) end
            as commodity_level,
        case
            when classification = 'HS' and substr(code, 1, 4) in (select heading from headings)
                then 'HS:' || substr(code, 1, 4)
            when classification = 'HS' then 'HS:' || substr(code, 1, 2)
        end as parent_key,
        coalesce(name_en, code) as name_en,
        false as is_residual
    from mentioned

    union all

    select
        commodity_key,
        classification,
        code,
        cast(null as {{ dbt.type_int() }}) as commodity_level,
        parent_key,
        name_en,
        true as is_residual
    from residuals

),

final as (

    select
        described.*,
        headings.valid_from,
        headings.valid_to
    from described
    left join headings
        on described.classification = 'HS'
        and described.code = headings.heading

)

select * from final
