with

documents as (

    select * from {{ ref('int_document') }}

),

copies as (

    select * from {{ ref('int_copy') }}

),

final as (

    select
        documents.document_key,
        registry_source,
        source,
        coalesce(copies.root_address, documents.address) as evidence_key,
        coalesce(copies.root_document_key, documents.document_key) as root_document_key,
        copies.similarity as root_similarity,
        url,
        cast(version_no as {{ dbt.type_int() }}) as version_no,
        title,
        byline,
        language,
        content_type,
        content_sha256,
        bytes,
        licence,
        nullif(flags, '') as flags,
        may_republish,
        copies.document_key is not null as is_copy,
        is_adapted,
        is_rebuilt,
        recorded_to = {{ open_end() }} as is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from documents
    left join copies
        on documents.document_key = copies.document_key

)

select * from final
