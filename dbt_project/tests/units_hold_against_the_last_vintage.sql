{{ config(severity='error', store_failures=true, schema='meta') }}
-- An edition that prints a thousand times, or a thousandth of, what its source printed of the same
-- cells before has changed its unit, not its mind. Nothing is released until a person has looked at
-- it. A cell that comes near any earlier vintage of itself is fine: the source has mended it. Few
-- cells among many, or a lone small one, were corrected: a unit is that of at least half of the
-- cells of a pair that were printed before.

with

observations as (

    select * from {{ ref('int_observation') }}
    where origin = 'observation'
        and measure = 'value'
        and value > 0

),

prints as (

    select
        *,
        coalesce(stated_at, recorded_from) as printed_at
    from {{ ref('int_cell') }}
    where form = 'table'
        and measure = 'value'
        and value > 0

),

acknowledgements as (

    select * from {{ ref('acknowledgements') }}
    where kind = 'unit'

),

compared as (

    select
        newest.source,
        newest.document_key,
        newest.reporter,
        newest.partner,
        newest.period_start,
        newest.period_end,
        max(newest.value / before.value) as factor,
        max(greatest(newest.value, before.value)) as largest,
        max(
            case
                when newest.value / before.value between 900 and 1100 then 1
                when before.value / newest.value between 900 and 1100 then 1
                else 0
            end
        ) as has_unit,
        max(
            case
                when newest.value > before.value * {{ var('jump_factor') }} then 0
                when newest.value * {{ var('jump_factor') }} < before.value then 0
                else 1
            end
        ) as has_near
    from observations as newest
    inner join observations as before
        on newest.observation_key = before.observation_key
        and newest.vintage_no > before.vintage_no
    where newest.recorded_to = {{ open_end() }}
        and newest.vintage_no > 1
    group by
        newest.observation_key, newest.source, newest.document_key, newest.reporter,
        newest.partner, newest.period_start, newest.period_end

),

changed as (

    select
        source,
        document_key,
        reporter,
        partner,
        min(period_start) as period_start,
        max(period_end) as period_end,
        min(factor) as factor,
        max(largest) as largest,
        count(*) as cells
    from compared
    where has_unit = 1
        and has_near = 0
    group by source, document_key, reporter, partner

),

-- How many cells of these documents and pairs an earlier document had, changed or not.
known as (

    select
        prints.document_key,
        prints.reporter,
        prints.partner,
        count(distinct prints.dimensions_key) as cells
    from changed
    inner join prints
        on changed.document_key = prints.document_key
        and changed.reporter = prints.reporter
        and changed.partner = prints.partner
    inner join prints as before
        on prints.dimensions_key = before.dimensions_key
        and prints.document_key <> before.document_key
        and prints.printed_at >= before.printed_at
    group by prints.document_key, prints.reporter, prints.partner

)

select
    changed.*,
    changed.source || ': document ' || changed.document_key || ' prints '
    || cast(changed.cells as {{ dbt.type_string() }}) || ' of '
    || cast(known.cells as {{ dbt.type_string() }}) || ' cells of ' || changed.reporter
    || ' with ' || changed.partner || ' at '
    || case when changed.factor > 1 then 'a thousand times' else 'a thousandth of' end
    || ' what it printed before, as if in another unit; mend the source, or say why in the '
    || 'seed acknowledgements (kind unit)' as message
from changed
inner join known
    on changed.document_key = known.document_key
    and changed.reporter = known.reporter
    and changed.partner = known.partner
left join acknowledgements
    on changed.source = acknowledgements.source
    and changed.reporter = acknowledgements.reporter
    and changed.partner = coalesce(acknowledgements.partner, changed.partner)
    and changed.period_start >= acknowledgements.period_from
    and changed.period_end <= coalesce(acknowledgements.period_to, changed.period_end)
where acknowledgements.source is null
    and changed.cells * 2 >= known.cells
    and (changed.cells >= 2 or changed.largest >= {{ var('small_base') }})
