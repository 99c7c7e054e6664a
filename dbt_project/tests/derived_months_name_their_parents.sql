-- A derived month names the two cumulated values that it comes from, and both exist.

select facts.assertion_key
from {{ ref('fct_trade_value') }} as facts
left join {{ ref('fct_trade_value') }} as minuends
    on facts.minuend_key = minuends.assertion_key
left join {{ ref('fct_trade_value') }} as subtrahends
    on facts.subtrahend_key = subtrahends.assertion_key
where (
    facts.origin = 'derived'
    and (minuends.assertion_key is null or subtrahends.assertion_key is null)
)
or (facts.origin <> 'derived' and facts.minuend_key is not null)
