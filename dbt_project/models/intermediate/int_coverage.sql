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

-- Only questions for cells say what their answer covers: reporters, partners, periods, one level.
questions as (

    select
        manifest.fetch_key,
        manifest.document_key,
        manifest.registry_source as source,
        manifest.request,
        {{ json_text('manifest.request', 'freq') }} as freq_code,
        {{ json_text('manifest.request', 'level') }} as level_name,
        case {{ json_text('manifest.request', 'indicator') }}
            when 'XPRT-TRD-VL' then 'X'
            when 'MPRT-TRD-VL' then 'M'
        end as indicator_flow
    from manifest
    inner join documents
        on manifest.document_key = documents.document_key
    where manifest.entry_kind = 'fetch'
        and manifest.status = 200
        and {{ json_text('manifest.request', 'kind') }} = 'trade'
        -- What was refused is not absent: an answer with such rows takes nothing back.
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

final as (

    select distinct
        document_key,
        source,
        reporter,
        partner,
        flow,
        freq_code,
        case
            when level_name = 'TOTAL' then 0
            when level_name = 'AG2' then 2
            when level_name = 'AG4' then 4
            when level_name = 'AG6' then 6
        end as commodity_level,
        first_year,
        last_year,
        period_month
    from dated
    where flow is not null

)

select * from final
