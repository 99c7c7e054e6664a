{{ config(severity='warn', store_failures=true, schema='meta') }}
-- A value that is more than `jump_factor` times, or less than that part of, the one of the period
-- before in the same series. It is flagged and kept, with what the jump may be.

-- Shown with the fact: depends on {{ ref('fct_trade_value') }}.
select * from {{ ref('int_jump') }}
