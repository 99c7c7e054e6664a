with

source as (

    select * from {{ source('lake', 'raw_manual_rate') }}

),

newest as (

    select
        document_key,
        max({{ version_order('parser_version') }}) as parser_order
    from source
    group by document_key

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
    inner join newest
        on source.document_key = newest.document_key
        and {{ version_order('source.parser_version') }} = newest.parser_order

)

select * from renamed
