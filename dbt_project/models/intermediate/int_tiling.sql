with

assertions as (

    select * from {{ ref('int_assertion') }}
    where {{ is_fresh('reporter', 'partner', ref('int_assertion')) }}

),

geo as (

    select * from {{ ref('int_geo') }}

),

-- Rows of one table that cannot overlap: base flows and scopes between countries, in periods that
-- tile the calendar, outturns only, and as the table stands now.
members as (

    select
        assertions.*,
        coalesce(assertions.side_country, assertions.side) || ' books' as books,
        case
            when assertions.commodity_key = 'TOTAL' then 'total'
            when assertions.classification = 'DISCLOSURE' then 'DISCLOSURE'
            else assertions.classification || ' level ' || length(assertions.commodity_code)
        end as level_name
    from assertions
    inner join geo as reporters
        on assertions.reporter = reporters.geo
    inner join geo as partners
        on assertions.partner = partners.geo
    where assertions.origin = 'observation'
        and assertions.is_current
        and assertions.measure = 'value'
        and assertions.value is not null
        and assertions.plausibility_note is null
        and not {{ stands_back() }}
        and assertions.flow in ('export', 'import')
        and assertions.scope in ('goods', 'services')
        and assertions.basis = 'value'
        and assertions.status in ('actual', 'preliminary', 'estimate')
        and assertions.period_kind in ('month', 'quarter', 'half', 'year')
        and reporters.kind = 'country'
        and partners.kind = 'country'
        and (
            assertions.commodity_key = 'TOTAL'
            or assertions.classification in ('HS', 'SITC3', 'DISCLOSURE')
        )

),

named as (

    select
        *,
        source || ' | ' || period_kind || ' | ' || books || ' | ' || flow || ' | ' || scope
        || ' | ' || basis || ' | ' || valuation || ' | ' || unit || ' | ' || level_name
        || ' | current vintage' as additivity_set
    from members

),

-- Two rows of one set that measure the same would be counted twice: then neither is in it.
counted as (

    select
        *,
        count(*) over (partition by additivity_set, slice_key, period_key) as twins
    from named

),

final as (

    select
        assertion_key,
        additivity_set
    from counted
    where twins = 1

)

select * from final
