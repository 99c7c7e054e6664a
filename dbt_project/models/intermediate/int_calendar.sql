{%- set first_year, last_year = 1988, 2040 %}
with

years as (
    {%- for year in range(first_year, last_year + 1) %}

    select {{ year }} as year_no
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

months as (
    {%- for month in range(1, 13) %}

    select {{ month }} as month_no
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

starts as (

    select
        'year' as period_kind,
        cast(cast(year_no as {{ dbt.type_string() }}) || '-01-01' as date) as period_start
    from years

    union all

    select
        'month' as period_kind,
        cast(
            {{ dbt.dateadd(
                'month', 'months.month_no - 1',
                "cast(cast(years.year_no as " ~ dbt.type_string() ~ ") || '-01-01' as date)"
            ) }} as date
        ) as period_start
    from years
    cross join months

),

ended as (

    select
        period_kind,
        period_start,
        case period_kind
            when 'month' then {{ month_end('period_start') }}
            else {{ month_end("cast(" ~ dbt.dateadd('month', 11, 'period_start') ~ " as date)") }}
        end as period_end
    from starts

),

final as (

    select
        period_kind,
        {{ period_key('period_start', 'period_end') }} as period_key,
        period_start,
        period_end
    from ended

)

select * from final
