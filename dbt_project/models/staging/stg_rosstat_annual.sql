with

source as (

    {{ newest_reading('raw_rosstat_annual') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.partner as {{ dbt.type_string() }}) as partner,
        cast(source.partner_label as {{ dbt.type_string() }}) as partner_label,
        cast(source.flow as {{ dbt.type_string() }}) as flow,
        cast(source.obs_status as {{ dbt.type_string() }}) as obs_status,

        cast(source.value_musd as {{ type_double() }}) as value_musd,
        cast(source.resolution_musd as {{ type_double() }}) as resolution_musd,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end
    from source

)

select * from renamed
