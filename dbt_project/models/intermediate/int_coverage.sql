with

manifest as (

    select * from {{ ref('stg_manifest') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

quarantine as (

    select * from {{ ref('stg_quarantine') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

-- Only questions for cells say what their answer covers: reporters, partners, periods, one level.
questions as (

    select
        manifest.fetch_key,
        manifest.document_key,
        manifest.registry_source as source,
        documents.recorded_from,
        manifest.request,
        {{ json_text('manifest.request', 'freq') }} as freq_code,
        {{ json_text('manifest.request', 'level') }} as level_name,
        {{ json_text('manifest.request', 'chapters') }} as chapters,
        {{ hs_edition(json_text('manifest.request', 'classification')) }} as edition,
        case {{ json_text('manifest.request', 'indicator') }}
            when 'XPRT-TRD-VL' then 'X'
            when 'MPRT-TRD-VL' then 'M'
        end as indicator_flow
    from manifest
    inner join documents
        on manifest.document_key = documents.document_key
    where manifest.entry_kind = 'fetch'
        -- A 404 is kept where it says that there are no records.
        and manifest.status in (200, 404)
        and {{ json_text('manifest.request', 'kind') }} = 'trade'
        -- What is refused is not absent: an answer with such rows takes nothing back.
        and manifest.document_key not in (
            select document_key from quarantine
            where document_key is not null
        )

),

reporters as (

    select
        *,
        {{ json_items('request', 'reporters') }} as reporter
    from questions

),

partners as (

    select
        *,
        {{ json_items('request', 'partners') }} as partner
    from reporters

),

periods as (

    select
        *,
        {{ json_items('request', 'periods') }} as period_text
    from partners

),

listed_flows as (

    select
        fetch_key,
        {{ json_items('request', 'flows') }} as flow_code
    from questions

),

both_flows as (

    select 'X' as flow_code
    union all
    select 'M' as flow_code

),

-- A question that names no flow asks for both.
flows as (

    select
        fetch_key,
        flow_code
    from listed_flows

    union

    select
        questions.fetch_key,
        both_flows.flow_code
    from questions
    cross join both_flows
    where questions.fetch_key not in (select fetch_key from listed_flows)
        and coalesce(questions.indicator_flow, both_flows.flow_code) = both_flows.flow_code

),

-- 2024, 202403, or a range of years.
dated as (

    select
        periods.*,
        case flows.flow_code when 'X' then 'export' when 'M' then 'import' end as flow,
        cast(substr(period_text, 1, 4) as {{ dbt.type_int() }}) as first_year,
        cast(
            case
                when period_text like '____..____' then substr(period_text, 7, 4)
                else substr(period_text, 1, 4)
            end as {{ dbt.type_int() }}
        ) as last_year,
        case
            when length(period_text) = 6
                then cast(substr(period_text, 5, 2) as {{ dbt.type_int() }})
        end as period_month
    from periods
    inner join flows
        on periods.fetch_key = flows.fetch_key
    where period_text like '____' or period_text like '______' or period_text like '____..____'

),

-- A level is the length of its codes; a source with groups of its own answers for all of them.
levels as (

    select
        'TOTAL' as level_name,
        0 as commodity_level
    union all
    select
        'AG2' as level_name,
        2 as commodity_level
    union all
    select
        'AG4' as level_name,
        4 as commodity_level
    union all
    select
        'AG6' as level_name,
        6 as commodity_level
    union all
    select
        'WITS product groups' as level_name,
        0 as commodity_level
    union all
    select
        'WITS product groups' as level_name,
        -1 as commodity_level

),

final as (

    select distinct
        dated.document_key,
        dated.recorded_from,
        dated.source,
        dated.reporter,
        dated.partner,
        dated.flow,
        levels.commodity_level,
        dated.chapters,
        dated.edition,
        calendar.period_kind,
        calendar.period_start,
        calendar.period_end
    from dated
    inner join levels
        on dated.level_name = levels.level_name
    inner join calendar
        on dated.freq_code = case calendar.period_kind when 'year' then 'A' else 'M' end
        and extract(year from calendar.period_start) between dated.first_year and dated.last_year
        and extract(month from calendar.period_start)
        = coalesce(dated.period_month, extract(month from calendar.period_start))
    where dated.flow is not null

)

select * from final
