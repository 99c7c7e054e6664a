with

copies as (

    select * from {{ ref('int_copy') }}

),

-- Tonnes are a volume, whatever a document calls them.
physical_units as (

    select unit from {{ ref('units') }}
    where kind = 'physical'

),

press_groups as (

    select * from {{ ref('int_press_group') }}

),

-- What cites a copied page, or its first publication, is one piece of evidence.
observations as (

    select
        assertion_key,
        observation_key,
        cast(null as {{ dbt.type_string() }}) as claim_key,
        vintage_no,
        origin,
        source,
        observed.document_key,
        source_url,
        coalesce(copies.root_address, observed.address, observed.document_key) as evidence_key,

        measure,
        reporter,
        partner,
        flow,
        scope,
        case
            when unit in (select physical_units.unit from physical_units) then 'volume'
            else basis
        end as basis,
        valuation,
        side,
        classification as printed_classification,
        commodity_code as printed_code,
        commodity,
        commodity_edition,
        is_converted,
        cast(null as {{ dbt.type_string() }}) as hs_codes,
        cast(null as {{ dbt.type_string() }}) as hs_method,
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
        is_reviewed,
        cast(null as {{ dbt.type_string() }}) as doubt,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from {{ ref('int_observation_reviewed') }} as observed
    left join copies
        on observed.address = copies.address
        and copies.address_choice = 1

),

-- Codes of the extractor go before those of the seed of press groups.
coded as (

    select
        reviewed.*,
        coalesce(copies.root_address, reviewed.address) as evidence,
        coalesce(nullif(reviewed.hs_codes, ''), press_groups.hs_codes) as codes,
        case
            when reviewed.hs_codes <> '' then 'extractor'
            when press_groups.hs_codes is not null then 'press_group'
        end as codes_from,
        press_groups.press_group
    from {{ ref('int_claim_reviewed') }} as reviewed
    left join copies
        on reviewed.document_key = copies.document_key
    left join press_groups
        on reviewed.language = press_groups.language
        and lower(trim(reviewed.commodity)) = press_groups.phrase
        and coalesce(reviewed.hs_codes, '') = ''

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
        evidence as evidence_key,

        measure,
        reporter,
        partner,
        flow,
        scope,
        case
            when unit in (select physical_units.unit from physical_units) then 'volume'
            else basis
        end as basis,
        valuation,
        side,
        -- One HS code names the goods; several are a group of the press, or leave the phrase. A
        -- listed item keeps its phrase in any case: two items of one list may share a chapter.
        case
            when coalesce(commodity, '') = '' then null
            when measure = 'composition' then 'PHRASE'
            when codes <> '' and codes not like '%,%' then 'HS'
            when press_group is not null then 'GROUP'
            else 'PHRASE'
        end as printed_classification,
        case
            when coalesce(commodity, '') = '' then null
            when measure = 'composition' then lower(trim(commodity))
            when codes <> '' and codes not like '%,%' then trim(codes)
            when press_group is not null then press_group
            else lower(trim(commodity))
        end as printed_code,
        nullif(commodity, '') as commodity,
        cast(null as {{ dbt.type_int() }}) as commodity_edition,
        false as is_converted,
        codes as hs_codes,
        codes_from as hs_method,
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
        is_reviewed,
        doubt,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to
    from coded

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
                then {{ name_form('speaker') }}
        end as speaker_text
    from phrased

)

select * from final
