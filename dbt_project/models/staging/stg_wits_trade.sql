with

source as (

    select * from {{ source('lake', 'raw_wits_trade') }}

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

        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.partner as {{ dbt.type_string() }}) as partner,
        cast(source.product as {{ dbt.type_string() }}) as product,
        cast(source.product_name as {{ dbt.type_string() }}) as product_name,
        cast(source.indicator as {{ dbt.type_string() }}) as indicator,
        cast(source.flow as {{ dbt.type_string() }}) as flow,
        cast(source.data_source as {{ dbt.type_string() }}) as data_source,

        cast(source.value_kusd as {{ type_double() }}) as value_kusd,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end
    from source
    inner join newest
        on source.document_key = newest.document_key
        and source.parser_version = newest.parser_version
        and newest.version_no = 1

)

select * from renamed
