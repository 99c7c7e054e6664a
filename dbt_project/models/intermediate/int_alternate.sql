with

observations as (

    select * from {{ ref('int_observation') }}
    where commodity_edition is not null

),

-- The goods of one pair, flow, period and level, once for every edition that they are printed in.
editions as (

    select
        source,
        reporter,
        partner,
        flow,
        period_start,
        period_end,
        length(commodity_code) as commodity_level,
        commodity_edition,
        is_converted,
        max(case when value is not null and recorded_to = {{ open_end() }} then 1 else 0 end)
            as is_there,
        min(case when value is not null then recorded_from end) as first_recorded
    from observations
    group by
        source, reporter, partner, flow, period_start, period_end, length(commodity_code),
        commodity_edition, is_converted

),

-- What is still there goes before what was taken back, then what was reported before what was
-- converted, then the newest edition.
ranked as (

    select
        *,
        row_number() over in_order as choice,
        first_value(first_recorded) over in_order as preferred_from
    from editions
    window in_order as (
        partition by
            source, reporter, partner, flow, period_start, period_end, commodity_level
        order by is_there desc, is_converted asc, commodity_edition desc
    )

),

final as (

    select
        source,
        reporter,
        partner,
        flow,
        period_start,
        period_end,
        commodity_level,
        commodity_edition,
        is_converted,
        preferred_from as alternate_from
    from ranked
    where choice > 1
        and preferred_from is not null

)

select * from final
