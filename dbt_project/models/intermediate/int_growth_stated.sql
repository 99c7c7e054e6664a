with

assertions as (

    select * from {{ ref('int_assertion') }}
    where measure in ('growth_pct', 'multiple')
        and value is not null
        and plausibility_note is null
        and {{ is_fresh('reporter', 'partner', ref('int_assertion')) }}

),

-- A change without a named base is measured against the same period a year before. A multiple is
-- a growth rate in other words: 1.5 times is 50 per cent more.
based as (

    select
        *,
        base_period_key is null and period_key is not null as is_base_inferred,
        coalesce(base_period_start, {{ year_before('period_start') }}) as base_start,
        coalesce(base_period_end, {{ year_before('period_end') }}) as base_end,
        case measure when 'multiple' then 100 else 1 end as factor,
        case measure when 'multiple' then -100 else 0 end as shift
    from assertions

),

final as (

    select
        assertion_key as growth_key,
        coalesce(observation_key, claim_key) as statement_key,
        'stated' as kind,
        assertion_key,
        cast(null as {{ dbt.type_string() }}) as numerator_key,
        cast(null as {{ dbt.type_string() }}) as denominator_key,
        slice_key,
        document_key,
        evidence_key,
        source,
        origin,
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
        {{ period_key('base_start', 'base_end') }} as base_period_key,
        base_start as base_period_start,
        base_end as base_period_end,
        cast(null as {{ dbt.type_string() }}) as unit,
        bound,
        status,
        speaker_key,
        cited_source,
        inferred,
        round(value * factor + shift, 6) as growth_pct,
        round(low * factor + shift, 6) as low_pct,
        round(high * factor + shift, 6) as high_pct,
        cast(null as {{ dbt.type_boolean() }}) as is_like_for_like,
        is_base_inferred,
        is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from based

)

select * from final
