with

cells as (

    select * from {{ ref('int_cell') }}

),

-- One article can print two numbers for one slice; they are told apart by their place in it.
numbered as (

    select
        *,
        case
            when form = 'table' then 1
            else
                row_number() over (
                    partition by dimensions_key, document_key
                    order by {{ version_order('locator') }}, value
                )
        end as ordinal
    from cells

),

canonical as (

    select
        *,
        {{ hash_key(['dimensions_key', 'ordinal']) }} as observation_key,
        coalesce(stated_at, recorded_from) as published_at_or_bound,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known,
        {{ hash_key([
            'value', 'value_high', 'resolution', 'bound', 'status', 'is_record', 'obs_status',
            'conf_status'
        ]) }} as row_hash
    from numbered

),

ordered as (

    select
        *,
        row_number() over (
            partition by observation_key
            order by
                published_at_or_bound,
                recorded_from,
                document_key,
                row_hash,
                {{ version_order('locator') }}
        ) as publication_no
    from canonical

),

compared as (

    select
        *,
        lag(row_hash) over (partition by observation_key order by publication_no) as row_hash_before
    from ordered

),

changes as (

    select
        *,
        case when row_hash = row_hash_before then 0 else 1 end as is_changed
    from compared

),

-- Publications that print the same row again belong to the vintage that printed it first.
runs as (

    select
        *,
        sum(is_changed) over (
            partition by observation_key order by publication_no
            rows between unbounded preceding and current row
        ) as vintage_no
    from changes

),

vintages as (

    select
        *,
        min(recorded_from) over (partition by observation_key, vintage_no) as vintage_recorded,
        min(first_known) over (partition by observation_key, vintage_no) as vintage_known
    from runs

),

final as (

    select
        observation_key,
        cast(vintage_no as {{ dbt.type_int() }}) as vintage_no,
        {{ hash_key(['observation_key', 'document_key', 'published_at_or_bound', 'row_hash']) }}
            as assertion_key,
        case form when 'table' then 'observation' else 'curated' end as origin,
        source,
        document_key,
        locator,
        source_url,
        address,

        measure,
        reporter,
        partner,
        flow,
        scope,
        basis,
        valuation,
        side,
        classification,
        commodity_code,
        commodity,
        period_start,
        period_end,
        base_period_start,
        base_period_end,
        unit,
        bound,
        status,
        share_of,
        obs_status,
        conf_status,
        speaker,
        cited_source,
        inferred,

        value,
        value_high,
        resolution,
        is_record,

        published_at_or_bound as published_at,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        vintage_known as known_from,
        {{ vintage_end('vintage_known', 'observation_key', 'vintage_no') }} as known_to,
        vintage_recorded as recorded_from,
        {{ vintage_end('vintage_recorded', 'observation_key', 'vintage_no') }} as recorded_to
    from vintages
    where is_changed = 1

)

select * from final
