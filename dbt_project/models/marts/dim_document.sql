with

documents as (

    select * from {{ ref('int_document') }}

),

final as (

    select
        document_key,
        registry_source,
        source,
        address as evidence_key,
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

)

select * from final
