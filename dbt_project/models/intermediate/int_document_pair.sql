with

prints as (

    select * from {{ ref('int_print') }}

),

coverage as (

    select * from {{ ref('int_coverage') }}

),

sources as (

    select * from {{ ref('sources') }}

),

figures as (

    select distinct document_key from {{ ref('stg_manual_figure') }}

),

printed as (

    select
        document_key,
        reporter,
        partner,
        count(*) as printed_cells,
        max(
            case
                when form = 'table' and measure = 'value' and flow in ('export', 'import') then 1
                else 0
            end
        ) as holds_trade
    from prints
    left join sources
        on prints.source = sources.source
    group by document_key, reporter, partner

),

covered as (

    select
        document_key,
        reporter,
        partner,
        count(*) as covered_cells
    from coverage
    group by document_key, reporter, partner

),

final as (

    select
        coalesce(printed.document_key, covered.document_key) as document_key,
        coalesce(printed.reporter, covered.reporter) as reporter,
        coalesce(printed.partner, covered.partner) as partner,
        coalesce(printed.printed_cells, 0) as printed_cells,
        coalesce(covered.covered_cells, 0) as covered_cells,
        coalesce(printed.holds_trade, 0) = 1 as holds_trade,
        figures.document_key is not null as is_spoken
    from printed
    full outer join covered
        on printed.document_key = covered.document_key
        and printed.reporter = covered.reporter
        and printed.partner = covered.partner
    left join figures
        on printed.document_key = figures.document_key

)

select * from final
