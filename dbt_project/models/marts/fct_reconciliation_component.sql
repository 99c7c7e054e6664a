with

components as (

    select * from {{ source('reconciled', 'component') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

final as (

    select
        components.component_key,
        components.pair_group,
        components.name,
        components.status,
        components.reason,
        components.broken_identities,
        components.contradictory,
        components.set_aside,
        components.suspects,
        cast(components.variable_count as {{ dbt.type_int() }}) as variable_count,
        cast(components.assertion_count as {{ dbt.type_int() }}) as assertion_count,
        cast(components.constraint_count as {{ dbt.type_int() }}) as constraint_count,
        components.as_of
    from components
    inner join dates
        on components.pair_group = dates.pair_group
        and components.as_of = dates.as_of
    where dates.is_current

)

select * from final
