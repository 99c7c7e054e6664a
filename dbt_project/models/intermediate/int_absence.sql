with

cells as (

    select * from {{ ref('int_cell') }}
    where form = 'table'
        and measure = 'value'
        and flow in ('export', 'import')

),

coverage as (

    select * from {{ ref('int_coverage') }}

),

document_pairs as (

    select * from {{ ref('int_document_pair') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

-- An answer without any row takes nothing back: it may be an error that looks like an answer.
holding as (

    select distinct document_key
    from document_pairs
    where holds_trade

),

places as (

    select distinct
        dimensions_key,
        source,
        reporter,
        partner,
        flow,
        period_start,
        period_end,
        case
            when commodity_code is null then 0
            when classification = 'HS' then length(commodity_code)
            else -1
        end as commodity_level,
        coalesce(substr(commodity_code, 1, 2), '') as chapter,
        commodity_edition,
        is_converted
    from cells

),

-- An answer as reported covers whatever edition was reported, but nothing that was converted; an
-- answer in one edition covers that edition. A total has none.
covered as (

    select
        places.dimensions_key,
        coverage.document_key
    from places
    inner join coverage
        on places.source = coverage.source
        and places.reporter = coverage.reporter
        and places.partner = coverage.partner
        and places.flow = coverage.flow
        and places.period_start = coverage.period_start
        and places.period_end = coverage.period_end
        and places.commodity_level = coverage.commodity_level
        and (
            coverage.chapters is null
            or coverage.chapters like '%"' || places.chapter || '"%'
        )
        and (
            places.commodity_edition is null
            or places.commodity_edition = coverage.edition
            or (coverage.edition is null and not places.is_converted)
        )
    inner join holding
        on coverage.document_key = holding.document_key

),

printed as (

    select distinct
        dimensions_key,
        document_key
    from cells

),

absent as (

    select
        covered.dimensions_key,
        covered.document_key
    from covered
    left join printed
        on covered.dimensions_key = printed.dimensions_key
        and covered.document_key = printed.document_key
    where printed.document_key is null

),

-- All prints of a cell have the same dimensions.
dimensions as (

    select distinct
        cells.dimensions_key,
        cells.source,
        cells.measure,
        cells.reporter,
        cells.partner,
        cells.flow,
        cells.scope,
        cells.basis,
        cells.valuation,
        cells.side,
        cells.classification,
        cells.commodity_code,
        cells.commodity,
        cells.commodity_edition,
        cells.is_converted,
        cells.period_start,
        cells.period_end,
        cells.share_of,
        cells.unit
    from cells
    where cells.dimensions_key in (select dimensions_key from absent)

),

final as (

    select
        dimensions.*,
        absent.document_key,
        coalesce({{ url_key('documents.url') }}, documents.document_key) as address,
        documents.stated_published_at as stated_at,
        documents.published_precision as precision_code,
        documents.recorded_from
    from absent
    inner join dimensions
        on absent.dimensions_key = dimensions.dimensions_key
    inner join documents
        on absent.document_key = documents.document_key

)

select * from final
