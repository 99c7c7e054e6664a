with

source as (

    {{ newest_reading('raw_ecb_rate') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.series_key as {{ dbt.type_string() }}) as series_key,
        cast(source.freq_code as {{ dbt.type_string() }}) as freq_code,
        cast(source.currency as {{ dbt.type_string() }}) as currency,
        cast(source.quote_currency as {{ dbt.type_string() }}) as quote_currency,
        cast(source.rate_type as {{ dbt.type_string() }}) as rate_type,
        cast(source.obs_status as {{ dbt.type_string() }}) as obs_status,

        cast(source.rate as {{ type_double() }}) as rate,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end
    from source

)

select * from renamed
