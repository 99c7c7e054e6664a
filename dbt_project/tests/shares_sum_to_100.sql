-- With its residual, a level of a classification whose total is known sums to 100 per cent and to
-- that total. A member that is withheld has no share of its own: the rest holds it. A level lies
-- within a pair, so that fresh pairs are enough.

select
    level_key,
    vintage_no,
    sum(share_pct) as shares,
    sum(value) as parts,
    max(total_value) as total
from {{ ref('fct_export_composition') }}
where total_value is not null
    and commodity_level is not null
    and {{ is_fresh('exporter', 'importer', ref('fct_export_composition')) }}
group by level_key, vintage_no
having abs(sum(share_pct) - 100) > 0.001
    or abs(sum(value) - max(total_value)) > 0.001
