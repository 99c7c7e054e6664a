with

assertions as (

    select * from {{ ref('int_assertion') }}
    where is_current
        and origin = 'observation'
        and measure = 'value'
        and basis = 'value'
        and value is not null
        and not {{ stands_back() }}
        and flow in ('export', 'import')
        and period_kind in ('month', 'quarter', 'year')
        and status in ('actual', 'preliminary')
        and {{ is_fresh(
            'reporter', 'partner', ref('int_assertion'), always="commodity_key = 'TOTAL'"
        ) }}

),

sources as (

    select * from {{ ref('sources') }}

),

countries as (

    select * from {{ ref('countries') }}

),

methods as (

    select * from {{ ref('mirror_methods') }}
    where version = {{ var('mirror_version') }}

),

same_goods as (

    select * from {{ ref('int_hs_same_goods') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

today as (

    select cast(max(retrieved_at) as date) as as_of_date
    from {{ ref('stg_manifest') }}

),

-- Each side by its own books: its statistical office before what agencies pass on.
sides as (

    select
        assertions.*,
        side_country = exporter as is_exporter_side,
        row_number() over (
            partition by
                exporter, importer, scope, commodity_key, period_start, period_end, unit, flow
            order by
                case
                    when sources.kind = 'official' and sources.country = side_country then 1
                    when sources.kind = 'international' then 2
                    else 3
                end,
                assertions.published_at desc,
                assertions.source asc,
                assertions.assertion_key asc
        ) as choice
    from assertions
    left join sources
        on assertions.source = sources.source
    where (flow = 'export' and side_country = exporter)
        or (flow = 'import' and side_country = importer)

),

exports as (

    select * from sides
    where choice = 1
        and is_exporter_side

),

imports as (

    select * from sides
    where choice = 1
        and not is_exporter_side

),

observed as (

    select distinct
        exporter,
        importer,
        scope,
        commodity_key,
        period_kind,
        period_key,
        period_start,
        period_end,
        unit
    from sides

),

series as (

    select
        exporter,
        importer,
        scope,
        commodity_key,
        period_kind,
        unit,
        min(period_start) as first_start
    from observed
    where commodity_key = 'TOTAL'
    group by exporter, importer, scope, commodity_key, period_kind, unit

),

-- Totals are looked for in every period since the pair was first seen, whoever printed it.
looked_for as (

    select * from observed

    union

    select
        series.exporter,
        series.importer,
        series.scope,
        series.commodity_key,
        calendar.period_kind,
        calendar.period_key,
        calendar.period_start,
        calendar.period_end,
        series.unit
    from series
    inner join calendar
        on series.period_kind = calendar.period_kind
        and series.first_start <= calendar.period_start
    cross join today
    where calendar.period_end <= today.as_of_date

),

beside as (

    select
        looked_for.*,
        exports.assertion_key as exporter_assertion_key,
        exports.source as exporter_source,
        exports.valuation as exporter_valuation,
        exports.commodity_edition as exporter_edition,
        exports.value as exporter_value,
        exports.low as exporter_low,
        exports.high as exporter_high,
        exports.published_at as exporter_published_at,
        exports.recorded_from as exporter_recorded_from,
        imports.assertion_key as importer_assertion_key,
        imports.source as importer_source,
        imports.valuation as importer_valuation,
        imports.commodity_edition as importer_edition,
        imports.value as importer_value,
        imports.low as importer_low,
        imports.high as importer_high,
        imports.published_at as importer_published_at,
        imports.recorded_from as importer_recorded_from
    from looked_for
    inner join countries as exporters
        on looked_for.exporter = exporters.code
    inner join countries as importers
        on looked_for.importer = importers.code
    left join exports
        on looked_for.exporter = exports.exporter
        and looked_for.importer = exports.importer
        and looked_for.scope = exports.scope
        and looked_for.commodity_key = exports.commodity_key
        and looked_for.period_start = exports.period_start
        and looked_for.period_end = exports.period_end
        and looked_for.unit = exports.unit
    left join imports
        on looked_for.exporter = imports.exporter
        and looked_for.importer = imports.importer
        and looked_for.scope = imports.scope
        and looked_for.commodity_key = imports.commodity_key
        and looked_for.period_start = imports.period_start
        and looked_for.period_end = imports.period_end
        and looked_for.unit = imports.unit

),

-- A method for the pair goes before the one for all.
with_method as (

    select
        beside.*,
        coalesce(pair_methods.method, standard.method) as method,
        coalesce(pair_methods.version, standard.version) as method_version,
        coalesce(pair_methods.band_low, standard.band_low) as band_low,
        coalesce(pair_methods.band_high, standard.band_high) as band_high,
        case
            when exporter_valuation = 'fob' and importer_valuation = 'cif'
                then coalesce(pair_methods.cif_fob_factor, standard.cif_fob_factor)
            else 1
        end as cif_fob_factor
    from beside
    left join methods as pair_methods
        on beside.exporter = pair_methods.exporter
        and beside.importer = pair_methods.importer
    left join methods as standard
        on standard.exporter is null
        and standard.importer is null

),

-- One code in two editions of the harmonized system can be two kinds of goods; most chapters kept
-- theirs, and are compared.
with_editions as (

    select
        with_method.*,
        case
            when exporter_value is null or importer_value is null then null
            when coalesce(exporter_edition, 0) = coalesce(importer_edition, 0) then 'same_edition'
            when same_goods.commodity_key is not null then 'same_goods'
            when length(with_method.commodity_key) <= length('HS:01') then 'same_chapter'
            else 'other_edition'
        end as comparability
    from with_method
    left join same_goods
        on with_method.commodity_key = same_goods.commodity_key
        and with_method.exporter_edition = same_goods.commodity_edition
        and with_method.importer_edition = same_goods.other_edition

),

final as (

    select
        *,
        case
            when exporter_value is not null and importer_value is not null then 'both'
            when exporter_value is not null then 'exporter_only'
            when importer_value is not null then 'importer_only'
            else 'neither'
        end as availability,
        case
            when comparability <> 'other_edition' then round(exporter_value - importer_value, 6)
        end as gap,
        case
            when comparability <> 'other_edition'
                then round(exporter_value - importer_value / cif_fob_factor, 6)
        end as gap_fob,
        case
            when comparability <> 'other_edition' and exporter_value <> 0
                then round(importer_value / exporter_value, 6)
        end as ratio,
        case
            when comparability <> 'other_edition'
                then
                    importer_high >= exporter_low * band_low
                    and importer_low <= exporter_high * band_high
        end as is_within_band,
        -- Both sides stand beside each other since the later of them was there.
        greatest(
            coalesce(exporter_published_at, importer_published_at),
            coalesce(importer_published_at, exporter_published_at)
        ) as published_at,
        greatest(
            coalesce(exporter_recorded_from, importer_recorded_from),
            coalesce(importer_recorded_from, exporter_recorded_from)
        ) as recorded_from
    from with_editions

)

select * from final
