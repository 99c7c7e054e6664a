with

leads as (

    select * from {{ ref('stg_news_lead') }}

),

manifest as (

    select * from {{ ref('stg_manifest') }}

),

articles as (

    select * from {{ ref('stg_news_article') }}

),

found as (

    select
        document_key,
        min(retrieved_at) as found_at
    from manifest
    where entry_kind = 'fetch'
    group by document_key

),

-- A search finds the same page day after day: it was found when it was found first.
addressed as (

    select
        leads.*,
        found.found_at,
        {{ url_key('leads.url') }} as address,
        row_number() over (
            partition by leads.finder, {{ url_key('leads.url') }}
            order by found.found_at, leads.document_key, {{ version_order('leads.locator') }}
        ) as find_no
    from leads
    inner join found
        on leads.document_key = found.document_key

),

-- The page itself, or the address that it says is its own.
addresses as (

    select
        {{ url_key('url') }} as address,
        document_key
    from articles

    union

    select
        {{ url_key('canonical_url') }} as address,
        document_key
    from articles

),

pages as (

    select
        address,
        min(document_key) as document_key
    from addresses
    group by address

),

final as (

    select
        addressed.finder,
        addressed.url,
        addressed.title,
        addressed.publisher,
        addressed.language,
        addressed.country,
        addressed.query,
        pages.document_key,
        pages.document_key is not null as is_read,
        addressed.published_at,
        addressed.seen_at,
        addressed.found_at
    from addressed
    left join pages
        on addressed.address = pages.address
    where addressed.find_no = 1

)

select * from final
