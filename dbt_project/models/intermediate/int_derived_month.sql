{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

assertions as (

    {{ counted_spells(ref('int_assertion')) }}

),

copies as (

    select distinct document_key from {{ ref('int_copy') }}

),

-- What cumulates from January: a month, a quarter, a half and a year can do that too.
candidates as (

    select
        *,
        coalesce(observation_key, claim_key) as statement_key,
        coalesce(side_country, side) as books,
        {{ counts_from('known_from') }} as known_since,
        {{ counts_until('known_to') }} as known_until,
        {{ counts_from('recorded_from') }} as counted_since,
        {{ counts_until('recorded_to') }} as counted_until
    from assertions
    where measure = 'value'
        and basis = 'value'
        and plausibility_note is null
        and value is not null
        and slice_key is not null
        and status in ('actual', 'preliminary', 'estimate')
        and period_kind in ('month', 'quarter', 'half', 'ytd', 'year')
        and extract(month from period_start) = 1

),

-- A year alone has no other end to take away: most tables print nothing but years.
cumulating as (

    select distinct
        slice_key,
        period_start
    from candidates
    where period_kind <> 'year'

),

promising as (

    select candidates.*
    from candidates
    inner join cumulating
        on candidates.slice_key = cumulating.slice_key
        and candidates.period_start = cumulating.period_start

),

-- What was read in a page, in a copy of it, and typed from the same page is one piece of evidence.
ranked as (

    select
        promising.*,
        dense_rank() over (
            partition by
                evidence_key, slice_key, books, valuation, unit, period_start, period_end, low, high
            order by
                case origin when 'curated' then 1 else 2 end,
                case when copies.document_key is null then 1 else 2 end
        ) as choice
    from promising
    left join copies
        on promising.document_key = copies.document_key

),

cumulated as (

    select * from ranked
    where choice = 1

),

-- Two figures of the same books one month apart. Books that nobody names are the same only
-- within one table or one piece of evidence.
pairs as (

    select
        later.*,
        later.assertion_key as minuend_key,
        earlier.assertion_key as subtrahend_key,
        earlier.spell_key as earlier_spell_key,
        {{ hash_key(["'derived'", 'later.statement_key', 'earlier.statement_key']) }}
            as derived_key,
        cast({{ dbt.dateadd('day', 1, 'earlier.period_end') }} as date) as month_start,
        later.value - earlier.value as month_value,
        later.low - earlier.high as month_low,
        later.high - earlier.low as month_high,
        greatest(later.published_at, earlier.published_at) as both_published_at,
        case
            when later.published_at >= earlier.published_at then later.published_precision
            else earlier.published_precision
        end as both_precision,
        greatest(later.known_since, earlier.known_since) as both_known_from,
        least(later.known_until, earlier.known_until) as both_known_to,
        greatest(later.counted_since, earlier.counted_since) as both_recorded_from,
        least(later.counted_until, earlier.counted_until) as both_recorded_to
    from cumulated as later
    inner join cumulated as earlier
        on later.slice_key = earlier.slice_key
        and later.books = earlier.books
        and later.valuation = earlier.valuation
        and later.unit = earlier.unit
        and later.period_start = earlier.period_start
        and {{ dbt.date_trunc('month', 'later.period_end') }}
        = {{ dbt.dateadd('day', 1, 'earlier.period_end') }}
    where later.books <> 'unspecified'
        or later.evidence_key = earlier.evidence_key
        or (
            later.source = earlier.source
            and later.origin = 'observation'
            and earlier.origin = 'observation'
        )

),

final as (

    select
        {{ hash_key(["'derived'", 'spell_key', 'earlier_spell_key']) }} as assertion_key,
        derived_key,
        cast(row_number() over (
            partition by derived_key order by both_recorded_from, minuend_key, subtrahend_key
        ) as {{ dbt.type_int() }}) as vintage_no,
        minuend_key,
        subtrahend_key,
        slice_key,
        document_key,
        evidence_key,
        source,
        source_url,
        reporter,
        partner,
        flow,
        exporter,
        importer,
        scope,
        basis,
        valuation,
        side,
        side_country,
        commodity_key,
        classification,
        commodity_code,
        {{ period_key('month_start', 'period_end') }} as period_key,
        'month' as period_kind,
        month_start as period_start,
        period_end,
        unit,
        status,
        obs_status,
        conf_status,
        inferred,
        round(month_value, 6) as value,
        round(month_low, 6) as low,
        round(month_high, 6) as high,
        both_recorded_to = {{ open_end() }} as is_current,
        both_published_at as published_at,
        both_precision as published_precision,
        both_known_from as known_from,
        greatest(both_known_from, both_known_to) as known_to,
        both_recorded_from as recorded_from,
        both_recorded_to as recorded_to
    from pairs
    where both_recorded_from < both_recorded_to

)

select * from final
