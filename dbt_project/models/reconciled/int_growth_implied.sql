with

rates as (

    select * from {{ source('reconciled', 'growth') }}

),

dates as (

    select * from {{ ref('int_knowledge_date') }}

),

assertions as (

    select * from {{ ref('int_assertion') }}

),

-- What other statements imply was recorded with the last of what is known of the pair.
pairs as (

    select
        least(reporter, partner) as first_geo,
        greatest(reporter, partner) as second_geo,
        max(recorded_from) as recorded_from
    from assertions
    group by least(reporter, partner), greatest(reporter, partner)

),

final as (

    select
        {{ hash_key(["'implied'", 'rates.growth_key']) }} as growth_key,
        {{ hash_key(["'implied growth'", 'rates.growth_key']) }} as statement_key,
        'implied' as kind,
        cast(null as {{ dbt.type_string() }}) as assertion_key,
        cast(null as {{ dbt.type_string() }}) as numerator_key,
        cast(null as {{ dbt.type_string() }}) as denominator_key,
        rates.slice_key,
        cast(null as {{ dbt.type_string() }}) as document_key,
        cast(null as {{ dbt.type_string() }}) as evidence_key,
        cast(null as {{ dbt.type_string() }}) as source,
        'derived' as origin,
        rates.reporter,
        rates.partner,
        rates.flow,
        case when rates.flow = 'export' then rates.reporter end as exporter,
        case when rates.flow = 'export' then rates.partner end as importer,
        rates.scope,
        rates.basis,
        case rates.valuation when 'none' then 'unspecified' else rates.valuation end as valuation,
        case
            when rates.books = 'JOINT' then 'joint'
            when rates.books = rates.reporter then 'reporter'
            when rates.books = rates.partner then 'partner'
            when rates.books like 'THIRD:%' then 'third_party'
            else 'unspecified'
        end as side,
        case when rates.books in (rates.reporter, rates.partner) then rates.books end
            as side_country,
        rates.commodity_key,
        rates.period_key,
        {{ period_kind('rates.period_start', 'rates.period_end') }} as period_kind,
        rates.period_start,
        rates.period_end,
        rates.base_period_key,
        rates.base_period_start,
        rates.base_period_end,
        rates.unit,
        'range' as bound,
        'actual' as status,
        cast(null as {{ dbt.type_string() }}) as speaker_key,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        '' as inferred,
        round((rates.low + rates.high) / 2, 6) as growth_pct,
        rates.low as low_pct,
        rates.high as high_pct,
        rates.is_like_for_like,
        false as is_base_inferred,
        true as is_current,
        dates.as_of as published_at,
        'second' as published_precision,
        dates.known_from,
        dates.known_to,
        coalesce(pairs.recorded_from, dates.as_of) as recorded_from,
        {{ open_end() }} as recorded_to,
        rates.implied_by
    from rates
    inner join dates
        on rates.pair_group = dates.pair_group
        and rates.as_of = dates.as_of
    left join pairs
        on least(rates.reporter, rates.partner) = pairs.first_geo
        and greatest(rates.reporter, rates.partner) = pairs.second_geo
    where rates.kind = 'implied'
        and dates.is_current

)

select * from final
