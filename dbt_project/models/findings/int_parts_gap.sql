{{ config(meta={'kept_by_pair': {'pair': ['exporter', 'importer']}}) }}
{{ kept_by_pair() }}

with

facts as (

    select
        *,
        coalesce(side_country, side) as books
    from {{ ref('fct_trade_value') }}
    where is_current
        and origin = 'observation'
        and flow in ('export', 'import')
        and value is not null
        and not {{ stands_back() }}
        and {{ is_fresh('reporter', 'partner', ref('fct_trade_value')) }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

parts as (

    select
        facts.source,
        facts.books,
        facts.exporter,
        facts.importer,
        facts.flow,
        facts.scope,
        facts.valuation,
        facts.period_start,
        facts.period_end,
        facts.unit,
        commodities.classification,
        commodities.commodity_level,
        sum(facts.value) as parts_value,
        sum(facts.low) as parts_low,
        sum(facts.high) as parts_high,
        count(*) as parts_count
    from facts
    inner join commodities
        on facts.commodity_key = commodities.commodity_key
    where (commodities.classification = 'HS' and commodities.commodity_level = 2)
        or commodities.classification = 'SITC3'
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12

),

-- The guard: where parts hold less of the total than `coverage_guard`, detail is missing and only
-- an excess over the total is an error.
final as (

    select
        totals.assertion_key,
        totals.source,
        totals.exporter,
        totals.importer,
        totals.period_key,
        parts.classification,
        parts.parts_count,
        totals.value as total_value,
        parts.parts_value,
        parts.parts_value / totals.value as coverage
    from facts as totals
    inner join parts
        on totals.source = parts.source
        and totals.books = parts.books
        and totals.exporter = parts.exporter
        and totals.importer = parts.importer
        and totals.flow = parts.flow
        and totals.scope = parts.scope
        and totals.valuation = parts.valuation
        and totals.period_start = parts.period_start
        and totals.period_end = parts.period_end
        and totals.unit = parts.unit
    where totals.commodity_key = 'TOTAL'
        and (
            parts.parts_low >= totals.high
            or (
                parts.parts_high <= totals.low
                and parts.parts_value >= totals.value * {{ var('coverage_guard') }}
            )
        )

)

select * from final
