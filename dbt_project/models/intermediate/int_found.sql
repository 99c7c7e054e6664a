{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

observations as (

    select * from {{ ref('int_observation_reviewed') }}
    where recorded_to = {{ open_end() }}
        and origin = 'observation'
        and measure = 'value'
        and basis = 'value'
        and flow in ('export', 'import')

),

cells as (

    select
        *,
        {{ period_kind('period_start', 'period_end') }} as period_kind,
        case
            when commodity_code is null then 'total'
            when classification = 'HS' and length(commodity_code) = 2 then 'chapter'
            when classification = 'HS' and length(commodity_code) = 4 then 'heading'
            when classification = 'HS' then 'subheading'
            when classification = 'SITC3' then 'section'
            else 'group'
        end as detail,
        conf_status <> 'F' or obs_status = 'Q' as is_secret,
        value is not null and conf_status = 'F' as is_printed,
        value is null and vintage_no > 1 and obs_status <> 'Q' as is_taken_back
    from observations

),

final as (

    select
        source,
        reporter,
        partner,
        detail,
        period_kind,
        period_start,
        period_end,
        sum(case when is_printed then 1 else 0 end) as printed,
        sum(case when is_secret then 1 else 0 end) as secret,
        sum(case when is_taken_back then 1 else 0 end) as taken_back,
        max(case when is_printed then abs(value) end) as largest,
        min(case when is_printed and obs_status not in ('E', 'I') then 0 else 1 end)
            as only_estimates,
        max(case when is_printed and flow = 'export' then 1 else 0 end) as exports,
        max(case when is_printed and flow = 'import' then 1 else 0 end) as imports,
        max(published_at) as published_at
    from cells
    where period_kind in ('month', 'year')
    group by source, reporter, partner, detail, period_kind, period_start, period_end

)

select * from final
