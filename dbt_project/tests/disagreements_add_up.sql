-- What a reason explains and what is left make up the difference, and the lower number is lower.
select
    disagreement_row_key,
    value_low,
    value_high,
    difference,
    explained,
    rest
from {{ ref('fct_disagreement') }}
where abs(explained + rest - difference) > 0.00001
    or abs(value_high - value_low - difference) > 0.00001
    or gap > difference
    or explained < 0
    or rest < 0
