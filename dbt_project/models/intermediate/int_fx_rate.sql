with

documents as (

    select * from {{ ref('int_document') }}

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
    from {{ ref('stg_ecb_rate') }}

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

-- Every other row says when it was published; else its document does.
dated as (

    select
        rates.*,
        documents.recorded_from,
        coalesce(rates.published_at, documents.stated_published_at) as stated_at,
        case
            when rates.published_at is not null then rates.published_precision
            else documents.published_precision
        end as precision_code,
        {{ hash_key([
            'rates.source', 'rates.currency', 'rates.quote_currency', 'rates.period_start',
            'rates.period_end', 'rates.rate_type'
        ]) }} as rate_key,
        {{ hash_key(['rates.rate', 'rates.resolution']) }} as row_hash
    from rates
    inner join documents
        on rates.document_key = documents.document_key

),

ordered as (

    select
        *,
        coalesce(stated_at, recorded_from) as published_at_or_bound,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known,
        row_number() over (
            partition by rate_key
            order by
                coalesce(stated_at, recorded_from),
                recorded_from,
                document_key,
                row_hash,
                {{ version_order('locator') }}
        ) as publication_no
    from dated

),

compared as (

    select
        *,
        lag(row_hash) over (partition by rate_key order by publication_no) as row_hash_before
    from ordered

),

changes as (

    select
        *,
        case when row_hash = row_hash_before then 0 else 1 end as is_changed
    from compared

),

runs as (

    select
        *,
        sum(is_changed) over (
            partition by rate_key order by publication_no
            rows between unbounded preceding and current row
        ) as vintage_no
    from changes

),

vintages as (

    select
        *,
        min(recorded_from) over (partition by rate_key, vintage_no) as vintage_recorded,
        min(first_known) over (partition by rate_key, vintage_no) as vintage_known
    from runs

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
        published_at_or_bound as published_at,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        vintage_known as known_from,
        {{ vintage_end('vintage_known', 'rate_key', 'vintage_no') }} as known_to,
        vintage_recorded as recorded_from,
        {{ vintage_end('vintage_recorded', 'rate_key', 'vintage_no') }} as recorded_to
    from vintages
    where is_changed = 1

)

select * from final
