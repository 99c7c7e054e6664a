with

rows_of_levels as (

    select * from {{ ref('int_composition_member') }}

),

members as (

    select * from rows_of_levels
    where kind <> 'total'

),

totals as (

    select * from rows_of_levels
    where kind = 'total'

),

levels as (

    select distinct
        level_key,
        total_key,
        case when measure = 'value' then unit end as unit
    from members

),

spells as (

    select
        level_key,
        counted_from as recorded_from,
        counted_to as recorded_to
    from members

    union

    select
        levels.level_key,
        totals.counted_from as recorded_from,
        totals.counted_to as recorded_to
    from totals
    inner join levels
        on totals.total_key = levels.total_key
        and totals.unit = levels.unit

),

-- A level has a new vintage whenever one of its members, or its total, comes or goes.
changes as (

    select
        level_key,
        recorded_from as moment
    from spells

    union

    select
        level_key,
        recorded_to as moment
    from spells
    where recorded_to < {{ open_end() }}

),

moments as (

    select
        level_key,
        moment,
        coalesce(
            lead(moment) over (partition by level_key order by moment), {{ open_end() }}
        ) as moment_end
    from changes

),

shown_members as (

    select
        members.*,
        moments.moment,
        moments.moment_end,
        row_number() over (
            partition by members.level_key, moments.moment, members.commodity_key
            order by
                members.list_order asc, members.published_at desc, members.assertion_key asc
        ) as choice
    from moments
    inner join members
        on moments.level_key = members.level_key
        and moments.moment >= members.counted_from
        and moments.moment < members.counted_to

),

shown_totals as (

    select
        levels.level_key,
        moments.moment,
        totals.assertion_key as total_assertion_key,
        totals.value as total_value,
        totals.low as total_low,
        totals.high as total_high,
        totals.published_at as total_published_at,
        totals.known_from as total_known_from,
        row_number() over (
            partition by levels.level_key, moments.moment
            order by totals.published_at desc, totals.assertion_key asc
        ) as choice
    from moments
    inner join levels
        on moments.level_key = levels.level_key
    inner join totals
        on levels.total_key = totals.total_key
        and levels.unit = totals.unit
        and moments.moment >= totals.counted_from
        and moments.moment < totals.counted_to

),

final as (

    select
        shown_members.*,
        shown_totals.total_assertion_key,
        shown_totals.total_value,
        shown_totals.total_low,
        shown_totals.total_high,
        greatest(
            shown_members.published_at,
            coalesce(shown_totals.total_published_at, shown_members.published_at)
        ) as state_published_at,
        greatest(
            shown_members.known_from,
            coalesce(shown_totals.total_known_from, shown_members.known_from)
        ) as state_known_from
    from shown_members
    left join shown_totals
        on shown_members.level_key = shown_totals.level_key
        and shown_members.moment = shown_totals.moment
        and shown_totals.choice = 1
    where shown_members.choice = 1

)

select * from final
