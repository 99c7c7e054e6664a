with

manifest as (

    select * from {{ ref('stg_manifest') }}

),

articles as (

    select * from {{ ref('stg_news_article') }}

),

fetches as (

    select * from manifest
    where entry_kind = 'fetch'

),

-- An article's document is known only after its text was cleaned: its extraction names the body.
extractions as (

    select distinct
        document_key as article_key,
        {{ json_text('request', 'extracts') }} as fetch_key
    from manifest
    where entry_kind = 'extraction'

),

-- One body per document: the first that was retrieved.
bodies as (

    select
        fetches.*,
        coalesce(extractions.article_key, fetches.document_key) as body_of,
        row_number() over (
            partition by coalesce(extractions.article_key, fetches.document_key)
            order by fetches.retrieved_at, fetches.fetch_key
        ) as body_no
    from fetches
    left join extractions
        on fetches.fetch_key = extractions.fetch_key

),

documents as (

    select
        bodies.body_of as document_key,
        bodies.registry_source,
        coalesce(articles.outlet, bodies.registry_source) as source,
        coalesce(articles.canonical_url, articles.url, bodies.url) as url,
        articles.title,
        articles.byline,
        articles.language,
        articles.flags,
        bodies.content_type,
        bodies.content_sha256,
        bodies.bytes,
        bodies.licence,
        coalesce(bodies.may_republish, false) as may_republish,
        coalesce(articles.is_adapted, false) as is_adapted,
        coalesce(bodies.is_rebuilt, false) as is_rebuilt,
        coalesce(articles.published_at, bodies.published_at) as stated_published_at,
        case
            when articles.published_at is not null then articles.published_precision
            when bodies.published_at is not null then bodies.published_precision
            else 'unknown'
        end as published_precision,
        least(bodies.retrieved_at, coalesce(articles.recorded_at, bodies.retrieved_at))
            as recorded_from
    from bodies
    left join articles
        on bodies.body_of = articles.document_key
    where bodies.body_no = 1
        and bodies.body_of is not null
        -- A text that was refused as a whole is no document.
        and (bodies.registry_source <> 'news' or articles.document_key is not null)

),

dated as (

    select
        *,
        coalesce(stated_published_at, recorded_from) as published_at,
        coalesce({{ url_key('url') }}, document_key) as address,
        {{ known_from('stated_published_at', 'published_precision', 'recorded_from') }}
            as first_known
    from documents

),

versions as (

    select
        *,
        row_number() over (
            partition by registry_source, address
            order by published_at, recorded_from, document_key
        ) as version_no,
        lag(published_at) over (
            partition by registry_source, address
            order by published_at, recorded_from, document_key
        ) as version_before_published_at,
        lag(recorded_from) over (
            partition by registry_source, address
            order by published_at, recorded_from, document_key
        ) as version_before_recorded_from
    from dated

),

-- A text that changed under an unchanged date was not yet there when the one before was retrieved.
known as (

    select
        *,
        case
            when published_at = version_before_published_at
                then greatest(first_known, version_before_recorded_from)
            else first_known
        end as known_from
    from versions

),

final as (

    select
        *,
        {{ vintage_end('known_from', 'registry_source, address', 'version_no') }} as known_to,
        {{ vintage_end('recorded_from', 'registry_source, address', 'version_no') }}
            as recorded_to
    from known

)

select * from final
