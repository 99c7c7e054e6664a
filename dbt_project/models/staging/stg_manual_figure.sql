with

source as (

    {{ newest_reading('raw_manual_figure') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,
        cast(source.source as {{ dbt.type_string() }}) as source,
        cast(source.source_url as {{ dbt.type_string() }}) as source_url,

        cast(source.measure as {{ dbt.type_string() }}) as measure,
        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.partner as {{ dbt.type_string() }}) as partner,
        cast(source.flow as {{ dbt.type_string() }}) as flow,
        cast(source.scope as {{ dbt.type_string() }}) as scope,
        cast(source.basis as {{ dbt.type_string() }}) as basis,
        cast(source.valuation as {{ dbt.type_string() }}) as valuation,
        cast(source.side as {{ dbt.type_string() }}) as side,
        cast(source.classification as {{ dbt.type_string() }}) as classification,
        cast(source.commodity_code as {{ dbt.type_string() }}) as commodity_code,
        cast(source.commodity as {{ dbt.type_string() }}) as commodity,
        cast(source.unit as {{ dbt.type_string() }}) as unit,
        cast(source.bound as {{ dbt.type_string() }}) as bound,
        cast(source.status as {{ dbt.type_string() }}) as status,
        cast(source.share_of as {{ dbt.type_string() }}) as share_of,
        cast(source.obs_status as {{ dbt.type_string() }}) as obs_status,
        cast(source.conf_status as {{ dbt.type_string() }}) as conf_status,
        cast(source.speaker as {{ dbt.type_string() }}) as speaker,
        cast(source.cited_source as {{ dbt.type_string() }}) as cited_source,
        cast(source.inferred as {{ dbt.type_string() }}) as inferred,
        cast(source.note as {{ dbt.type_string() }}) as note,
        cast(source.value_printed as {{ dbt.type_string() }}) as value_printed,
        cast(source.published_precision as {{ dbt.type_string() }}) as published_precision,

        cast(source.value as {{ type_double() }}) as value,
        cast(source.value_high as {{ type_double() }}) as value_high,
        cast(source.resolution as {{ type_double() }}) as resolution,

        cast(source.is_record as {{ dbt.type_boolean() }}) as is_record,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end,
        cast(source.base_period_start as date) as base_period_start,
        cast(source.base_period_end as date) as base_period_end,
        cast(source.published_at as {{ dbt.type_timestamp() }}) as published_at
    from source

)

select * from renamed
