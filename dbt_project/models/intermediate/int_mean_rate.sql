with

known as (

    select
        *,
        cast({{ dbt.date_trunc('month', 'rate_date') }} as date) as month_start,
        max(case when rate is not null then rate_date end) over (
            partition by source, currency, quote_currency
        ) as last_day,
        max(case when rate is not null then rate_date end) over (
            partition by source, currency, quote_currency order by rate_date
            rows between unbounded preceding and 1 preceding
        ) as day_before
    from {{ ref('int_daily_rate') }}
    where is_current

),

days as (

    select
        *,
        coalesce({{ dbt.datediff('day_before', 'rate_date', 'day') }}, 999) as days_since
    from known

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
        count(rate) as days_known,
        max(days_since) as longest_gap,
        max(recorded_from) as recorded_from
    from days
    group by source, currency, quote_currency, day_kind, month_start, last_day

),

-- A month is whole when each of its days is there. Where days without a new rate are left out, the
-- month after it has begun, and no pause is longer than the longest holidays (1 to 10 January).
whole as (

    select
        *,
        extract(year from month_start) as year_no,
        extract(month from month_start) as month_no
    from months
    where (day_kind = 'calendar' and days_known = extract(day from month_end))
        or (day_kind = 'publication' and last_day > month_end and longest_gap <= 12)

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

complete as (

    select * from means
    where months_known = months_wanted

),

-- The mean is known with the last of its days: that day's document stands for all.
evidence as (

    select
        complete.source,
        complete.currency,
        complete.quote_currency,
        complete.period_start,
        complete.period_end,
        min(days.document_key) as document_key
    from complete
    inner join days
        on complete.source = days.source
        and complete.currency = days.currency
        and complete.quote_currency = days.quote_currency
        and complete.recorded_from = days.recorded_from
        and days.rate_date between complete.period_start and complete.period_end
    group by
        complete.source, complete.currency, complete.quote_currency, complete.period_start,
        complete.period_end

),

final as (

    select
        complete.source as rates_of,
        evidence.document_key,
        complete.currency,
        complete.quote_currency,
        complete.period_start,
        complete.period_end,
        'average_arithmetic' as rate_type,
        round(complete.rate_sum / complete.days_known, 12) as rate,
        complete.resolution,
        cast(complete.days_known as {{ dbt.type_int() }}) as days_known,
        'Arithmetic mean of the daily rates of ' || complete.source || ' over '
        || cast(complete.days_known as {{ dbt.type_string() }}) || ' ' || complete.day_kind
        || ' days' as note
    from complete
    inner join evidence
        on complete.source = evidence.source
        and complete.currency = evidence.currency
        and complete.quote_currency = evidence.quote_currency
        and complete.period_start = evidence.period_start
        and complete.period_end = evidence.period_end

)

select * from final
