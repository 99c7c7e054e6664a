with

source as (

    select * from {{ source('lake', 'raw_manifest') }}

),

renamed as (

    select
        cast(fetch_key as {{ dbt.type_string() }}) as fetch_key,
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        cast(kind as {{ dbt.type_string() }}) as entry_kind,
        cast(source as {{ dbt.type_string() }}) as registry_source,
        cast(parser_version as {{ dbt.type_string() }}) as parser_version,

        cast(url as {{ dbt.type_string() }}) as url,
        cast(request as {{ dbt.type_string() }}) as request,
        cast(content_type as {{ dbt.type_string() }}) as content_type,
        cast(content_sha256 as {{ dbt.type_string() }}) as content_sha256,
        cast(licence as {{ dbt.type_string() }}) as licence,
        cast(note as {{ dbt.type_string() }}) as note,
        cast(published_precision as {{ dbt.type_string() }}) as published_precision,

        cast(status as {{ dbt.type_int() }}) as status,
        cast(bytes as {{ dbt.type_bigint() }}) as bytes,

        cast(may_republish as {{ dbt.type_boolean() }}) as may_republish,
        cast(is_rebuilt as {{ dbt.type_boolean() }}) as is_rebuilt,

        cast(retrieved_at as {{ dbt.type_timestamp() }}) as retrieved_at,
        cast(published_at as {{ dbt.type_timestamp() }}) as published_at
    from source

)

select * from renamed
