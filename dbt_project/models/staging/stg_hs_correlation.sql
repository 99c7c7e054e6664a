with

source as (

    {{ newest_reading('raw_hs_correlation') }}

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

)

select * from renamed
