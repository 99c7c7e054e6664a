with

pairs as (

    select * from {{ source('reconciled', 'disagreement') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

final as (

    select
        {{ hash_key(['pairs.disagreement_key', 'pairs.as_of']) }} as disagreement_row_key,
        pairs.disagreement_key,
        pairs.assertion_key_low,
        pairs.assertion_key_high,
        pairs.slice_key_low,
        pairs.slice_key_high,
        pairs.pair_group,
        pairs.measure,
        pairs.reporter,
        pairs.partner,
        pairs.flow,
        pairs.basis,
        pairs.commodity_key,
        pairs.period_key,
        pairs.period_start,
        pairs.period_end,
        pairs.unit,

        {{ money('pairs.value_low') }} as value_low,
        {{ money('pairs.value_high') }} as value_high,
        {{ money('pairs.difference') }} as difference,
        {{ money('pairs.gap') }} as gap,
        pairs.reason,
        pairs.partly_explained_by,
        {{ money('pairs.explained') }} as explained,
        {{ money('pairs.rest') }} as rest,

        pairs.is_closed,
        dates.is_current,
        pairs.as_of,
        dates.known_from,
        dates.known_to
    from pairs
    inner join dates
        on pairs.pair_group = dates.pair_group
        and pairs.as_of = dates.as_of

)

select * from final
