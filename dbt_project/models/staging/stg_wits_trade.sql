with

source as (

    {{ newest_reading('raw_wits_trade') }}

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

)

select * from renamed
