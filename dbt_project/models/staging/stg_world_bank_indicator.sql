with

source as (

    {{ newest_reading('raw_world_bank_indicator') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.indicator as {{ dbt.type_string() }}) as indicator,
        cast(source.indicator_name as {{ dbt.type_string() }}) as indicator_name,
        cast(source.country as {{ dbt.type_string() }}) as country,
        cast(source.unit as {{ dbt.type_string() }}) as unit,
        cast(source.obs_status as {{ dbt.type_string() }}) as obs_status,

        cast(source.value as {{ type_double() }}) as value,

        cast(source.decimals as {{ dbt.type_int() }}) as decimals,
        cast(source.page_no as {{ dbt.type_int() }}) as page_no,
        cast(source.page_count as {{ dbt.type_int() }}) as page_count,
        cast(source.row_count as {{ dbt.type_int() }}) as row_count,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end,
        cast(source.last_updated as date) as last_updated
    from source

)

select * from renamed
