with

pages as (

    select * from {{ ref('stg_world_bank_indicator') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

lists as (

    select * from {{ ref('indicators') }}

),

absences as (

    select * from {{ ref('int_indicator_absence') }}

),

-- A page says when its indicators were last updated: that is their publication. What a later answer
-- covers and no longer holds is printed as missing by that answer.
publications as (

    select
        pages.document_key,
        pages.locator,
        pages.indicator,
        pages.indicator_name,
        pages.country,
        pages.period_start,
        pages.period_end,
        pages.value,
        pages.obs_status,
        documents.recorded_from,
        cast(pages.last_updated as {{ dbt.type_timestamp() }}) as stated_at,
        'day' as precision_code,
        false as is_withdrawn
    from pages
    inner join documents
        on pages.document_key = documents.document_key

    union all

    select
        document_key,
        cast(null as {{ dbt.type_string() }}) as locator,
        indicator,
        cast(null as {{ dbt.type_string() }}) as indicator_name,
        country,
        period_start,
        period_end,
        cast(null as {{ type_double() }}) as value,
        'O' as obs_status,
        recorded_from,
        stated_at,
        precision_code,
        true as is_withdrawn
    from absences

),

dated as (

    select
        *,
        {{ hash_key(["'world_bank'", 'indicator', 'country', 'period_start']) }} as indicator_key,
        coalesce(stated_at, recorded_from) as published_at,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known,
        {{ hash_key(["case when is_withdrawn then 'withdrawn' else obs_status end", 'value']) }}
            as row_hash
    from publications

),

ordered as (

    select
        *,
        row_number() over (
            partition by indicator_key
            order by published_at, recorded_from, document_key, {{ version_order('locator') }}
        ) as publication_no
    from dated

),

-- Before it was ever printed, a number is not withdrawn; nor is it before we had seen it printed.
seen as (

    select
        *,
        min(case when not is_withdrawn then publication_no end) over (partition by indicator_key)
            as first_print_no,
        min(case when not is_withdrawn then recorded_from end) over (
            partition by indicator_key order by publication_no
            rows between unbounded preceding and current row
        ) as print_recorded,
        min(case when not is_withdrawn then first_known end) over (
            partition by indicator_key order by publication_no
            rows between unbounded preceding and current row
        ) as print_known
    from ordered

),

compared as (

    select
        *,
        greatest(recorded_from, print_recorded) as row_recorded,
        greatest(first_known, print_known) as row_known,
        lag(row_hash) over (partition by indicator_key order by publication_no) as row_hash_before
    from seen
    where publication_no >= first_print_no

),

-- The same number in a newer page adds nothing; another one is a vintage.
runs as (

    select
        *,
        case when row_hash = row_hash_before then 0 else 1 end as is_changed,
        sum(case when row_hash = row_hash_before then 0 else 1 end) over (
            partition by indicator_key order by publication_no
            rows between unbounded preceding and current row
        ) as vintage_no
    from compared

),

vintages as (

    select
        *,
        min(row_recorded) over (partition by indicator_key, vintage_no) as vintage_recorded,
        min(row_known) over (partition by indicator_key, vintage_no) as vintage_known
    from runs

),

named as (

    select
        indicator,
        max(indicator_name) as printed_name
    from pages
    group by indicator

),

ended as (

    select
        *,
        {{ vintage_end('vintage_known', 'indicator_key', 'vintage_no') }} as vintage_known_to,
        {{ vintage_end('vintage_recorded', 'indicator_key', 'vintage_no') }} as vintage_recorded_to
    from vintages
    where is_changed = 1

),

final as (

    select
        ended.indicator_key,
        cast(ended.vintage_no as {{ dbt.type_int() }}) as vintage_no,
        ended.document_key,
        'world_bank' as source,
        ended.indicator,
        coalesce(lists.name_en, named.printed_name, ended.indicator) as indicator_name,
        ended.country,
        -- Exports and imports of all partners together: the whole of which a pair is a part.
        case when lists.flow is not null then 'WLD' end as partner,
        lists.flow,
        lists.scope,
        lists.unit,
        {{ period_key('ended.period_start', 'ended.period_end') }} as period_key,
        {{ period_kind('ended.period_start', 'ended.period_end') }} as period_kind,
        ended.period_start,
        ended.period_end,
        ended.value,
        ended.obs_status,
        coalesce(lists.is_denominator, false) as is_denominator,
        ended.is_withdrawn,
        ended.published_at,
        ended.published_precision,
        ended.vintage_known as known_from,
        ended.vintage_known_to as known_to,
        ended.vintage_recorded as recorded_from,
        ended.vintage_recorded_to as recorded_to
    from ended
    left join named
        on ended.indicator = named.indicator
    left join lists
        on ended.indicator = lists.indicator

)

select * from final
