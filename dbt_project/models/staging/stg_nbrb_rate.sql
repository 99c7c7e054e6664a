with

source as (

    {{ newest_reading('raw_nbrb_rate') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.currency as {{ dbt.type_string() }}) as currency,
        cast(source.quote_currency as {{ dbt.type_string() }}) as quote_currency,

        cast(source.cur_id as {{ dbt.type_int() }}) as cur_id,
        cast(source.scale as {{ dbt.type_int() }}) as scale,

        cast(source.official_rate as {{ type_double() }}) as official_rate,
        cast(source.rate as {{ type_double() }}) as rate,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.rate_date as date) as rate_date
    from source

)

select * from renamed
