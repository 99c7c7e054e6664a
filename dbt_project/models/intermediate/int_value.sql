with

asserted as (

    select
        assertion_key,
        coalesce(observation_key, claim_key) as statement_key,
        observation_key,
        claim_key,
        vintage_no,
        cast(null as {{ dbt.type_string() }}) as minuend_key,
        cast(null as {{ dbt.type_string() }}) as subtrahend_key,
        origin,
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
        commodity_edition,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        bound,
        status,
        obs_status,
        conf_status,
        speaker_key,
        cited_source,
        inferred,
        value,
        low,
        high,
        plausibility_note,
        is_record,
        is_reviewed,
        is_plausible,
        is_converted,
        is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to,
        alternate_from,
        alternate_to
    from {{ ref('int_assertion') }}
    where measure = 'value'
        and basis = 'value'
        -- A cell without a value says something only where it takes a value back.
        and (value is not null or vintage_no > 1)
        and {{ is_fresh('reporter', 'partner', ref('int_assertion')) }}

),

derived as (

    select
        assertion_key,
        derived_key as statement_key,
        cast(null as {{ dbt.type_string() }}) as observation_key,
        cast(null as {{ dbt.type_string() }}) as claim_key,
        vintage_no,
        minuend_key,
        subtrahend_key,
        'derived' as origin,
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
        cast(null as {{ dbt.type_int() }}) as commodity_edition,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        'range' as bound,
        status,
        obs_status,
        conf_status,
        cast(null as {{ dbt.type_string() }}) as speaker_key,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        inferred,
        value,
        low,
        high,
        cast(null as {{ dbt.type_string() }}) as plausibility_note,
        false as is_record,
        false as is_reviewed,
        true as is_plausible,
        false as is_converted,
        is_current,
        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to,
        cast(null as {{ dbt.type_timestamp() }}) as alternate_from,
        cast(null as {{ dbt.type_timestamp() }}) as alternate_to
    from {{ ref('int_derived_month') }}
    where {{ is_fresh('reporter', 'partner', ref('int_derived_month')) }}

),

final as (

    select * from asserted
    union all
    select * from derived

)

select * from final
