with

answers as (

    select * from {{ ref('fct_reconciliation') }}
    where is_current

),

countries as (

    select * from {{ ref('dim_country') }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

final as (

    select
        answers.reconciliation_key,
        answers.slice_key,
        answers.pair_group,
        answers.reporter,
        reporters.name_en as reporter_name,
        answers.partner,
        partners.name_en as partner_name,
        answers.flow,
        answers.exporter,
        answers.importer,
        answers.scope,
        answers.basis,
        answers.commodity_key,
        commodities.name_en as commodity,
        answers.period_key as period,
        answers.period_kind,
        answers.period_start,
        answers.period_end,
        cast(extract(year from answers.period_end) as {{ dbt.type_int() }}) as year,
        answers.unit,
        answers.side_country,
        answers.verdict,
        answers.main_reason,
        answers.sentence,

        {{ number("case when answers.unit = 'USD' then answers.best / 1000000 end") }}
            as best_usd_mn,
        {{ number("case when answers.unit = 'USD' then answers.low / 1000000 end") }}
            as low_usd_mn,
        {{ number("case when answers.unit = 'USD' then answers.high / 1000000 end") }}
            as high_usd_mn,
        {{ number("case when answers.unit = 'USD' then answers.spread / 1000000 end") }}
            as spread_usd_mn,
        {{ number('answers.best') }} as best,
        {{ number('answers.low') }} as low,
        {{ number('answers.high') }} as high,
        {{ number('answers.spread_pct') }} as spread_pct,
        answers.assertion_count,
        answers.independent_count,
        answers.side_count,
        answers.as_of
    from answers
    left join countries as reporters
        on answers.reporter = reporters.country_code
    left join countries as partners
        on answers.partner = partners.country_code
    left join commodities
        on answers.commodity_key = commodities.commodity_key

)

select * from final
