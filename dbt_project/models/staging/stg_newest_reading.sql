{{ config(materialized='table') }}

with

readings as (

    {{ taken_readings() }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by raw_table, document_key
            order by {{ version_order('parser_version') }} desc
        ) as choice
    from readings

),

final as (

    select
        cast(raw_table as {{ dbt.type_string() }}) as raw_table,
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        cast(parser_version as {{ dbt.type_string() }}) as parser_version
    from ranked
    where choice = 1

)

select * from final
