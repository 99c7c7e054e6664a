-- Values in current money, quantities and values in constant prices are three things: the first
-- stand in one fact, the others in another, and no rate or difference is made across them.

select
    'fct_trade_value' as fact,
    assertion_key
from {{ fresh_rows(ref('fct_trade_value')) }} as trade_values
where basis <> 'value'
    or unit in (select unit from {{ ref('units') }})

union all

select
    'fct_trade_volume' as fact,
    assertion_key
from {{ fresh_rows(ref('fct_trade_volume')) }} as volumes
where basis = 'value'

union all

-- Parents of a rate that are not values in its basis; a join for each, because one over all three
-- would compare every rate with every assertion.
select
    'fct_trade_growth' as fact,
    growth.growth_key as assertion_key
from {{ fresh_rows(ref('fct_trade_growth')) }} as growth
inner join {{ fresh_rows(ref('int_assertion')) }} as parents
    on growth.numerator_key = parents.assertion_key
where growth.basis <> parents.basis

union all

select
    'fct_trade_growth' as fact,
    growth.growth_key as assertion_key
from {{ fresh_rows(ref('fct_trade_growth')) }} as growth
inner join {{ fresh_rows(ref('int_assertion')) }} as parents
    on growth.denominator_key = parents.assertion_key
where growth.basis <> parents.basis

union all

select
    'fct_trade_growth' as fact,
    growth.growth_key as assertion_key
from {{ fresh_rows(ref('fct_trade_growth')) }} as growth
inner join {{ fresh_rows(ref('int_assertion')) }} as parents
    on growth.assertion_key = parents.assertion_key
where growth.basis <> parents.basis
