{{ config(post_hook="{{ create_overdue_macro(this) }}") }}

with

availability as (

    select * from {{ ref('int_availability') }}

),

final as (

    select
        source,
        reporter,
        partner,
        detail,
        period_key,
        period_kind,
        period_start,
        period_end,
        status,
        blackout,
        reason,
        cast(printed as {{ dbt.type_int() }}) as printed_cells,
        cast(secret as {{ dbt.type_int() }}) as suppressed_cells,
        is_zero,
        is_estimate,
        is_listed,
        has_suppressed,
        exports = 1 as has_exports,
        imports = 1 as has_imports,
        due_date,
        published_at,
        asked_at,
        as_of as as_of_at
    from availability

)

select * from final
