-- 36. engineer: Which documents changed their content at the same address?
--
-- One row per version of a document whose address gave more than one content.
with
documents as (
    select * from dim_document
),
changed as (
    select
        url,
        source
    from documents
    where url is not null
    group by url, source
    having count(distinct content_sha256) > 1
),
final as (
    select
        documents.url,
        documents.version_no,
        documents.title,
        documents.source,
        documents.published_at,
        documents.recorded_from,
        documents.content_sha256,
        documents.is_current
    from documents
    inner join changed
        on documents.url = changed.url and documents.source = changed.source
)
select * from final
order by url, version_no, content_sha256;
