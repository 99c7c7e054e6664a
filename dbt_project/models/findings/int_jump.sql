{{ config(meta={'kept_by_pair': {'pair': ['exporter', 'importer']}}) }}
{{ kept_by_pair() }}

with

facts as (

    select
        assertion_key,
        source,
        coalesce(side_country, side) as books,
        slice_key,
        exporter,
        importer,
        flow,
        commodity_key,
        -- Below chapters, goods change their place with the edition.
        case when length(commodity_key) > length('HS:01') then commodity_edition end as edition,
        valuation,
        period_kind,
        period_key,
        period_start,
        period_end,
        unit,
        value
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin = 'observation'
        and flow in ('export', 'import')
        and period_kind in ('month', 'year')
        and value > 0
        and not {{ stands_back() }}
        and {{ is_fresh('reporter', 'partner', ref('fct_trade_value')) }}

),

blackouts as (

    select * from {{ ref('blackouts') }}

),

neighbours as (

    select
        *,
        lag(value) over (
            partition by source, books, slice_key, edition, flow, valuation, unit, period_kind
            order by period_start
        ) as previous_value,
        lag(period_end) over (
            partition by source, books, slice_key, edition, flow, valuation, unit, period_kind
            order by period_start
        ) as previous_end,
        lead(value) over (
            partition by source, books, slice_key, edition, flow, valuation, unit, period_kind
            order by period_start
        ) as next_value
    from facts

),

jumps as (

    select
        *,
        cast(value / previous_value as {{ type_double() }}) as factor
    from neighbours
    where cast({{ dbt.dateadd('day', 1, 'previous_end') }} as date) = period_start
        and (
            value > previous_value * {{ var('jump_factor') }}
            or value * {{ var('jump_factor') }} < previous_value
        )

),

stopped as (

    select distinct jumps.assertion_key
    from jumps
    inner join blackouts
        on jumps.books = blackouts.reporter
        and jumps.period_end >= blackouts.period_from
        and jumps.period_start <= coalesce(blackouts.period_to, jumps.period_start)

),

-- What the jump may be.
final as (

    select
        jumps.*,
        case
            when factor between 900 and 1100 or 1 / factor between 900 and 1100 then 'unit'
            when stopped.assertion_key is not null then 'stop_of_publication'
            when least(value, previous_value) < {{ var('small_base') }} then 'small_base'
            when next_value between previous_value / {{ var('jump_factor') }}
                and previous_value * {{ var('jump_factor') }} then 'single_period'
            else 'change_of_level'
        end as explanation
    from jumps
    left join stopped
        on jumps.assertion_key = stopped.assertion_key

)

select * from final
