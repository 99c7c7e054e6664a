with

observations as (

    select
        assertion_key,
        observation_key,
        cast(null as {{ dbt.type_string() }}) as claim_key,
        vintage_no,
        origin,
        source,
        document_key,
        source_url,
        coalesce(address, document_key) as evidence_key,

        measure,
        reporter,
        partner,
        flow,
        scope,
        basis,
        valuation,
        side,
        classification as printed_classification,
        commodity_code as printed_code,
        commodity,
        unit,
        bound,
        status,
        share_of,
        obs_status,
        conf_status,
        speaker,
        cited_source,
        inferred,
        period_start,
        period_end,
        base_period_start,
        base_period_end,
        cast(null as {{ dbt.type_int() }}) as list_order,

        value,
        value_high,
        resolution,
        cast(null as {{ type_double() }}) as confidence,
        is_record,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from {{ ref('int_observation') }}

),

claims as (

    select
        assertion_key,
        cast(null as {{ dbt.type_string() }}) as observation_key,
        claim_key,
        vintage_no,
        'claim' as origin,
        source,
        document_key,
        url as source_url,
        address as evidence_key,

        measure,
        reporter,
        partner,
        flow,
        scope,
        basis,
        valuation,
        side,
        -- One HS code names the goods; several, or none, leave the phrase. A listed item keeps its
        -- phrase in any case: two items of one list may share a chapter.
        case
            when coalesce(commodity, '') = '' then null
            when measure = 'composition' then 'PHRASE'
            when hs_codes <> '' and hs_codes not like '%,%' then 'HS'
            else 'PHRASE'
        end as printed_classification,
        case
            when coalesce(commodity, '') = '' then null
            when measure = 'composition' then lower(trim(commodity))
            when hs_codes <> '' and hs_codes not like '%,%' then trim(hs_codes)
            else lower(trim(commodity))
        end as printed_code,
        nullif(commodity, '') as commodity,
        unit,
        bound,
        status,
        share_of,
        'A' as obs_status,
        'F' as conf_status,
        speaker,
        cited_source,
        inferred,
        period_start,
        period_end,
        base_period_start,
        base_period_end,
        list_order,

        value,
        value_high,
        resolution,
        confidence,
        is_record,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from {{ ref('int_claim') }}

),

statements as (

    select * from observations
    union all
    select * from claims

),

-- Goods in words only are a phrase.
phrased as (

    select
        *,
        coalesce(
            printed_classification, case when commodity is not null then 'PHRASE' end
        ) as classification,
        case
            when printed_classification is null then lower(trim(commodity))
            else printed_code
        end as commodity_code
    from statements

),

final as (

    select
        *,
        case
            when classification is null then 'TOTAL'
            else classification || ':' || commodity_code
        end as commodity_key,
        case
            when speaker is not null
                then trim(regexp_replace(lower(trim(speaker)), '^(mr|mrs|ms|dr)[.]? ', ''))
        end as speaker_text
    from phrased

)

select * from final
