with

source as (

    select * from {{ source('lake', 'raw_syndication') }}

),

renamed as (

    select
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        cast(root_document_key as {{ dbt.type_string() }}) as root_document_key,
        cast(parser_version as {{ dbt.type_string() }}) as method_version,
        cast(similarity as {{ type_double() }}) as similarity
    from source

)

select * from renamed
