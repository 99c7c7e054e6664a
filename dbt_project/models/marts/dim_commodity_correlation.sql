with

correlations as (

    select * from {{ ref('hs_correlations') }}

),

final as (

    select
        {{ hash_key(['from_vintage', 'from_heading', 'to_vintage', 'to_heading']) }}
            as correlation_key,
        from_vintage,
        from_heading,
        'HS:' || from_heading as from_commodity_key,
        to_vintage,
        to_heading,
        'HS:' || to_heading as to_commodity_key,
        relationship,
        weight,
        is_estimate
    from correlations

)

select * from final
