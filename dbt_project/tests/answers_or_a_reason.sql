-- An answer has a value in its interval and, where the numbers contradict each other, a reason;
-- where nothing is known there is no value and the reason says why.
select
    reconciliation_key,
    verdict,
    main_reason,
    best,
    low,
    high
from {{ ref('fct_reconciliation') }}
where (verdict = 'no_data' and (best is not null or main_reason is null))
    or (verdict <> 'no_data' and (best is null or low is null or high is null))
    or (verdict in ('conflict', 'agree_after_adjustment') and main_reason is null)
    or (verdict = 'implied' and assertion_count > 0)
    or (verdict = 'single_source' and independent_count <> 1)
