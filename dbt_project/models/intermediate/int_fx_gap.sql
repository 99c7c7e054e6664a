with

ends as (

    select * from {{ ref('rate_series_ends') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

rates as (

    select * from {{ ref('int_fx_rate') }}

),

moments as (

    select
        min(retrieved_at) as first_retrieved_at,
        max(retrieved_at) as as_of
    from {{ ref('stg_manifest') }}

),

-- Every month and year since then that was over when the newest document came.
missing as (

    select
        ends.source,
        ends.currency,
        ends.quote_currency,
        'average_arithmetic' as rate_type,
        ends.null_reason,
        ends.evidence,
        calendar.period_key,
        calendar.period_kind,
        calendar.period_start,
        calendar.period_end,
        moments.first_retrieved_at,
        cast({{ dbt.dateadd('day', 1, 'calendar.period_end') }} as {{ dbt.type_timestamp() }})
            as over_at
    from ends
    inner join calendar
        on ends.last_day < calendar.period_end
    cross join moments
    where cast({{ dbt.dateadd('day', 1, 'calendar.period_end') }} as {{ dbt.type_timestamp() }})
        <= moments.as_of

),

-- Should the series be taken up again, what it prints stands and nothing is missing.
final as (

    select
        {{ hash_key([
            'missing.source', 'missing.currency', 'missing.quote_currency', 'missing.period_start',
            'missing.period_end', 'missing.rate_type'
        ]) }} as rate_key,
        missing.source,
        missing.currency,
        missing.quote_currency,
        missing.rate_type,
        missing.null_reason,
        missing.evidence,
        missing.period_key,
        missing.period_kind,
        missing.period_start,
        missing.period_end,
        missing.over_at,
        greatest(missing.over_at, missing.first_retrieved_at) as recorded_from
    from missing
    left join rates
        on missing.source = rates.source
        and missing.currency = rates.currency
        and missing.quote_currency = rates.quote_currency
        and missing.rate_type = rates.rate_type
        and missing.period_start = rates.period_start
        and missing.period_end = rates.period_end
    where rates.rate_key is null

)

select * from final
