with

source as (

    {{ newest_reading('raw_imf_trade') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.partner as {{ dbt.type_string() }}) as partner,
        cast(source.indicator as {{ dbt.type_string() }}) as indicator,
        cast(source.flow as {{ dbt.type_string() }}) as flow,
        cast(source.valuation as {{ dbt.type_string() }}) as valuation,
        cast(source.freq_code as {{ dbt.type_string() }}) as freq_code,
        cast(source.derivation_type as {{ dbt.type_string() }}) as derivation_type,
        cast(source.obs_status as {{ dbt.type_string() }}) as obs_status,

        cast(source.value_usd as {{ type_double() }}) as value_usd,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end
    from source

)

select * from renamed
