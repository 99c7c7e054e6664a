with

claims as (

    select * from {{ ref('stg_trade_claim') }}

),

manifest as (

    select * from {{ ref('stg_manifest') }}
    where entry_kind = 'extraction'

),

articles as (

    select distinct parser_version from {{ ref('stg_news_article') }}

),

-- A run that found nothing is only in the manifest; runs of the text cleaner are not meant.
runs as (

    select
        document_key,
        extractor_version,
        extracted_at
    from claims

    union all

    select
        manifest.document_key,
        manifest.parser_version as extractor_version,
        manifest.retrieved_at as extracted_at
    from manifest
    left join articles
        on manifest.parser_version = articles.parser_version
    where articles.parser_version is null

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
