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

documents as (

    select * from {{ ref('int_document') }}

),

-- An answer without any row takes nothing back: it may be an error that looks like an answer.
holding as (

    select distinct document_key
    from cells

),

places as (

    select distinct
        dimensions_key,
        source,
        measure,
        reporter,
        partner,
        flow,
        scope,
        basis,
        valuation,
        side,
        classification,
        commodity_code,
        commodity,
        period_start,
        period_end,
        share_of,
        unit,
        extract(year from period_start) as period_year,
        extract(month from period_start) as period_month,
        case {{ period_kind('period_start', 'period_end') }}
            when 'year' then 'A'
            when 'month' then 'M'
        end as freq_code,
        case
            when commodity_code is null then 0
            when classification = 'HS' then length(commodity_code)
            else -1
        end as commodity_level
    from cells

),

covered as (

    select
        places.*,
        coverage.document_key
    from places
    inner join coverage
        on places.source = coverage.source
        and places.reporter = coverage.reporter
        and places.partner = coverage.partner
        and places.flow = coverage.flow
        and places.freq_code = coverage.freq_code
        and places.commodity_level = coalesce(coverage.commodity_level, places.commodity_level)
        and places.period_year between coverage.first_year and coverage.last_year
        and places.period_month = coalesce(coverage.period_month, places.period_month)
    inner join holding
        on coverage.document_key = holding.document_key

),

printed as (

    select distinct
        dimensions_key,
        document_key
    from cells

),

final as (

    select distinct
        covered.dimensions_key,
        covered.document_key,
        covered.source,
        covered.measure,
        covered.reporter,
        covered.partner,
        covered.flow,
        covered.scope,
        covered.basis,
        covered.valuation,
        covered.side,
        covered.classification,
        covered.commodity_code,
        covered.commodity,
        covered.period_start,
        covered.period_end,
        covered.share_of,
        covered.unit,
        coalesce({{ url_key('documents.url') }}, documents.document_key) as address,
        documents.stated_published_at as stated_at,
        documents.published_precision as precision_code,
        documents.recorded_from
    from covered
    inner join documents
        on covered.document_key = documents.document_key
    left join printed
        on covered.dimensions_key = printed.dimensions_key
        and covered.document_key = printed.document_key
    where printed.document_key is null

)

select * from final
