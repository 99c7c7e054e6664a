{{ config(severity='warn', store_failures=true, schema='meta') }}
-- The months of one source, books and slice sum to its cumulated period and to its year, all in
-- their current vintage. A series that is cut off is not compared.

-- Shown with the fact: depends on {{ ref('fct_trade_value') }}.
select * from {{ ref('int_months_gap') }}
