with

source as (

    select * from {{ source('lake', 'raw_claim_evidence') }}

),

renamed as (

    select
        cast(claim_key as {{ dbt.type_string() }}) as claim_key,
        cast(document_key as {{ dbt.type_string() }}) as document_key,
        cast(parser_version as {{ dbt.type_string() }}) as extractor_version,
        cast(anchor_text as {{ dbt.type_string() }}) as anchor_text,
        cast(quote as {{ dbt.type_string() }}) as quote,

        cast(evidence_no as {{ dbt.type_int() }}) as evidence_no,
        cast(anchor_start as {{ dbt.type_int() }}) as anchor_start,
        cast(anchor_end as {{ dbt.type_int() }}) as anchor_end,
        cast(quote_start as {{ dbt.type_int() }}) as quote_start,
        cast(quote_end as {{ dbt.type_int() }}) as quote_end
    from source

)

select * from renamed
