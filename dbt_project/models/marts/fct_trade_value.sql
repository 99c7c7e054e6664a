{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
    post_hook="{{ create_reader_macros(this) }}",
) }}
{{ kept_by_pair() }}

with

trade_values as (

    select * from {{ ref('int_value') }}

),

usd_rates as (

    select * from {{ ref('int_usd_rate') }}

),

currencies as (

    select * from {{ ref('currencies') }}

),

tilings as (

    select * from {{ ref('int_tiling') }}

),

-- Only the mean rate of exactly the same period converts; a missing rate is a null with a reason.
rated as (

    select
        trade_values.*,
        case when trade_values.unit = 'USD' then 1 else usd_rates.usd_per_unit end as factor,
        case
            when trade_values.unit = 'USD' then 'none'
            when usd_rates.usd_per_unit is not null then 'period_mean'
        end as fx_method,
        usd_rates.usd_per_unit,
        usd_rates.rate_key,
        usd_rates.rate_type as fx_rate_type,
        usd_rates.source as fx_source,
        case
            when trade_values.value is null then 'no_value'
            when currencies.code is null then 'not_a_currency'
            when trade_values.period_key is null then 'no_period'
            when trade_values.unit <> 'USD' and usd_rates.usd_per_unit is null
                then 'no_period_mean_rate'
        end as usd_null_reason,
        tilings.additivity_set
    from trade_values
    left join currencies
        on trade_values.unit = currencies.code
    left join usd_rates
        on trade_values.unit = usd_rates.unit
        and trade_values.period_start = usd_rates.period_start
        and trade_values.period_end = usd_rates.period_end
    left join tilings
        on trade_values.assertion_key = tilings.assertion_key

),

final as (

    select
        assertion_key,
        statement_key,
        observation_key,
        claim_key,
        vintage_no,
        minuend_key,
        subtrahend_key,
        slice_key,
        document_key,
        evidence_key,
        source,
        source_url,
        origin,

        reporter,
        partner,
        flow,
        exporter,
        importer,
        scope,
        basis,
        valuation,
        side,
        side_country,
        commodity_key,
        commodity_edition,
        period_key,
        period_kind,
        period_start,
        period_end,
        unit,
        bound,
        status,
        obs_status,
        conf_status,
        speaker_key,
        cited_source,
        inferred,

        {{ money('value') }} as value,
        {{ money('low') }} as low,
        {{ money('high') }} as high,
        case when usd_null_reason is null then {{ money('value * factor') }} end as value_usd,
        case when usd_null_reason is null then {{ money('low * factor') }} end as low_usd,
        case when usd_null_reason is null then {{ money('high * factor') }} end as high_usd,
        case when usd_null_reason is null then fx_method end as fx_method,
        cast(usd_per_unit as decimal(28, 12)) as fx_usd_per_unit,
        rate_key as fx_rate_key,
        fx_rate_type,
        fx_source,
        usd_null_reason,
        additivity_set,

        plausibility_note,
        is_record,
        is_reviewed,
        is_plausible,
        is_converted,
        is_current,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to,
        alternate_from,
        alternate_to
    from rated

)

select * from final
