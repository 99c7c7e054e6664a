with

source as (

    {{ newest_reading('raw_news_article') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.parser_version as {{ dbt.type_string() }}) as parser_version,
        cast(source.content_sha256 as {{ dbt.type_string() }}) as content_sha256,

        cast(source.url as {{ dbt.type_string() }}) as url,
        cast(source.canonical_url as {{ dbt.type_string() }}) as canonical_url,
        cast(source.title as {{ dbt.type_string() }}) as title,
        cast(source.outlet as {{ dbt.type_string() }}) as outlet,
        cast(source.byline as {{ dbt.type_string() }}) as byline,
        cast(source.dateline_place as {{ dbt.type_string() }}) as dateline_place,
        cast(source.dateline_agency as {{ dbt.type_string() }}) as dateline_agency,
        cast(source.language as {{ dbt.type_string() }}) as language,
        cast(source.flags as {{ dbt.type_string() }}) as flags,
        cast(source.published_precision as {{ dbt.type_string() }}) as published_precision,

        cast(source.is_adapted as {{ dbt.type_boolean() }}) as is_adapted,

        cast(source.published_at as {{ dbt.type_timestamp() }}) as published_at,
        cast(source.recorded_at as {{ dbt.type_timestamp() }}) as recorded_at
    from source

)

select * from renamed
