with

inputs as (

    select * from {{ source('reconciled', 'reconciliation_input') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

assertions as (

    select * from {{ ref('int_assertion') }}

),

final as (

    select
        {{ hash_key(['inputs.assertion_key', 'inputs.as_of']) }} as input_key,
        inputs.reconciliation_key,
        inputs.assertion_key,
        inputs.component_key,
        inputs.pair_group,
        inputs.measure,
        inputs.rung,
        inputs.reason_unused,
        assertions.unit as stated_unit,
        inputs.unit,
        inputs.rate_type,

        {{ money('assertions.value') }} as stated_value,
        {{ money('inputs.adjusted_value') }} as adjusted_value,
        {{ money('inputs.adjusted_low') }} as adjusted_low,
        {{ money('inputs.adjusted_high') }} as adjusted_high,
        {{ number('inputs.fx_rate') }} as fx_rate,
        {{ money('inputs.gap_to_best') }} as gap_to_best,
        {{ money('inputs.gap_to_best_pct') }} as gap_to_best_pct,
        inputs.weight,

        inputs.is_used,
        inputs.is_in_conflict,
        inputs.is_suspect,
        dates.is_current,
        inputs.as_of,
        dates.known_from,
        dates.known_to
    from inputs
    inner join dates
        on inputs.pair_group = dates.pair_group
        and inputs.as_of = dates.as_of
    inner join assertions
        on inputs.assertion_key = assertions.assertion_key

)

select * from final
