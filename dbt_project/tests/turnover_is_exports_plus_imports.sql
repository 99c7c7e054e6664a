{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Turnover = exports + imports, as intervals, within one piece of evidence and one set of books.
-- The press breaks it (DESIGN, first quarter of 2024): what fails is data and blocks nothing.

with

facts as (

    select
        *,
        coalesce(side_country, side) as books,
        least(reporter, partner) as first_of_pair,
        greatest(reporter, partner) as second_of_pair
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin <> 'derived'
        and commodity_key = 'TOTAL'
        and value is not null

),

turnovers as (

    select * from facts
    where flow = 'turnover'

),

one_way as (

    select * from facts
    where flow in ('export', 'import')

)

select
    turnovers.evidence_key,
    turnovers.source,
    turnovers.reporter,
    turnovers.partner,
    turnovers.period_key,
    turnovers.unit,
    turnovers.value as turnover,
    one_way.value as one_way_value,
    other_way.value as other_way_value,
    turnovers.low as turnover_low,
    turnovers.high as turnover_high,
    one_way.low + other_way.low as sum_low,
    one_way.high + other_way.high as sum_high
from turnovers
inner join one_way
    on turnovers.evidence_key = one_way.evidence_key
    and turnovers.first_of_pair = one_way.first_of_pair
    and turnovers.second_of_pair = one_way.second_of_pair
    and turnovers.period_key = one_way.period_key
    and turnovers.scope = one_way.scope
    and turnovers.books = one_way.books
    and turnovers.unit = one_way.unit
    and turnovers.status = one_way.status
    and turnovers.origin = one_way.origin
inner join one_way as other_way
    on one_way.evidence_key = other_way.evidence_key
    and one_way.exporter = other_way.importer
    and one_way.importer = other_way.exporter
    and one_way.period_key = other_way.period_key
    and one_way.scope = other_way.scope
    and one_way.books = other_way.books
    and one_way.unit = other_way.unit
    and one_way.status = other_way.status
    and one_way.origin = other_way.origin
where one_way.exporter < one_way.importer
    and (
        turnovers.high <= one_way.low + other_way.low
        or turnovers.low >= one_way.high + other_way.high
    )
