{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner'], 'always': "kind = 'implied'"}},
    pre_hook="{{ forget() }}",
    post_hook="{{ create_reader_macros(this, 'growth_') }}",
) }}
{{ kept_by_pair() }}

with

stated as (

    select * from {{ ref('int_growth_stated') }}

),

computed as (

    select * from {{ ref('int_growth_computed') }}

),

implied as (

    select * from {{ ref('int_growth_implied') }}

),

reconciled as (

    select * from {{ source('reconciled', 'growth') }}
    where kind = 'stated'

),

-- What was last found of a stated rate: do the levels of its own books exclude it?
judged as (

    select
        assertion_key,
        is_contradicted,
        row_number() over (partition by assertion_key order by as_of desc) as verdict_no
    from reconciled

),

contradicted as (

    select assertion_key as contradicted_key
    from judged
    where verdict_no = 1
        and is_contradicted

),

unioned as (

    select
        *,
        cast(null as {{ dbt.type_string() }}) as implied_by
    from stated

    union all

    select
        *,
        cast(null as {{ dbt.type_string() }}) as implied_by
    from computed

    union all

    select * from implied

),

final as (

    select
        growth_key,
        statement_key,
        kind,
        assertion_key,
        numerator_key,
        denominator_key,
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
        base_period_key,
        base_period_start,
        base_period_end,
        unit,
        bound,
        status,
        speaker_key,
        cited_source,
        inferred,
        implied_by,

        {{ money('growth_pct') }} as growth_pct,
        {{ money('low_pct') }} as low_pct,
        {{ money('high_pct') }} as high_pct,

        is_like_for_like,
        is_base_inferred,
        contradicted.contradicted_key is not null as is_contradicted,
        is_current,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from unioned
    left join contradicted
        on unioned.assertion_key = contradicted.contradicted_key

)

select * from final
