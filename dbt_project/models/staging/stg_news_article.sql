with

source as (

    select * from {{ source('lake', 'raw_news_article') }}

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
    inner join newest
        on source.document_key = newest.document_key
        and {{ version_order('source.parser_version') }} = newest.parser_order

)

select * from renamed
