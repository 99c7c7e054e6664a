{#- Corrections are few and observations many: nothing is copied for them. -#}
{{ config(materialized='view') }}

with

corrections as (
    {{ read_corrections() }}
),

fixes as (
    {{ fixes_of(ref('int_observation'), 'observation') }}
),

spans as (
    {{ spans_of('observation') }}
),

readings as (
    {{ reviewed_readings(ref('int_observation'), 'observation') }}
),

final as (

    select
        readings.observation_key,
        readings.reading_no as vintage_no,
        readings.origin,
        readings.source,
        readings.document_key,
        readings.locator,
        readings.source_url,
        readings.address,
        readings.reporter,
        readings.partner,
        readings.commodity_edition,
        readings.is_converted,
        {{ reviewed_fields('observation') }},
        readings.inferred,
        readings.is_withdrawn,
        {{ reviewed_clocks() }}
    from readings
    left join spans
        on readings.assertion_key = spans.assertion_key
        and readings.shown_from = spans.shown_from

)

select * from final
