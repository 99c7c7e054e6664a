with

places as (

    select
        claim_key,
        document_key,
        extractor_version,
        count(*) as place_count,
        sum(quote_start) as place_offsets
    from {{ ref('stg_claim_evidence') }}
    group by claim_key, document_key, extractor_version

),

-- Where else the article says it is part of a reading.
placed as (

    select
        stated.*,
        places.place_count,
        places.place_offsets
    from {{ ref('stg_trade_claim') }} as stated
    left join places
        on stated.claim_key = places.claim_key
        and stated.document_key = places.document_key
        and stated.extractor_version = places.extractor_version

),

claims as (

    select
        *,
        {{ hash_key([
            'measure', 'flow', 'reporter', 'partner', 'value', 'value_high', 'unit', 'resolution',
            'bound', 'period_start', 'period_end', 'base_period_start', 'base_period_end',
            'scope', 'basis', 'commodity', 'hs_codes', 'share_of', 'status', 'is_record',
            'speaker', 'cited_source', 'side', 'valuation', 'list_order', 'inferred', 'quote',
            'doubt', 'place_count', 'place_offsets'
        ]) }} as row_hash
    from placed

),

extractions as (

    select * from {{ ref('int_extraction') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

claim_keys as (

    select distinct
        document_key,
        claim_key
    from claims

),

-- What every run over a claim's document read there, nothing being a reading too.
readings as (

    select
        claim_keys.claim_key,
        extractions.document_key,
        extractions.extractor_version,
        extractions.extracted_at,
        extractions.run_no,
        claims.row_hash
    from claim_keys
    inner join extractions
        on claim_keys.document_key = extractions.document_key
    left join claims
        on claim_keys.claim_key = claims.claim_key
        and extractions.extractor_version = claims.extractor_version

),

changes as (

    select
        *,
        lag(coalesce(row_hash, 'none')) over (partition by claim_key order by run_no)
            as row_hash_before
    from readings

),

-- A reading holds until the next run that reads something else, or until the text changes.
states as (

    select
        *,
        lead(extracted_at) over (partition by claim_key order by run_no) as reading_end
    from changes
    where coalesce(row_hash, 'none') <> coalesce(row_hash_before, '')

),

vintages as (

    select
        states.claim_key,
        states.extractor_version,
        states.extracted_at as recorded_from,
        greatest(
            states.extracted_at,
            least(coalesce(states.reading_end, {{ open_end() }}), documents.recorded_to)
        ) as recorded_to,
        documents.known_from,
        -- A reading that was given up was a mistake of ours: the world never knew it.
        case
            when states.reading_end is not null then documents.known_from
            else documents.known_to
        end as known_to,
        documents.source,
        documents.url,
        documents.address,
        documents.published_at,
        documents.published_precision,
        row_number() over (partition by states.claim_key order by states.run_no) as vintage_no
    from states
    inner join documents
        on states.document_key = documents.document_key
    where states.row_hash is not null

),

final as (

    select
        {{ hash_key(['vintages.claim_key', 'vintages.extractor_version']) }} as assertion_key,
        cast(vintages.vintage_no as {{ dbt.type_int() }}) as vintage_no,
        vintages.source,
        vintages.url,
        vintages.address,
        claims.*,
        vintages.published_at,
        vintages.published_precision,
        vintages.known_from,
        vintages.known_to,
        vintages.recorded_from,
        vintages.recorded_to
    from vintages
    inner join claims
        on vintages.claim_key = claims.claim_key
        and vintages.extractor_version = claims.extractor_version

)

select * from final
