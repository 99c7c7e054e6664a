with

source as (

    select * from {{ source('lake', 'raw_hs_correlation') }}

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

        cast(source.newer_code as {{ dbt.type_string() }}) as newer_code,
        cast(source.older_code as {{ dbt.type_string() }}) as older_code,
        cast(source.relationship as {{ dbt.type_string() }}) as relationship,

        cast(source.newer_vintage as {{ dbt.type_int() }}) as newer_vintage,
        cast(source.older_vintage as {{ dbt.type_int() }}) as older_vintage
    from source
    inner join newest
        on source.document_key = newest.document_key
        and source.parser_version = newest.parser_version
        and newest.version_no = 1

)

select * from renamed
