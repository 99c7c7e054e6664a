with

claims as (

    select * from {{ ref('int_claim') }}

),

corrections as (
    {{ read_corrections() }}
),

fixes as (
    {{ fixes_of('claims', 'claim') }}
),

spans as (
    {{ spans_of('claim') }}
),

readings as (
    {{ reviewed_readings('claims', 'claim') }}
),

final as (

    select
        readings.reading_no as vintage_no,
        readings.source,
        readings.url,
        readings.address,
        readings.claim_key,
        readings.document_key,
        readings.extractor_version,
        {{ reviewed_fields('claim') }},
        readings.inferred,
        readings.language,
        -- Who looked at a claim has answered the doubt.
        case when not readings.is_reviewed then readings.doubt end as doubt,
        readings.anchor_text,
        readings.quote,
        readings.ordinal,
        readings.list_order,
        readings.anchor_start,
        readings.anchor_end,
        readings.quote_start,
        readings.quote_end,
        readings.confidence,
        {{ reviewed_clocks() }}
    from readings
    left join spans
        on readings.assertion_key = spans.assertion_key
        and readings.shown_from = spans.shown_from

)

select * from final
