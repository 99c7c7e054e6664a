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

-- A page says when its indicators were last updated: that is their publication.
dated as (

    select
        pages.*,
        {{ hash_key(["'world_bank'", 'pages.indicator', 'pages.country', 'pages.period_start']) }}
            as indicator_key,
        coalesce(cast(pages.last_updated as {{ dbt.type_timestamp() }}), documents.recorded_from)
            as published_at,
        documents.recorded_from,
        {{ hash_key(['pages.value', 'pages.obs_status']) }} as row_hash
    from pages
    inner join documents
        on pages.document_key = documents.document_key

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

compared as (

    select
        *,
        lag(row_hash) over (partition by indicator_key order by publication_no) as row_hash_before
    from ordered

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
        min(recorded_from) over (partition by indicator_key, vintage_no) as vintage_recorded
    from runs

),

final as (

    select
        vintages.indicator_key,
        cast(vintages.vintage_no as {{ dbt.type_int() }}) as vintage_no,
        vintages.document_key,
        'world_bank' as source,
        vintages.indicator,
        coalesce(lists.name_en, vintages.indicator_name, vintages.indicator) as indicator_name,
        vintages.country,
        -- Exports and imports of all partners together: the whole of which a pair is a part.
        case when lists.flow is not null then 'WLD' end as partner,
        lists.flow,
        lists.scope,
        lists.unit,
        {{ period_key('vintages.period_start', 'vintages.period_end') }} as period_key,
        {{ period_kind('vintages.period_start', 'vintages.period_end') }} as period_kind,
        vintages.period_start,
        vintages.period_end,
        vintages.value,
        vintages.obs_status,
        coalesce(lists.is_denominator, false) as is_denominator,
        vintages.published_at,
        vintages.vintage_recorded as recorded_from,
        {{ vintage_end('vintage_recorded', 'indicator_key', 'vintage_no') }} as recorded_to
    from vintages
    left join lists
        on vintages.indicator = lists.indicator
    where vintages.is_changed = 1

)

select * from final
