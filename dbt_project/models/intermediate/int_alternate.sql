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
        min(case when value is not null and recorded_from < recorded_to then recorded_from end)
            as there_from,
        max(case when value is not null and recorded_from < recorded_to then recorded_to end)
            as there_to
    from observations
    group by
        source, reporter, partner, flow, period_start, period_end, length(commodity_code),
        commodity_edition, is_converted

),

-- What was reported goes before what was converted, then the newest edition.
placed as (

    select
        *,
        min(there_from) over before_it as before_from,
        max(there_to) over before_it as before_to,
        min(there_from) over after_it as after_from,
        max(there_to) over after_it as after_to
    from editions
    window
        before_it as (
            partition by
                source, reporter, partner, flow, period_start, period_end, commodity_level
            order by is_converted asc, commodity_edition desc
            rows between unbounded preceding and 1 preceding
        ),
        after_it as (
            partition by
                source, reporter, partner, flow, period_start, period_end, commodity_level
            order by is_converted asc, commodity_edition desc
            rows between 1 following and unbounded following
        )

),

-- An edition stands back while one before it is there, and behind any other once it was taken back.
standing as (

    select
        *,
        case
            when before_from is not null then before_from
            when coalesce(there_to, after_from) < {{ open_end() }}
                then greatest(coalesce(there_to, after_from), after_from)
        end as alternate_from,
        case
            when before_from is null then after_to
            when coalesce(there_to, after_from) < {{ open_end() }}
                then greatest(before_to, coalesce(after_to, before_to))
            else before_to
        end as alternate_to
    from placed

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
        alternate_from,
        alternate_to
    from standing
    where alternate_from < alternate_to

)

select * from final
