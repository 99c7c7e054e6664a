with

source as (

    select * from {{ source('lake', 'raw_trade_claim') }}

),

renamed as (

    select
        cast(claim_key as {{ dbt.type_string() }}) as claim_key,
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        cast(extractor_version as {{ dbt.type_string() }}) as extractor_version,

        cast(measure as {{ dbt.type_string() }}) as measure,
        cast(flow as {{ dbt.type_string() }}) as flow,
        cast(reporter as {{ dbt.type_string() }}) as reporter,
        cast(partner as {{ dbt.type_string() }}) as partner,
        cast(unit as {{ dbt.type_string() }}) as unit,
        cast(bound as {{ dbt.type_string() }}) as bound,
        cast(scope as {{ dbt.type_string() }}) as scope,
        cast(basis as {{ dbt.type_string() }}) as basis,
        cast(commodity as {{ dbt.type_string() }}) as commodity,
        cast(hs_codes as {{ dbt.type_string() }}) as hs_codes,
        cast(share_of as {{ dbt.type_string() }}) as share_of,
        cast(status as {{ dbt.type_string() }}) as status,
        cast(speaker as {{ dbt.type_string() }}) as speaker,
        cast(cited_source as {{ dbt.type_string() }}) as cited_source,
        cast(side as {{ dbt.type_string() }}) as side,
        cast(valuation as {{ dbt.type_string() }}) as valuation,
        cast(inferred as {{ dbt.type_string() }}) as inferred,
        cast(language as {{ dbt.type_string() }}) as language,
        cast(anchor_text as {{ dbt.type_string() }}) as anchor_text,
        cast(quote as {{ dbt.type_string() }}) as quote,
        cast(doubt as {{ dbt.type_string() }}) as doubt,

        cast(ordinal as {{ dbt.type_int() }}) as ordinal,
        cast(list_order as {{ dbt.type_int() }}) as list_order,
        cast(anchor_start as {{ dbt.type_int() }}) as anchor_start,
        cast(anchor_end as {{ dbt.type_int() }}) as anchor_end,
        cast(quote_start as {{ dbt.type_int() }}) as quote_start,
        cast(quote_end as {{ dbt.type_int() }}) as quote_end,

        cast(value as {{ type_double() }}) as value,
        cast(value_high as {{ type_double() }}) as value_high,
        cast(resolution as {{ type_double() }}) as resolution,
        cast(confidence as {{ type_double() }}) as confidence,

        cast(is_record as {{ dbt.type_boolean() }}) as is_record,

        cast(period_start as date) as period_start,
        cast(period_end as date) as period_end,
        cast(base_period_start as date) as base_period_start,
        cast(base_period_end as date) as base_period_end,
        cast(extracted_at as {{ dbt.type_timestamp() }}) as extracted_at
    from source

)

select * from renamed
