with

source as (

    select * from {{ source('lake', 'raw_cbr_rate') }}

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

        cast(source.valute_id as {{ dbt.type_string() }}) as valute_id,
        cast(source.currency as {{ dbt.type_string() }}) as currency,
        cast(source.quote_currency as {{ dbt.type_string() }}) as quote_currency,

        cast(source.nominal as {{ dbt.type_int() }}) as nominal,

        cast(source.printed_value as {{ type_double() }}) as printed_value,
        cast(source.rate as {{ type_double() }}) as rate,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.rate_date as date) as rate_date
    from source
    inner join newest
        on source.document_key = newest.document_key
        and source.parser_version = newest.parser_version
        and newest.version_no = 1

)

select * from renamed
