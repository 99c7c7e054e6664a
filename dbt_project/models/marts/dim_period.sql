with

assertions as (

    select * from {{ ref('int_assertion') }}

),

growth as (

    select * from {{ ref('int_growth_stated') }}

),

derived as (

    select * from {{ ref('int_derived_month') }}

),

rates as (

    select * from {{ ref('int_fx_rate') }}

),

reconciled as (

    select * from {{ ref('int_reconciled_period') }}

),

gaps as (

    select * from {{ ref('int_fx_gap') }}

),

mentioned as (

    select
        period_start,
        period_end
    from assertions

    union

    select
        base_period_start as period_start,
        base_period_end as period_end
    from growth

    union

    select
        base_period_start as period_start,
        base_period_end as period_end
    from assertions

    union

    select
        period_start,
        period_end
    from derived

    union

    select
        period_start,
        period_end
    from rates

    union

    select
        period_start,
        period_end
    from reconciled

    union

    select
        period_start,
        period_end
    from gaps

),

keyed as (

    select
        *,
        {{ period_key('period_start', 'period_end') }} as period_key,
        {{ period_kind('period_start', 'period_end') }} as period_kind,
        {{ period_months('period_start', 'period_end') }} as months,
        {{ year_before('period_start') }} as prior_start,
        {{ year_before('period_end') }} as prior_end
    from mentioned
    where period_start is not null
        and period_end is not null

),

final as (

    select
        period_key,
        period_kind,
        period_start,
        period_end,
        cast(months as {{ dbt.type_int() }}) as months,
        cast(extract(year from period_end) as {{ dbt.type_int() }}) as period_year,
        {{ period_key('prior_start', 'prior_end') }} as prior_year_key,
        period_kind in ('month', 'quarter', 'half', 'year') as is_tiling
    from keyed

)

select * from final
