with

shares as (

    select *
    from {{ ref('int_composition_share') }}
    where classification = 'HS'
        and commodity_level = 2
        and measure = 'value'
        and origin = 'observation'
        and total is not null

),

chapters as (

    select * from {{ ref('hs_chapters') }}

),

sectioned as (

    select
        shares.*,
        coalesce(chapters.section, '99') as chapter_section
    from shares
    left join chapters
        on shares.commodity_code = chapters.chapter
        and not shares.is_computed

),

-- A section with a chapter that has no value (it is withheld, say) has none either: what is printed
-- of it is part of the rest.
placed as (

    select
        *,
        case
            when is_computed then 'residual'
            when count(part) over in_section < count(*) over in_section then 'residual'
            else chapter_section
        end as section
    from sectioned
    window in_section as (partition by level_key, moment, chapter_section, is_computed)

),

-- Chapters that leave more than the guard of their total unsaid make no sections.
whole as (

    select
        level_key,
        moment
    from placed
    where not is_computed
    group by level_key, moment
    having sum(part) >= {{ var('coverage_guard') }} * max(total)

),

summed as (

    select
        placed.level_key as chapters_key,
        placed.moment,
        placed.section,
        max(placed.moment_end) as moment_end,
        max(placed.total_assertion_key) as total_assertion_key,
        max(placed.document_key) as document_key,
        max(placed.evidence_key) as evidence_key,
        max(placed.source) as source,
        max(placed.origin) as origin,
        max(placed.exporter) as exporter,
        max(placed.importer) as importer,
        max(placed.period_key) as period_key,
        max(placed.period_kind) as period_kind,
        max(placed.period_start) as period_start,
        max(placed.period_end) as period_end,
        max(placed.scope) as scope,
        max(placed.valuation) as valuation,
        max(placed.commodity_edition) as commodity_edition,
        max(placed.side_country) as side_country,
        max(placed.measure) as measure,
        max(placed.unit) as unit,
        max(placed.status) as status,
        max(placed.obs_status) as obs_status,
        max(placed.conf_status) as conf_status,
        round(sum(placed.part), 6) as part,
        round(sum(placed.part_low), 6) as part_low,
        round(sum(placed.part_high), 6) as part_high,
        max(placed.total) as total,
        max(placed.level_published_at) as level_published_at,
        max(placed.published_precision) as published_precision,
        max(placed.level_known_from) as level_known_from
    from placed
    inner join whole
        on placed.level_key = whole.level_key
        and placed.moment = whole.moment
    group by placed.level_key, placed.moment, placed.section

),

final as (

    select
        *,
        {{ hash_key(["'HS_SECTION'", 'chapters_key']) }} as level_key,
        'HS_SECTION:' || section as commodity_key,
        'HS_SECTION' as classification,
        1 as commodity_level,
        case when section in ('99', 'residual') then 'residual' else 'valued' end as kind,
        case when total <> 0 then round(part / total * 100, 6) end as share_pct
    from summed
    where part is not null

)

select * from final
