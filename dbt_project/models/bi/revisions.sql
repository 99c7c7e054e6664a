with

revisions as (

    select * from {{ ref('fct_revision') }}

),

sources as (

    select * from {{ ref('dim_source') }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

final as (

    select
        revisions.observation_key,
        revisions.vintage_no,
        revisions.source,
        sources.name_en as source_name,
        revisions.origin,
        revisions.reporter,
        revisions.partner,
        revisions.flow,
        revisions.scope,
        revisions.valuation,
        revisions.side_country,
        revisions.commodity_key,
        commodities.name_en as commodity,
        revisions.period_key as period,
        revisions.period_kind,
        revisions.period_start,
        revisions.period_end,
        revisions.unit,
        revisions.kind,
        {{ number('revisions.previous_value') }} as previous_value,
        {{ number('revisions.value') }} as value,
        {{ number('revisions.change_abs') }} as change_abs,
        {{ number('revisions.change_pct') }} as change_pct,
        revisions.days_since_first,
        revisions.is_first,
        revisions.is_latest,
        revisions.previous_published_at,
        revisions.published_at,
        revisions.recorded_from,
        revisions.recorded_to
    from revisions
    left join sources
        on revisions.source = sources.source
    left join commodities
        on revisions.commodity_key = commodities.commodity_key

)

select * from final
