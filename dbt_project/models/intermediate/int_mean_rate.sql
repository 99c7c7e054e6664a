with

days as (

    select
        *,
        cast({{ dbt.date_trunc('month', 'rate_date') }} as date) as month_start,
        max(rate_date) over (partition by source, currency, quote_currency) as last_day
    from {{ ref('int_daily_rate') }}
    where is_current

),

months as (

    select
        source,
        currency,
        quote_currency,
        day_kind,
        month_start,
        {{ month_end('month_start') }} as month_end,
        last_day,
        sum(rate) as rate_sum,
        max(resolution) as resolution,
        count(*) as days_known,
        max(recorded_from) as recorded_from
    from days
    group by source, currency, quote_currency, day_kind, month_start, last_day

),

-- A month is whole when each of its days is there, or, where days without a new rate are left out,
-- when the month after it has begun.
whole as (

    select
        *,
        extract(year from month_start) as year_no,
        extract(month from month_start) as month_no
    from months
    where (day_kind = 'calendar' and days_known = extract(day from month_end))
        or (day_kind = 'publication' and last_day > month_end)

),

first_months as (

    select 1 as month_no
    union all
    select 4 as month_no
    union all
    select 7 as month_no
    union all
    select 10 as month_no

),

-- Each month alone, and every quarter, second half, and run of months from January.
periods as (

    select
        source,
        currency,
        quote_currency,
        year_no,
        month_no as first_month,
        month_no as last_month
    from whole

    union

    select
        whole.source,
        whole.currency,
        whole.quote_currency,
        whole.year_no,
        first_months.month_no as first_month,
        whole.month_no as last_month
    from whole
    inner join first_months
        on whole.month_no > first_months.month_no
        and (
            first_months.month_no = 1
            or whole.month_no = first_months.month_no + 2
            or (first_months.month_no = 7 and whole.month_no = 12)
        )

),

means as (

    select
        whole.source,
        whole.currency,
        whole.quote_currency,
        whole.day_kind,
        periods.last_month - periods.first_month + 1 as months_wanted,
        count(*) as months_known,
        min(whole.month_start) as period_start,
        max(whole.month_end) as period_end,
        sum(whole.rate_sum) as rate_sum,
        sum(whole.days_known) as days_known,
        max(whole.resolution) as resolution,
        max(whole.recorded_from) as recorded_from
    from periods
    inner join whole
        on periods.source = whole.source
        and periods.currency = whole.currency
        and periods.quote_currency = whole.quote_currency
        and periods.year_no = whole.year_no
        and whole.month_no between periods.first_month and periods.last_month
    group by
        whole.source, whole.currency, whole.quote_currency, whole.day_kind, periods.year_no,
        periods.first_month, periods.last_month

),

-- The mean is known with the last of its days: that day's document stands for all.
evidence as (

    select
        means.source,
        means.currency,
        means.quote_currency,
        means.period_start,
        means.period_end,
        min(days.document_key) as document_key
    from means
    inner join days
        on means.source = days.source
        and means.currency = days.currency
        and means.quote_currency = days.quote_currency
        and means.recorded_from = days.recorded_from
        and days.rate_date between means.period_start and means.period_end
    where means.months_known = means.months_wanted
    group by
        means.source, means.currency, means.quote_currency, means.period_start, means.period_end

),

final as (

    select
        means.source as rates_of,
        evidence.document_key,
        means.currency,
        means.quote_currency,
        means.period_start,
        means.period_end,
        'average_arithmetic' as rate_type,
        round(means.rate_sum / means.days_known, 12) as rate,
        means.resolution,
        cast(means.days_known as {{ dbt.type_int() }}) as days_known,
        'Arithmetic mean of the daily rates of ' || means.source || ' over '
            || cast(means.days_known as {{ dbt.type_string() }}) || ' ' || means.day_kind
            || ' days' as note
    from means
    inner join evidence
        on means.source = evidence.source
        and means.currency = evidence.currency
        and means.quote_currency = evidence.quote_currency
        and means.period_start = evidence.period_start
        and means.period_end = evidence.period_end

)

select * from final
