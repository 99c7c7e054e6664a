with

source as (

    {{ newest_reading('raw_manual_rate') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,
        cast(source.source as {{ dbt.type_string() }}) as source,
        cast(source.source_url as {{ dbt.type_string() }}) as source_url,

        cast(source.currency as {{ dbt.type_string() }}) as currency,
        cast(source.quote_currency as {{ dbt.type_string() }}) as quote_currency,
        cast(source.rate_type as {{ dbt.type_string() }}) as rate_type,
        cast(source.note as {{ dbt.type_string() }}) as note,
        cast(source.published_precision as {{ dbt.type_string() }}) as published_precision,

        cast(source.rate as {{ type_double() }}) as rate,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end,
        cast(source.published_at as {{ dbt.type_timestamp() }}) as published_at
    from source

)

select * from renamed
