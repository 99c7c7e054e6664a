{{ config(severity='warn', store_failures=true, schema='meta') }}
-- The chapters, or the sections, of one source and books sum to the total that it prints beside
-- them. The guard: where they hold less of the total than `coverage_guard`, detail is missing and
-- only an excess over the total is an error.

-- Shown with the fact: depends on {{ ref('fct_trade_value') }}.
select * from {{ ref('int_parts_gap') }}
