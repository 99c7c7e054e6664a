with

assertions as (

    select * from {{ ref('int_assertion') }}
    where observation_key is not null
        and measure = 'value'
        and {{ is_fresh('reporter', 'partner', ref('int_assertion')) }}

),

vintages as (

    select
        assertions.*,
        first_value(published_at) over (
            partition by observation_key order by vintage_no
        ) as first_published_at,
        max(vintage_no) over (partition by observation_key) as last_vintage_no,
        lag(assertion_key) over (partition by observation_key order by vintage_no)
            as previous_assertion_key,
        lag(value) over (partition by observation_key order by vintage_no) as previous_value,
        lag(low) over (partition by observation_key order by vintage_no) as previous_low,
        lag(high) over (partition by observation_key order by vintage_no) as previous_high,
        lag(obs_status) over (partition by observation_key order by vintage_no)
            as previous_obs_status,
        lag(conf_status) over (partition by observation_key order by vintage_no)
            as previous_conf_status,
        lag(document_key) over (partition by observation_key order by vintage_no)
            as previous_document_key,
        lag(is_reviewed) over (partition by observation_key order by vintage_no)
            as is_previous_reviewed,
        lag(published_at) over (partition by observation_key order by vintage_no)
            as previous_published_at
    from assertions

),

final as (

    select
        *,
        case
            when is_reviewed then 'corrected'
            when is_previous_reviewed and document_key = previous_document_key then 'uncorrected'
            when previous_value is null and value is null then 'status'
            when value is null then 'withdrawn'
            when previous_value is null then 'returned'
            when value = previous_value then 'status'
            when low < previous_high and high > previous_low then 'reprinted'
            else 'revised'
        end as kind,
        round(value - previous_value, 6) as change_abs,
        case
            when previous_value <> 0
                then round((value - previous_value) / abs(previous_value) * 100, 6)
        end as change_pct,
        {{ dbt.datediff('first_published_at', 'published_at', 'day') }} as days_since_first,
        vintage_no = 2 as is_first,
        vintage_no = last_vintage_no as is_latest
    from vintages
    where vintage_no > 1

)

select * from final
