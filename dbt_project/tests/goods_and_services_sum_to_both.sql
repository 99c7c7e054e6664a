{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Goods + services = both, as intervals, within one piece of evidence and one set of books.

with

facts as (

    select
        *,
        coalesce(side_country, side) as books,
        coalesce(exporter, reporter) as first_side,
        coalesce(importer, partner) as second_side,
        case when flow in ('export', 'import') then 'trade' else flow end as slice_flow
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin <> 'derived'
        and commodity_key = 'TOTAL'
        and value is not null

)

select
    both_scopes.evidence_key,
    both_scopes.source,
    both_scopes.reporter,
    both_scopes.partner,
    both_scopes.flow,
    both_scopes.period_key,
    both_scopes.value as goods_and_services,
    goods.value as goods,
    services.value as services
from facts as both_scopes
inner join facts as goods
    on both_scopes.evidence_key = goods.evidence_key
    and both_scopes.first_side = goods.first_side
    and both_scopes.second_side = goods.second_side
    and both_scopes.slice_flow = goods.slice_flow
    and both_scopes.period_key = goods.period_key
    and both_scopes.books = goods.books
    and both_scopes.unit = goods.unit
    and both_scopes.status = goods.status
inner join facts as services
    on both_scopes.evidence_key = services.evidence_key
    and both_scopes.first_side = services.first_side
    and both_scopes.second_side = services.second_side
    and both_scopes.slice_flow = services.slice_flow
    and both_scopes.period_key = services.period_key
    and both_scopes.books = services.books
    and both_scopes.unit = services.unit
    and both_scopes.status = services.status
where both_scopes.scope = 'goods_and_services'
    and goods.scope = 'goods'
    and services.scope = 'services'
    and (
        both_scopes.high <= goods.low + services.low
        or both_scopes.low >= goods.high + services.high
    )
