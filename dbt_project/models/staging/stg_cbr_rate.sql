with

source as (

    {{ newest_reading('raw_cbr_rate') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.valute_id as {{ dbt.type_string() }}) as valute_id,
        cast(source.currency as {{ dbt.type_string() }}) as currency,
        cast(source.quote_currency as {{ dbt.type_string() }}) as quote_currency,

        cast(source.nominal as {{ dbt.type_int() }}) as nominal,

        cast(source.printed_value as {{ type_double() }}) as printed_value,
        cast(source.rate as {{ type_double() }}) as rate,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.rate_date as date) as rate_date
    from source

)

select * from renamed
