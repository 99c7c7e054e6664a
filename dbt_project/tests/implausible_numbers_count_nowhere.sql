-- A number that cannot be is kept for review, and nothing is summed or computed from it.

select assertion_key
from {{ fresh_rows(ref('fct_trade_value')) }} as trade_values
where not is_plausible
    and additivity_set is not null

union all

select derived.assertion_key
from {{ fresh_rows(ref('fct_trade_value')) }} as derived
inner join {{ fresh_rows(ref('fct_trade_value')) }} as parents
    on derived.minuend_key = parents.assertion_key
    or derived.subtrahend_key = parents.assertion_key
where not parents.is_plausible
