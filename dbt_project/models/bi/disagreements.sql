with

pairs as (

    select * from {{ ref('fct_disagreement') }}
    where is_current

),

-- The ends of disagreements are few among millions of values: they are found first.
compared as (

    select assertion_key_low as assertion_key
    from pairs

    union

    select assertion_key_high as assertion_key
    from pairs

),

values_of as (

    select * from {{ ref('fct_trade_value') }}
    where assertion_key in (select compared.assertion_key from compared)

),

rates_of as (

    select * from {{ ref('fct_trade_growth') }}
    where kind = 'stated'

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

stated as (

    select
        assertion_key,
        document_key,
        source,
        source_url,
        speaker_key,
        scope,
        side_country,
        valuation,
        status,
        published_at
    from values_of

    union all

    select
        assertion_key,
        document_key,
        source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        speaker_key,
        scope,
        side_country,
        valuation,
        status,
        published_at
    from rates_of

),

ends as (

    select
        stated.assertion_key,
        stated.document_key,
        stated.source,
        stated.scope,
        stated.side_country,
        stated.valuation,
        stated.status,
        stated.published_at,
        sources.name_en as source_name,
        speakers.name_en as speaker_name,
        coalesce(stated.source_url, documents.url) as source_url
    from stated
    left join sources
        on stated.source = sources.source
    left join speakers
        on stated.speaker_key = speakers.speaker_key
    left join documents
        on stated.document_key = documents.document_key

),

final as (

    select
        pairs.disagreement_key,
        pairs.pair_group,
        pairs.reporter,
        reporters.name_en as reporter_name,
        pairs.partner,
        partners.name_en as partner_name,
        pairs.flow,
        pairs.basis,
        pairs.commodity_key,
        commodities.name_en as commodity,
        pairs.period_key as period,
        pairs.period_start,
        pairs.period_end,
        cast(extract(year from pairs.period_end) as {{ dbt.type_int() }}) as year,
        pairs.measure,
        pairs.unit,
        pairs.reason,
        pairs.partly_explained_by,

        pairs.assertion_key_low,
        low_ends.document_key as document_key_low,
        low_ends.source as source_low,
        low_ends.source_name as source_name_low,
        low_ends.source_url as source_url_low,
        low_ends.speaker_name as speaker_name_low,
        low_ends.scope as scope_low,
        low_ends.side_country as side_country_low,
        low_ends.valuation as valuation_low,
        low_ends.status as status_low,
        low_ends.published_at as published_at_low,

        pairs.assertion_key_high,
        high_ends.document_key as document_key_high,
        high_ends.source as source_high,
        high_ends.source_name as source_name_high,
        high_ends.source_url as source_url_high,
        high_ends.speaker_name as speaker_name_high,
        high_ends.scope as scope_high,
        high_ends.side_country as side_country_high,
        high_ends.valuation as valuation_high,
        high_ends.status as status_high,
        high_ends.published_at as published_at_high,

        {{ number('pairs.value_low') }} as value_low,
        {{ number('pairs.value_high') }} as value_high,
        {{ number('pairs.difference') }} as difference,
        {{ number('pairs.gap') }} as gap,
        {{ number('pairs.explained') }} as explained,
        {{ number('pairs.rest') }} as rest,
        {{ number('pairs.difference / nullif(abs(pairs.value_high), 0) * 100') }}
            as difference_pct,
        {{ number("case when pairs.unit = 'USD' then pairs.value_low / 1000000 end") }}
            as value_low_usd_mn,
        {{ number("case when pairs.unit = 'USD' then pairs.value_high / 1000000 end") }}
            as value_high_usd_mn,
        {{ number("case when pairs.unit = 'USD' then pairs.difference / 1000000 end") }}
            as difference_usd_mn,
        {{ number("case when pairs.unit = 'USD' then pairs.explained / 1000000 end") }}
            as explained_usd_mn,
        {{ number("case when pairs.unit = 'USD' then pairs.rest / 1000000 end") }}
            as rest_usd_mn,

        pairs.is_closed,
        pairs.as_of
    from pairs
    left join ends as low_ends
        on pairs.assertion_key_low = low_ends.assertion_key
    left join ends as high_ends
        on pairs.assertion_key_high = high_ends.assertion_key
    left join countries as reporters
        on pairs.reporter = reporters.country_code
    left join countries as partners
        on pairs.partner = partners.country_code
    left join commodities
        on pairs.commodity_key = commodities.commodity_key

)

select * from final
