with

values_of as (

    select * from {{ ref('fct_trade_value') }}
    where is_current

),

growth as (

    select * from {{ ref('fct_trade_growth') }}
    where is_current

),

answers as (

    select * from {{ ref('fct_reconciliation') }}
    where is_current
        and verdict <> 'no_data'

),

inputs as (

    select * from {{ ref('fct_reconciliation_input') }}
    where is_current
        and is_used

),

countries as (

    select * from {{ ref('dim_country') }}

),

commodities as (

    select * from {{ ref('dim_commodity') }}

),

sources as (

    select * from {{ ref('dim_source') }}

),

speakers as (

    select * from {{ ref('dim_speaker') }}

),

documents as (

    select * from {{ ref('dim_document') }}

),

said as (

    select
        assertion_key,
        statement_key,
        slice_key,
        document_key,
        source,
        source_url,
        speaker_key,
        'value' as measure,
        status,
        reporter,
        partner,
        flow,
        scope,
        commodity_key,
        period_key,
        period_start,
        period_end,
        unit,
        bound,
        value,
        low,
        high,
        published_at
    from values_of
    where status in ('forecast', 'target')

    union all

    select
        assertion_key,
        statement_key,
        slice_key,
        document_key,
        source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        speaker_key,
        'growth_pct' as measure,
        status,
        reporter,
        partner,
        flow,
        scope,
        commodity_key,
        period_key,
        period_start,
        period_end,
        'PCT' as unit,
        bound,
        growth_pct as value,
        low_pct as low,
        high_pct as high,
        published_at
    from growth
    where kind = 'stated'
        and status in ('forecast', 'target')

),

-- What was printed of both years weighs more than what somebody says of the change, and that more
-- than what others imply.
ranked as (

    select
        *,
        row_number() over (
            partition by slice_key, period_key
            order by
                case kind when 'computed' then 1 when 'stated' then 2 else 3 end,
                high_pct - low_pct,
                growth_key
        ) as choice
    from growth
    where status not in ('forecast', 'target')
        and not is_contradicted

),

-- While the period was not over, nobody could know how it ended.
early as (

    select inputs.reconciliation_key as early_key
    from inputs
    inner join values_of
        on inputs.assertion_key = values_of.assertion_key
    group by inputs.reconciliation_key
    having
        max(values_of.published_at) < cast(max(values_of.period_end) as {{ dbt.type_timestamp() }})

),

outturns as (

    select
        'value' as measure,
        slice_key,
        period_key,
        unit,
        reconciliation_key as outturn_key,
        verdict as outturn_verdict,
        best as outturn,
        low as outturn_low,
        high as outturn_high
    from answers
    left join early
        on answers.reconciliation_key = early.early_key
    where early.early_key is null

    union all

    select
        'growth_pct' as measure,
        slice_key,
        period_key,
        'PCT' as unit,
        growth_key as outturn_key,
        kind as outturn_verdict,
        growth_pct as outturn,
        low_pct as outturn_low,
        high_pct as outturn_high
    from ranked
    where choice = 1

),

-- Only what has one scope, one period and one unit is compared.
met as (

    select
        said.*,
        outturns.outturn_key,
        outturns.outturn_verdict,
        outturns.outturn,
        outturns.outturn_low,
        outturns.outturn_high,
        outturns.outturn - said.value as gap,
        case
            when outturns.outturn_key is null then 'not_yet_known'
            when outturns.outturn_high <= said.low and outturns.outturn_low < said.low
                then 'missed'
            when outturns.outturn_low >= said.high and outturns.outturn_high > said.high
                then 'exceeded'
            else 'hit'
        end as result
    from said
    left join outturns
        on said.measure = outturns.measure
        and said.slice_key = outturns.slice_key
        and said.period_key = outturns.period_key
        and said.unit = outturns.unit

),

final as (

    select
        met.assertion_key,
        met.statement_key,
        met.document_key,
        met.speaker_key,
        speakers.name_en as speaker_name,
        speakers.post_en as speaker_post,
        met.source,
        sources.name_en as source_name,
        coalesce(met.source_url, documents.url) as source_url,
        met.status,
        met.measure,

        met.reporter,
        reporters.name_en as reporter_name,
        met.partner,
        partners.name_en as partner_name,
        met.flow,
        met.scope,
        met.commodity_key,
        commodities.name_en as commodity,
        met.period_key as period,
        met.period_start,
        met.period_end,
        cast(extract(year from met.period_end) as {{ dbt.type_int() }}) as year,
        met.unit,
        met.bound,

        {{ number('met.value') }} as value,
        {{ number('met.low') }} as low,
        {{ number('met.high') }} as high,
        {{ number('met.outturn') }} as outturn,
        {{ number('met.outturn_low') }} as outturn_low,
        {{ number('met.outturn_high') }} as outturn_high,
        {{ number('met.gap') }} as gap,
        {{ number("case when met.unit = 'USD' then met.value / 1000000 end") }} as value_usd_mn,
        {{ number("case when met.unit = 'USD' then met.outturn / 1000000 end") }}
            as outturn_usd_mn,
        {{ number("case when met.unit = 'USD' then met.gap / 1000000 end") }} as gap_usd_mn,
        {{ number(
            "case when met.measure = 'value' then met.gap / nullif(met.value, 0) * 100 end"
        ) }} as gap_pct,
        met.outturn_verdict,
        met.outturn_key,
        met.result,

        documents.is_copy,
        met.published_at
    from met
    left join countries as reporters
        on met.reporter = reporters.country_code
    left join countries as partners
        on met.partner = partners.country_code
    left join commodities
        on met.commodity_key = commodities.commodity_key
    left join sources
        on met.source = sources.source
    left join speakers
        on met.speaker_key = speakers.speaker_key
    left join documents
        on met.document_key = documents.document_key

)

select * from final
