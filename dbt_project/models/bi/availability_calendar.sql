with

availability as (

    select * from {{ ref('fct_availability') }}

),

sources as (

    select * from {{ ref('dim_source') }}

),

compared as (

    select
        *,
        lag(status) over (
            partition by source, reporter, partner, detail, period_kind
            order by period_start
        ) as status_before
    from availability

),

final as (

    select
        compared.source,
        sources.name_en as source_name,
        compared.reporter,
        compared.partner,
        compared.detail,
        compared.period_key as period,
        compared.period_kind,
        compared.period_start,
        compared.period_end,
        compared.status,
        compared.status_before,
        coalesce(compared.status <> compared.status_before, false) as is_change,
        compared.blackout,
        compared.reason,
        compared.printed_cells,
        compared.suppressed_cells,
        compared.is_zero,
        compared.is_estimate,
        compared.is_listed,
        compared.has_suppressed,
        compared.has_exports,
        compared.has_imports,
        compared.due_date,
        compared.published_at,
        compared.asked_at,
        compared.as_of_at
    from compared
    left join sources
        on compared.source = sources.source

)

select * from final
