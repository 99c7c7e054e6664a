{{ config(post_hook="{{ create_reconciled_on(this) }}") }}

with

answers as (

    select * from {{ source('reconciled', 'reconciliation') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

final as (

    select
        answers.reconciliation_key,
        answers.slice_key,
        answers.pair_group,
        answers.reporter,
        answers.partner,
        answers.flow,
        case when answers.flow = 'export' then answers.reporter end as exporter,
        case when answers.flow = 'export' then answers.partner end as importer,
        answers.scope,
        answers.basis,
        answers.commodity_key,
        answers.period_key,
        answers.period_kind,
        answers.period_start,
        answers.period_end,
        answers.unit,
        answers.side_country,
        answers.verdict,
        answers.main_reason,
        answers.sentence,

        {{ money('answers.best') }} as best,
        {{ money('answers.low') }} as low,
        {{ money('answers.high') }} as high,
        {{ money('answers.spread') }} as spread,
        {{ money('answers.spread_pct') }} as spread_pct,
        cast(answers.assertion_count as {{ dbt.type_int() }}) as assertion_count,
        cast(answers.independent_count as {{ dbt.type_int() }}) as independent_count,
        cast(answers.side_count as {{ dbt.type_int() }}) as side_count,

        answers.method_version,
        answers.method_key as method_hash,
        dates.is_current,
        answers.as_of,
        dates.known_from,
        dates.known_to
    from answers
    inner join dates
        on answers.pair_group = dates.pair_group
        and answers.as_of = dates.as_of

)

select * from final
