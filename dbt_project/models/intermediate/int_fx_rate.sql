with

documents as (

    select * from {{ ref('int_document') }}

),

absences as (

    select * from {{ ref('int_series_absence') }}
    where source = 'ecb'

),

ecb_rates as (

    select * from {{ ref('stg_ecb_rate') }}

),

entered as (

    select
        document_key,
        locator,
        source,
        source_url,
        currency,
        quote_currency,
        rate_type,
        note,
        published_at,
        published_precision,
        rate,
        resolution,
        period_start,
        period_end
    from {{ ref('stg_manual_rate') }}

),

-- A rate in a unit of later years is a computation of ours, not what the bank printed.
daily as (

    select
        document_key,
        locator,
        case when is_redenominated then 'fx_derived' else source end as source,
        source_url,
        currency,
        quote_currency,
        'spot' as rate_type,
        case when is_redenominated then 'Redenominated rate of ' || source end as note,
        cast(rate_date as {{ dbt.type_timestamp() }}) as published_at,
        'day' as published_precision,
        rate,
        resolution,
        rate_date as period_start,
        rate_date as period_end
    from {{ ref('int_daily_rate') }}

),

means as (

    select
        document_key,
        'mean of ' || rates_of as locator,
        'fx_derived' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        currency,
        quote_currency,
        rate_type,
        note,
        cast(period_end as {{ dbt.type_timestamp() }}) as published_at,
        'day' as published_precision,
        rate,
        resolution,
        period_start,
        period_end
    from {{ ref('int_mean_rate') }}

),

ecb_printed as (

    select
        document_key,
        locator,
        currency,
        quote_currency,
        rate_type,
        freq_code,
        rate,
        resolution,
        period_start,
        period_end
    from ecb_rates

    union all

    select distinct
        absences.document_key,
        cast(null as {{ dbt.type_string() }}) as locator,
        ecb_rates.currency,
        ecb_rates.quote_currency,
        ecb_rates.rate_type,
        ecb_rates.freq_code,
        cast(null as {{ type_double() }}) as rate,
        cast(null as {{ type_double() }}) as resolution,
        ecb_rates.period_start,
        ecb_rates.period_end
    from absences
    inner join ecb_rates
        on absences.series = ecb_rates.series_key
        and absences.period_start = ecb_rates.period_start
        and absences.period_end = ecb_rates.period_end

),

-- The ECB's own means of months, and its daily rates.
reference as (

    select
        document_key,
        locator,
        'ecb' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        currency,
        quote_currency,
        rate_type,
        case when freq_code <> 'D' then 'Mean of the ECB over its publication days' end as note,
        cast(period_end as {{ dbt.type_timestamp() }}) as published_at,
        'day' as published_precision,
        rate,
        resolution,
        period_start,
        period_end
    from ecb_printed

),

rates as (

    select * from entered
    union all
    select * from reference
    union all
    select * from daily
    union all
    select * from means

),

-- Every other row says when it was published; else its document does. A rate that is taken back has
-- its place in the order beside its prints, but nobody said when that was published.
dated as (

    select
        rates.*,
        documents.recorded_from,
        rates.rate is null as is_withdrawn,
        case
            when rates.rate is not null
                then coalesce(rates.published_at, documents.stated_published_at)
        end as stated_at,
        case
            when rates.published_at is not null then rates.published_precision
            else documents.published_precision
        end as precision_code,
        coalesce(rates.published_at, documents.stated_published_at, documents.recorded_from)
            as published_at_or_bound,
        {{ hash_key([
            'rates.source', 'rates.currency', 'rates.quote_currency', 'rates.period_start',
            'rates.period_end', 'rates.rate_type'
        ]) }} as rate_key,
        {{ hash_key(['rates.rate', 'rates.resolution']) }} as row_hash
    from rates
    inner join documents
        on rates.document_key = documents.document_key

),

publications as (

    select
        *,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known
    from dated

),

vintages as (

    {{ vintages_of('publications', 'rate_key') }}

),

final as (

    select
        rate_key,
        cast(vintage_no as {{ dbt.type_int() }}) as vintage_no,
        document_key,
        source,
        source_url,
        currency,
        quote_currency,
        rate_type,
        {{ period_key('period_start', 'period_end') }} as period_key,
        {{ period_kind('period_start', 'period_end') }} as period_kind,
        period_start,
        period_end,
        note,
        rate,
        resolution,
        coalesce(stated_at, recorded_from) as published_at,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        vintage_known as known_from,
        vintage_known_to as known_to,
        vintage_recorded as recorded_from,
        vintage_recorded_to as recorded_to
    from vintages

)

select * from final
