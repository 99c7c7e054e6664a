with

claims as (

    select * from {{ ref('stg_trade_claim') }}

),

manifest as (

    select * from {{ ref('stg_manifest') }}
    where entry_kind = 'extraction'

),

-- A run that found nothing is only in the manifest.
runs as (

    select
        document_key,
        extractor_version,
        extracted_at
    from claims

    union all

    select
        document_key,
        parser_version as extractor_version,
        retrieved_at as extracted_at
    from manifest

),

first_runs as (

    select
        document_key,
        extractor_version,
        min(extracted_at) as extracted_at
    from runs
    group by document_key, extractor_version

),

final as (

    select
        document_key,
        extractor_version,
        extracted_at,
        row_number() over (
            partition by document_key
            order by extracted_at, {{ version_order('extractor_version') }}, extractor_version
        ) as run_no
    from first_runs

)

select * from final
