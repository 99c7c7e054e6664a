{#- The linter knows one field. #}
{%- set fields = correctable_fields() or {'value': 'double'} %}

with

claims as (

    select * from {{ ref('int_claim') }}

),

corrections as (

    select
        claim_key,
        field,
        {{ correction_text('expected') }} as expected_text,
        nullif(corrected, '') as corrected,
        cast(reviewed_on as {{ dbt.type_timestamp() }}) as reviewed_at
    from {{ ref('claim_corrections') }}

),

texts as (
    {{ claim_texts('claims', 'assertion_key') }}

),

-- A correction holds only for what it was written against: another reading is left as it is.
matched as (

    select
        texts.assertion_key,
        corrections.field,
        corrections.corrected,
        corrections.reviewed_at
    from texts
    inner join corrections
        on texts.claim_key = corrections.claim_key
        and texts.field = corrections.field
        and coalesce(texts.stated, '') = coalesce(corrections.expected_text, '')

),

-- The corrections of one claim take effect together, on the day of the last.
fixes as (

    select
        assertion_key,
        {%- for field in fields %}
        max(case when field = '{{ field }}' then 1 else 0 end) as has_{{ field }},
        max(case when field = '{{ field }}' then corrected end) as new_{{ field }},
        {%- endfor %}
        max(reviewed_at) as reviewed_at
    from matched
    group by assertion_key

),

-- What was shown until somebody looked: a mistake of ours that the world never knew.
as_read as (

    select
        claims.*,
        false as is_reviewed,
        least(claims.recorded_to, coalesce(fixes.reviewed_at, claims.recorded_to))
            as shown_to,
        case
            when fixes.reviewed_at < claims.recorded_to then claims.known_from
            else claims.known_to
        end as valid_to,
        claims.recorded_from as shown_from
    from claims
    left join fixes
        on claims.assertion_key = fixes.assertion_key
    where fixes.assertion_key is null
        or claims.recorded_from < fixes.reviewed_at

),

as_corrected as (

    select
        claims.*,
        true as is_reviewed,
        claims.recorded_to as shown_to,
        claims.known_to as valid_to,
        greatest(claims.recorded_from, fixes.reviewed_at) as shown_from
    from claims
    inner join fixes
        on claims.assertion_key = fixes.assertion_key
    where claims.recorded_to > fixes.reviewed_at
        or claims.recorded_from >= fixes.reviewed_at

),

readings as (

    select * from as_read
    union all
    select * from as_corrected

),

final as (

    select
        case
            when readings.is_reviewed then {{ hash_key(["'reviewed'", 'readings.assertion_key']) }}
            else readings.assertion_key
        end as assertion_key,
        cast(row_number() over (
            partition by readings.claim_key order by readings.vintage_no, readings.is_reviewed
        ) as {{ dbt.type_int() }}) as vintage_no,
        readings.source,
        readings.url,
        readings.address,
        readings.claim_key,
        readings.document_key,
        readings.extractor_version,
        {%- for field, type in fields.items() %}
        case
            when readings.is_reviewed and fixes.has_{{ field }} = 1
                then cast(fixes.new_{{ field }} as {{ type }})
            else readings.{{ field }}
        end as {{ field }},
        {%- endfor %}
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
        readings.is_reviewed,
        readings.published_at,
        readings.published_precision,
        readings.known_from,
        readings.valid_to as known_to,
        readings.shown_from as recorded_from,
        readings.shown_to as recorded_to
    from readings
    left join fixes
        on readings.assertion_key = fixes.assertion_key

)

select * from final
