with

documents as (

    select * from {{ ref('int_document') }}

),

currencies as (

    select * from {{ ref('currencies') }}

),

absences as (

    select * from {{ ref('int_series_absence') }}

),

printed as (

    select
        'nbrb' as source,
        cast(cur_id as {{ dbt.type_string() }}) as series,
        'calendar' as day_kind,
        document_key,
        locator,
        currency,
        quote_currency,
        rate_date,
        rate,
        resolution
    from {{ ref('stg_nbrb_rate') }}

    union all

    select
        'cbr' as source,
        valute_id as series,
        'publication' as day_kind,
        document_key,
        locator,
        currency,
        quote_currency,
        rate_date,
        rate,
        resolution
    from {{ ref('stg_cbr_rate') }}

),

-- What a later answer covers and no longer holds is printed as missing by that answer.
published as (

    select * from printed

    union all

    select distinct
        printed.source,
        printed.series,
        printed.day_kind,
        absences.document_key,
        cast(null as {{ dbt.type_string() }}) as locator,
        printed.currency,
        printed.quote_currency,
        printed.rate_date,
        cast(null as {{ type_double() }}) as rate,
        cast(null as {{ type_double() }}) as resolution
    from absences
    inner join printed
        on absences.source = printed.source
        and absences.series = printed.series
        and absences.period_start = printed.rate_date

),

-- A rate in a unit that was redenominated later is one in the later unit, too.
in_next_unit as (

    select
        published.source,
        published.series,
        published.day_kind,
        published.document_key,
        published.locator,
        published.currency,
        currencies.code as quote_currency,
        published.rate_date,
        published.rate / cast(currencies.redenomination as {{ type_double() }}) as rate,
        published.resolution / cast(currencies.redenomination as {{ type_double() }})
            as resolution
    from published
    inner join currencies
        on published.quote_currency = currencies.predecessor

),

rates as (

    select
        published.*,
        false as is_redenominated
    from published

    union all

    select
        in_next_unit.*,
        true as is_redenominated
    from in_next_unit

),

compared as (

    select
        rates.*,
        documents.recorded_from,
        documents.url,
        lag(rates.rate) over (
            partition by
                rates.source, rates.currency, rates.quote_currency, rates.rate_date
            order by documents.recorded_from, rates.document_key, rates.locator
        ) as rate_before
    from rates
    inner join documents
        on rates.document_key = documents.document_key

),

-- The same rate in another answer adds nothing; another rate for the day, or none, is a revision.
changed as (

    select * from compared
    where coalesce(rate, -1) <> coalesce(rate_before, -1)

),

final as (

    select
        source,
        document_key,
        locator,
        url as source_url,
        currency,
        quote_currency,
        day_kind,
        rate_date,
        rate,
        resolution,
        is_redenominated,
        row_number() over (
            partition by source, currency, quote_currency, rate_date
            order by recorded_from desc, document_key desc, locator desc
        ) = 1 as is_current,
        recorded_from
    from changed

)

select * from final
