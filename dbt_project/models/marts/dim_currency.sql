with

currencies as (

    select * from {{ ref('currencies') }}

),

units as (

    select * from {{ ref('units') }}

),

final as (

    select
        code as unit,
        'currency' as kind,
        name_en,
        minor_digits,
        valid_from,
        valid_to,
        predecessor,
        redenomination
    from currencies

    union all

    select
        unit,
        kind,
        name_en,
        cast(null as {{ dbt.type_int() }}) as minor_digits,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        cast(null as {{ dbt.type_string() }}) as predecessor,
        cast(null as {{ dbt.type_int() }}) as redenomination
    from units

)

select * from final
