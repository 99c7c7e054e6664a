with

assertions as (

    {{ counted_spells(ref('int_assertion')) }}

),

levels as (

    select
        *,
        coalesce(observation_key, claim_key) as statement_key,
        coalesce(side_country, side) as books,
        {{ counts_from('known_from') }} as known_since,
        {{ counts_until('known_to') }} as known_until,
        {{ counts_from('recorded_from') }} as counted_since,
        {{ counts_until('recorded_to') }} as counted_until,
        {{ year_before('period_start') }} as base_start,
        {{ year_before('period_end') }} as base_end
    from assertions
    where measure = 'value'
        and value is not null
        and plausibility_note is null
        and slice_key is not null
        and period_key is not null
        and status in ('actual', 'preliminary', 'estimate')

),

-- The same source, books and slice a year apart, as far as both were known at one time. Books
-- that nobody names are the same only within one table or one piece of evidence.
pairs as (

    select
        now.*,
        base.period_key as base_key,
        base.period_start as base_from,
        base.period_end as base_to,
        base.assertion_key as denominator_key,
        base.spell_key as base_spell_key,
        base.value as base_value,
        base.low as base_low,
        base.high as base_high,
        {{ hash_key(["'growth'", 'now.statement_key', 'base.statement_key']) }} as growth_series,
        now.valuation = base.valuation
        and now.status = base.status
        and now.scope <> 'unspecified'
        and now.side <> 'unspecified'
        and now.obs_status not in ('B', 'D')
        and base.obs_status not in ('B', 'D')
        -- Below chapters, goods change their place with the edition.
        and (
            length(now.commodity_code) <= 2
            or coalesce(now.commodity_edition, 0) = coalesce(base.commodity_edition, 0)
        ) as is_same_kind,
        greatest(now.published_at, base.published_at) as both_published_at,
        case
            when now.published_at >= base.published_at then now.published_precision
            else base.published_precision
        end as both_precision,
        greatest(now.known_since, base.known_since) as both_known_from,
        least(now.known_until, base.known_until) as both_known_to,
        greatest(now.counted_since, base.counted_since) as both_recorded_from,
        least(now.counted_until, base.counted_until) as both_recorded_to
    from levels as now
    inner join levels as base
        on now.slice_key = base.slice_key
        and now.source = base.source
        and now.origin = base.origin
        and now.books = base.books
        and now.unit = base.unit
        and now.base_start = base.period_start
        and now.base_end = base.period_end
    where base.low > 0
        and (
            now.books <> 'unspecified'
            or now.origin = 'observation'
            or now.evidence_key = base.evidence_key
        )

),

-- Interval arithmetic; a numerator below zero (a balance) is farthest over the smallest base.
rates as (

    select
        *,
        (value / base_value - 1) * 100 as growth,
        (low / case when low < 0 then base_low else base_high end - 1) * 100 as growth_low,
        (high / case when high < 0 then base_high else base_low end - 1) * 100 as growth_high
    from pairs
    where both_recorded_from < both_recorded_to

),

final as (

    select
        {{ hash_key(["'growth'", 'spell_key', 'base_spell_key']) }} as growth_key,
        growth_series as statement_key,
        'computed' as kind,
        cast(null as {{ dbt.type_string() }}) as assertion_key,
        assertion_key as numerator_key,
        denominator_key,
        slice_key,
        document_key,
        evidence_key,
        source,
        'derived' as origin,
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
        period_key,
        period_kind,
        period_start,
        period_end,
        base_key as base_period_key,
        base_from as base_period_start,
        base_to as base_period_end,
        unit,
        'range' as bound,
        status,
        cast(null as {{ dbt.type_string() }}) as speaker_key,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        inferred,
        round(growth, 6) as growth_pct,
        round(growth_low, 6) as low_pct,
        round(growth_high, 6) as high_pct,
        is_same_kind as is_like_for_like,
        false as is_base_inferred,
        both_recorded_to = {{ open_end() }} as is_current,
        both_published_at as published_at,
        both_precision as published_precision,
        both_known_from as known_from,
        greatest(both_known_from, both_known_to) as known_to,
        both_recorded_from as recorded_from,
        both_recorded_to as recorded_to
    from rates

)

select * from final
