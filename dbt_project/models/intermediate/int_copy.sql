with

links as (

    select * from {{ ref('stg_syndication') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

-- A new version of a page is no copy of the version before: they share their address anyway.
final as (

    select
        copies.document_key,
        copies.address,
        links.root_document_key,
        roots.address as root_address,
        links.similarity,
        links.method_version,
        row_number() over (
            partition by copies.address
            order by links.root_document_key, copies.document_key
        ) as address_choice
    from links
    inner join documents as copies
        on links.document_key = copies.document_key
    inner join documents as roots
        on links.root_document_key = roots.document_key
    where copies.address <> roots.address

)

select * from final
