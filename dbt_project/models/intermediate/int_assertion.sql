{{ config(
    materialized='incremental',
    meta={'kept_by_pair': {'pair': ['reporter', 'partner']}},
    pre_hook="{{ forget() }}",
) }}
{{ kept_by_pair() }}

with

statements as (

    select * from {{ ref('int_statement') }}

),

geo as (

    select * from {{ ref('int_geo') }}

),

speakers as (

    select * from {{ ref('int_speaker') }}

),

implausible as (

    select * from {{ ref('int_plausibility') }}

),

cited_sources as (

    select * from {{ ref('int_cited_source') }}

),

copies as (

    select * from {{ ref('int_copy') }}

),

alternates as (

    select * from {{ ref('int_alternate') }}

),

rules as (

    select * from {{ ref('hedge_rules') }}
    where version = {{ var('hedge_version') }}

),

-- Turnover and balance belong to the pair: its canonical order puts countries before areas.
ordered as (

    select
        statements.*,
        speakers.speaker_key,
        coalesce(reporters.country, statements.reporter) as reporter_country,
        coalesce(partners.country, statements.partner) as partner_country,
        speakers.country as speaker_country,
        cited_sources.cited_source_key,
        copies.root_document_key as copy_of,
        alternates.alternate_from,
        alternates.alternate_to,
        implausible.plausibility_note,
        implausible.assertion_key is null as is_plausible,
        statements.flow in ('export', 'import') as is_base_flow,
        coalesce(
            statements.flow in ('turnover', 'balance')
            and (coalesce(reporters.rank, 3), statements.reporter)
            > (coalesce(partners.rank, 3), statements.partner),
            false
        ) as is_turned
    from statements
    left join geo as reporters
        on statements.reporter = reporters.geo
    left join geo as partners
        on statements.partner = partners.geo
    left join speakers
        on statements.speaker_text = speakers.speaker_text
    left join cited_sources
        on {{ name_form('statements.cited_source') }} = cited_sources.cited_form
    left join implausible
        on statements.assertion_key = implausible.assertion_key
    left join copies
        on statements.document_key = copies.document_key
    left join alternates
        on statements.source = alternates.source
        and statements.reporter = alternates.reporter
        and statements.partner = alternates.partner
        and statements.flow = alternates.flow
        and statements.period_start = alternates.period_start
        and statements.period_end = alternates.period_end
        and statements.commodity_edition = alternates.commodity_edition
        and statements.is_converted = alternates.is_converted
        and length(statements.commodity_code) = alternates.commodity_level

),

-- Whose books: as said; else the speaker's country, if it is one of the pair, as an inference.
sided as (

    select
        *,
        case
            when side is null and speaker_country in (reporter_country, partner_country)
                then speaker_country
            when side not in ('JOINT', 'THIRD') then side
        end as side_country,
        side is null and speaker_country in (reporter_country, partner_country)
            as is_side_inferred,
        case when is_turned then partner else reporter end as first_geo,
        case when is_turned then reporter else partner end as second_geo,
        case
            when is_turned and flow = 'balance' and measure in ('value', 'change_abs') then -1
            else 1
        end as orientation
    from ordered

),

bounded as (

    select
        sided.*,
        case
            when side = 'JOINT' then 'joint'
            when side = 'THIRD' then 'third_party'
            when side_country is null then 'unspecified'
            when side_country = case when is_turned then partner_country else reporter_country end
                then 'reporter'
            when side_country in (reporter_country, partner_country) then 'partner'
            else 'third_party'
        end as side_code,
        round({{ interval_low('value', 'value_high', 'resolution', 'rules') }}, 6) as stated_low,
        round({{ interval_high('value', 'value_high', 'resolution', 'rules') }}, 6) as stated_high
    from sided
    left join rules
        on sided.bound = rules.bound

),

final as (

    select
        assertion_key,
        observation_key,
        claim_key,
        vintage_no,
        case
            when reporter is not null and partner is not null then {{ hash_key([
                "case when is_base_flow then 'trade' else flow end",
                "case when flow = 'import' then partner else first_geo end",
                "case when flow = 'import' then reporter else second_geo end",
                'scope', 'basis', 'commodity_key'
            ]) }}
        end as slice_key,
        document_key,
        evidence_key,
        copy_of,
        source,
        source_url,
        origin,

        measure,
        first_geo as reporter,
        second_geo as partner,
        flow,
        case flow when 'export' then reporter when 'import' then partner end as exporter,
        case flow when 'export' then partner when 'import' then reporter end as importer,
        scope,
        basis,
        valuation,
        side_code as side,
        side_country,
        commodity_key,
        classification,
        commodity_code,
        commodity,
        commodity_edition,
        hs_codes,
        hs_method,
        {{ period_key('period_start', 'period_end') }} as period_key,
        {{ period_kind('period_start', 'period_end') }} as period_kind,
        period_start,
        period_end,
        {{ period_key('base_period_start', 'base_period_end') }} as base_period_key,
        base_period_start,
        base_period_end,
        unit,
        bounded.bound,
        status,
        share_of,
        list_order,
        obs_status,
        conf_status,
        speaker_key,
        speaker,
        cited_source,
        cited_source_key,
        case
            when is_side_inferred and coalesce(inferred, '') = '' then 'side'
            when is_side_inferred then inferred || ',side'
            else coalesce(inferred, '')
        end as inferred,

        orientation * value as value,
        case when orientation < 0 then -1 * stated_high else stated_low end as low,
        case when orientation < 0 then -1 * stated_low else stated_high end as high,
        resolution,
        confidence,
        plausibility_note,
        is_record,
        is_reviewed,
        is_plausible,
        is_converted,
        recorded_to = {{ open_end() }} as is_current,

        published_at,
        published_precision,
        known_from,
        known_to,
        recorded_from,
        recorded_to,
        alternate_from,
        alternate_to
    from bounded

)

select * from final
