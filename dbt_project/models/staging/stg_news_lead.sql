with

source as (

    select * from {{ source('lake', 'raw_news_lead') }}

),

versions as (

    select distinct
        document_key,
        parser_version
    from source

),

newest as (

    select
        document_key,
        parser_version,
        row_number() over (
            partition by document_key order by {{ version_order('parser_version') }} desc
        ) as version_no
    from versions

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
    inner join newest
        on source.document_key = newest.document_key
        and source.parser_version = newest.parser_version
        and newest.version_no = 1

)

select * from renamed
