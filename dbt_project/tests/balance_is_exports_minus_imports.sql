{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Balance = exports - imports of its reporter, as intervals, within one piece of evidence and one
-- set of books; so it cannot be positive for both partners. What fails is data.

with

facts as (

    select
        *,
        coalesce(side_country, side) as books
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin <> 'derived'
        and commodity_key = 'TOTAL'
        and value is not null

),

balances as (

    select * from facts
    where flow = 'balance'

),

one_way as (

    select * from facts
    where flow in ('export', 'import')

)

select
    balances.evidence_key,
    balances.source,
    balances.reporter,
    balances.partner,
    balances.period_key,
    balances.unit,
    balances.value as balance,
    outward.value as exports,
    inward.value as imports
from balances
inner join one_way as outward
    on balances.evidence_key = outward.evidence_key
    and balances.reporter = outward.exporter
    and balances.partner = outward.importer
    and balances.period_key = outward.period_key
    and balances.scope = outward.scope
    and balances.books = outward.books
    and balances.unit = outward.unit
    and balances.origin = outward.origin
inner join one_way as inward
    on balances.evidence_key = inward.evidence_key
    and balances.partner = inward.exporter
    and balances.reporter = inward.importer
    and balances.period_key = inward.period_key
    and balances.scope = inward.scope
    and balances.books = inward.books
    and balances.unit = inward.unit
    and balances.origin = inward.origin
where balances.high <= outward.low - inward.high
    or balances.low >= outward.high - inward.low
