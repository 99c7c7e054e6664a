with

prints as (

    select * from {{ ref('int_print') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

sources as (

    select * from {{ ref('sources') }}

),

cells as (

    select *
    from prints
    where {{ is_fresh('reporter', 'partner') }}

),

-- A row says when it was published; else its document does; else the retrieval bounds it.
dated as (

    select
        cells.*,
        documents.recorded_from,
        sources.form,
        coalesce({{ url_key('cells.source_url') }}, documents.address) as address,
        coalesce(cells.published_at, documents.stated_published_at) as stated_at,
        case
            when cells.published_at is not null then cells.published_precision
            else documents.published_precision
        end as precision_code
    from cells
    inner join documents
        on cells.document_key = documents.document_key
    left join sources
        on cells.source = sources.source

),

-- What a publisher of tables prints again is the same cell; a statement stands for itself.
identified as (

    select
        *,
        case
            when form = 'table' then ''
            else coalesce(address, document_key) || '|' || coalesce(speaker, '') || '|'
                || coalesce(cited_source, '') || '|' || coalesce(status, '')
        end as publication
    from dated

),

final as (

    select
        *,
        {{ hash_key([
            'source', 'publication', 'measure', 'reporter', 'partner', 'flow', 'scope', 'basis',
            'valuation', 'side', printed_in(), 'commodity_code', 'commodity', 'period_start',
            'period_end', 'base_period_start', 'base_period_end', 'share_of', 'unit'
        ]) }} as dimensions_key
    from identified

)

select * from final
