-- A derived month names the two cumulated values that it comes from, and both exist.

with

facts as (

    select * from {{ fresh_rows(ref('fct_trade_value')) }} as trade_values
    where origin = 'derived'
        or minuend_key is not null

)

select facts.assertion_key
from facts
left join {{ fresh_rows(ref('fct_trade_value')) }} as minuends
    on facts.minuend_key = minuends.assertion_key
left join {{ fresh_rows(ref('fct_trade_value')) }} as subtrahends
    on facts.subtrahend_key = subtrahends.assertion_key
where facts.origin <> 'derived'
    or minuends.assertion_key is null
    or subtrahends.assertion_key is null
