with

correlations as (

    select * from {{ ref('int_hs_correlation') }}
    where not is_unchanged

),

final as (

    select
        {{ hash_key(['from_vintage', 'from_code', 'to_vintage', 'to_code']) }} as correlation_key,
        from_vintage,
        from_code,
        'HS:' || from_code as from_commodity_key,
        to_vintage,
        to_code,
        'HS:' || to_code as to_commodity_key,
        cast(commodity_level as {{ dbt.type_int() }}) as commodity_level,
        relationship,
        weight,
        is_estimate
    from correlations

)

select * from final
