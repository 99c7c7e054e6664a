with

source as (

    {{ newest_reading('raw_comtrade_availability') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,
        cast(source.dataset_code as {{ dbt.type_string() }}) as dataset_code,

        cast(source.type_code as {{ dbt.type_string() }}) as type_code,
        cast(source.freq_code as {{ dbt.type_string() }}) as freq_code,
        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.classification as {{ dbt.type_string() }}) as classification,
        cast(source.dataset_checksum as {{ dbt.type_string() }}) as dataset_checksum,

        cast(source.total_records as {{ dbt.type_bigint() }}) as total_records,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end,
        cast(source.first_released_at as {{ dbt.type_timestamp() }}) as first_released_at,
        cast(source.last_released_at as {{ dbt.type_timestamp() }}) as last_released_at
    from source

)

select * from renamed
