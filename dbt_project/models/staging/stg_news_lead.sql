with

source as (

    {{ newest_reading('raw_news_lead') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.finder as {{ dbt.type_string() }}) as finder,
        cast(source.url as {{ dbt.type_string() }}) as url,
        cast(source.title as {{ dbt.type_string() }}) as title,
        cast(source.publisher as {{ dbt.type_string() }}) as publisher,
        cast(source.language as {{ dbt.type_string() }}) as language,
        cast(source.country as {{ dbt.type_string() }}) as country,
        cast(source.query as {{ dbt.type_string() }}) as query,

        cast(source.seen_at as {{ dbt.type_timestamp() }}) as seen_at,
        cast(source.published_at as {{ dbt.type_timestamp() }}) as published_at
    from source

)

select * from renamed
