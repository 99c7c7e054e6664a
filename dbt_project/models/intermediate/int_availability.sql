with

found as (

    select * from {{ ref('int_found') }}

),

coverage as (

    select * from {{ ref('int_coverage') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

listed as (

    select distinct
        'comtrade' as source,
        reporter,
        period_start,
        period_end
    from {{ ref('stg_comtrade_availability') }}

),

sources as (

    select * from {{ ref('sources') }}

),

blackouts as (

    select * from {{ ref('blackouts') }}

),

areas as (

    select * from {{ ref('areas') }}

),

manifest as (

    select * from {{ ref('stg_manifest') }}

),

-- The release's today is the newest retrieval, not the clock of the machine.
today as (

    select
        max(retrieved_at) as as_of,
        cast(max(retrieved_at) as date) as as_of_date
    from manifest

),

-- An answer that covers a cell was asked for it, whether it holds the cell or not.
asked as (

    select
        source,
        reporter,
        partner,
        detail,
        period_kind,
        period_start,
        max(recorded_from) as asked_at
    from (
        select
            *,
            case commodity_level
                when 0 then 'total'
                when 2 then 'chapter'
                when 4 then 'heading'
                when 6 then 'subheading'
                else 'group'
            end as detail
        from coverage
    ) as questions
    group by source, reporter, partner, detail, period_kind, period_start

),

-- A list of what a source has says of everything else of that reporter that it is not there.
catalogues as (

    select
        registry_source as source,
        retrieved_at,
        case {{ json_text('request', 'freq') }} when 'A' then 'year' else 'month' end
            as period_kind,
        {{ json_items('request', 'reporters') }} as reporter
    from manifest
    where entry_kind = 'fetch'
        and status = 200
        and {{ json_text('request', 'kind') }} = 'availability'

),

last_catalogues as (

    select
        source,
        reporter,
        period_kind,
        max(retrieved_at) as asked_at
    from catalogues
    group by source, reporter, period_kind

),

mentioned as (

    select
        source,
        reporter,
        partner,
        detail,
        period_kind,
        period_start
    from found

    union all

    select
        source,
        reporter,
        partner,
        detail,
        period_kind,
        period_start
    from asked

),

series as (

    select
        source,
        reporter,
        partner,
        detail,
        period_kind,
        min(period_start) as first_start
    from mentioned
    group by source, reporter, partner, detail, period_kind

),

-- Every period since a series began that had ended when the newest document came.
grid as (

    select
        series.source,
        series.reporter,
        series.partner,
        series.detail,
        calendar.period_kind,
        calendar.period_key,
        calendar.period_start,
        calendar.period_end,
        today.as_of,
        today.as_of_date,
        cast(
            {{ dbt.dateadd(
                'day',
                "coalesce(case when calendar.period_kind = 'year' then sources.annual_lag_days end, "
                ~ "sources.expected_lag_days, 0)",
                'calendar.period_end'
            ) }} as date
        ) as due_date,
        areas.code is null as is_country
    from series
    inner join calendar
        on series.period_kind = calendar.period_kind
        and series.first_start <= calendar.period_start
    cross join today
    left join sources
        on series.source = sources.source
    left join areas
        on series.partner = areas.code
    where calendar.period_end <= today.as_of_date

),

known_blackouts as (

    select
        grid.source,
        grid.reporter,
        grid.partner,
        grid.detail,
        grid.period_key,
        blackouts.blackout,
        blackouts.status as blackout_status,
        blackouts.reason,
        row_number() over (
            partition by grid.source, grid.reporter, grid.partner, grid.detail, grid.period_key
            order by blackouts.period_from desc, blackouts.blackout asc
        ) as choice
    from grid
    inner join blackouts
        on grid.reporter = blackouts.reporter
        and grid.source = coalesce(blackouts.source, grid.source)
        and grid.partner = coalesce(blackouts.partner, grid.partner)
        and grid.period_end >= blackouts.period_from
        and grid.period_start <= coalesce(blackouts.period_to, grid.period_start)
    where grid.is_country
        and (blackouts.detail = 'partner' or grid.detail <> 'total')

),

joined as (

    select
        grid.*,
        coalesce(found.printed, 0) as printed,
        coalesce(found.secret, 0) as secret,
        coalesce(found.taken_back, 0) as taken_back,
        found.largest,
        coalesce(found.only_estimates, 0) as only_estimates,
        coalesce(found.exports, 0) as exports,
        coalesce(found.imports, 0) as imports,
        found.published_at,
        coalesce(totals.printed, 0) as printed_totals,
        listed.source is not null as is_listed,
        case
            when listed.source is not null then asked.asked_at
            when asked.asked_at is null then last_catalogues.asked_at
            when last_catalogues.asked_at is null then asked.asked_at
            else greatest(asked.asked_at, last_catalogues.asked_at)
        end as asked_at,
        known_blackouts.blackout,
        known_blackouts.blackout_status,
        known_blackouts.reason
    from grid
    left join found
        on grid.source = found.source
        and grid.reporter = found.reporter
        and grid.partner = found.partner
        and grid.detail = found.detail
        and grid.period_start = found.period_start
        and grid.period_end = found.period_end
    left join found as totals
        on grid.source = totals.source
        and grid.reporter = totals.reporter
        and grid.partner = totals.partner
        and totals.detail = 'total'
        and grid.period_start = totals.period_start
        and grid.period_end = totals.period_end
    left join listed
        on grid.source = listed.source
        and grid.reporter = listed.reporter
        and grid.period_start = listed.period_start
        and grid.period_end = listed.period_end
    left join asked
        on grid.source = asked.source
        and grid.reporter = asked.reporter
        and grid.partner = asked.partner
        and grid.detail = asked.detail
        and grid.period_kind = asked.period_kind
        and grid.period_start = asked.period_start
    left join last_catalogues
        on grid.source = last_catalogues.source
        and grid.reporter = last_catalogues.reporter
        and grid.period_kind = last_catalogues.period_kind
    left join known_blackouts
        on grid.source = known_blackouts.source
        and grid.reporter = known_blackouts.reporter
        and grid.partner = known_blackouts.partner
        and grid.detail = known_blackouts.detail
        and grid.period_key = known_blackouts.period_key
        and known_blackouts.choice = 1

),

-- Only an answer says what is not there: detail that nobody asked for, or that a file added by hand
-- leaves out, is not known.
final as (

    select
        *,
        case
            when printed > 0 then 'published'
            when secret > 0 then 'suppressed'
            when taken_back > 0 then 'withdrawn'
            when due_date > as_of_date then 'not_yet_due'
            when asked_at is not null and printed_totals > 0 then 'aggregate_only'
            when blackout_status is not null then blackout_status
            when asked_at is not null then 'never'
            else 'not_asked'
        end as status,
        coalesce(printed > 0 and largest = 0, false) as is_zero,
        printed > 0 and secret > 0 as has_suppressed,
        printed > 0 and only_estimates = 1 as is_estimate
    from joined

)

select * from final
