-- 17. journalist: Who first published a figure, and how many outlets only copied it?
--
-- Every text that others repeat, with its copies. `copies` counts them; `similarity` is the share
-- of common runs of words. An article that nobody copied is no row.
with
documents as (
    select * from dim_document
),
copies as (
    select
        root_document_key,
        count(*) as copies,
        count(distinct source) as outlets,
        min(root_similarity) as similarity,
        string_agg(distinct source, ', ' order by source) as copied_by
    from documents
    where is_copy and is_current
    group by root_document_key
),
final as (
    select
        documents.title,
        documents.source as first_published_by,
        documents.published_at as first_published_at,
        copies.copies,
        copies.outlets,
        copies.copied_by,
        copies.similarity,
        documents.url
    from copies
    inner join documents on copies.root_document_key = documents.document_key
)
select * from final
order by copies desc, first_published_at, title;
