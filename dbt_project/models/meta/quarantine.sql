with

failures as (

    select
        *,
        coalesce(document_key, '') || '|' || coalesce(locator, '') as row_key
    from {{ ref('stg_quarantine') }}

),

final as (

    select
        source,
        raw_table,
        coalesce(column_name, '') as column_name,
        check_name,
        cast(count(*) as {{ dbt.type_bigint() }}) as failures,
        cast(count(distinct row_key) as {{ dbt.type_bigint() }}) as rows_quarantined,
        cast(count(distinct document_key) as {{ dbt.type_bigint() }}) as documents
    from failures
    group by 1, 2, 3, 4

)

select * from final
