{%- set cell = [
    'dimensions_key', 'document_key', 'source', 'address', 'measure', 'reporter', 'partner', 'flow',
    'scope', 'basis', 'valuation', 'side', 'classification', 'commodity_code', 'commodity',
    'commodity_edition', 'is_converted', 'period_start', 'period_end', 'share_of', 'unit', 'stated_at',
    'precision_code', 'recorded_from',
] -%}

with

cells as (

    select * from {{ ref('int_cell') }}

),

absences as (

    select * from {{ ref('int_absence') }}

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

-- What a later answer covers and no longer holds is printed as missing by that answer.
publications as (

    select
        {%- for column in cell %}
        {{ column }},
        {%- endfor %}
        bound,
        status,
        obs_status,
        conf_status,
        locator,
        source_url,
        base_period_start,
        base_period_end,
        speaker,
        cited_source,
        inferred,
        value,
        value_high,
        resolution,
        is_record,
        form,
        ordinal,
        false as is_withdrawn
    from numbered

    union all

    select
        {%- for column in cell %}
        {{ column }},
        {%- endfor %}
        'exact' as bound,
        'actual' as status,
        'O' as obs_status,
        'F' as conf_status,
        cast(null as {{ dbt.type_string() }}) as locator,
        cast(null as {{ dbt.type_string() }}) as source_url,
        cast(null as date) as base_period_start,
        cast(null as date) as base_period_end,
        cast(null as {{ dbt.type_string() }}) as speaker,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        cast(null as {{ dbt.type_string() }}) as inferred,
        cast(null as {{ type_double() }}) as value,
        cast(null as {{ type_double() }}) as value_high,
        cast(null as {{ type_double() }}) as resolution,
        false as is_record,
        'table' as form,
        1 as ordinal,
        true as is_withdrawn
    from absences

),

canonical as (

    select
        *,
        {{ hash_key(['dimensions_key', 'ordinal']) }} as observation_key,
        coalesce(stated_at, recorded_from) as published_at_or_bound,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known,
        {{ hash_key([
            'value', 'value_high', 'resolution', 'bound', 'status', 'is_record',
            "case when is_withdrawn then 'withdrawn' else obs_status end", 'conf_status'
        ]) }} as row_hash
    from publications

),

counted as (

    select
        observation_key,
        count(*) as publications
    from canonical
    group by observation_key

),

-- Most cells were printed once: they are their own only vintage, and need no look at others.
single as (

    select
        canonical.*,
        1 as publication_no,
        1 as first_print_no,
        recorded_from as print_recorded,
        first_known as print_known,
        recorded_from as row_recorded,
        first_known as row_known,
        1 as is_changed,
        1 as vintage_no,
        recorded_from as vintage_recorded,
        first_known as vintage_known,
        {{ open_end() }} as vintage_known_to,
        {{ open_end() }} as vintage_recorded_to
    from canonical
    inner join counted
        on canonical.observation_key = counted.observation_key
    where counted.publications = 1
        and not canonical.is_withdrawn

),

repeated as (

    select canonical.*
    from canonical
    inner join counted
        on canonical.observation_key = counted.observation_key
    where counted.publications > 1

),

ended as (

    {{ vintages_of('repeated', 'observation_key') }}

),

all_vintages as (

    select * from single
    union all
    select * from ended

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
        commodity_edition,
        is_converted,
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
        is_withdrawn,

        published_at_or_bound as published_at,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        vintage_known as known_from,
        vintage_known_to as known_to,
        vintage_recorded as recorded_from,
        vintage_recorded_to as recorded_to
    from all_vintages

)

select * from final
