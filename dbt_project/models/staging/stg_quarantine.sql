with

source as (

    {{ newest_refusals() }}

),

renamed as (

    select
        cast(source as {{ dbt.type_string() }}) as source,
        cast(raw_table as {{ dbt.type_string() }}) as raw_table,
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        -- How often a document was read before its codes were mapped says nothing of the world.
        cast({{ dbt.split_part('parser_version', "'+'", 1) }} as {{ dbt.type_string() }})
            as parser_version,
        cast(row_id as {{ dbt.type_bigint() }}) as row_id,
        cast(locator as {{ dbt.type_string() }}) as locator,

        cast(column_name as {{ dbt.type_string() }}) as column_name,
        cast(check_name as {{ dbt.type_string() }}) as check_name,
        cast(value as {{ dbt.type_string() }}) as value,
        cast(row_json as {{ dbt.type_string() }}) as row_json
    from source

)

select * from renamed
