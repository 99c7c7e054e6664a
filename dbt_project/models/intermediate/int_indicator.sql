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

    select * from {{ ref('int_series_absence') }}
    where source = 'world_bank'

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

    select distinct
        absences.document_key,
        cast(null as {{ dbt.type_string() }}) as locator,
        pages.indicator,
        cast(null as {{ dbt.type_string() }}) as indicator_name,
        pages.country,
        pages.period_start,
        pages.period_end,
        cast(null as {{ type_double() }}) as value,
        'O' as obs_status,
        documents.recorded_from,
        documents.stated_published_at as stated_at,
        documents.published_precision as precision_code,
        true as is_withdrawn
    from absences
    inner join pages
        on absences.series = pages.indicator || '/' || pages.country
        and absences.period_start = pages.period_start
        and absences.period_end = pages.period_end
    inner join documents
        on absences.document_key = documents.document_key

),

dated as (

    select
        *,
        {{ hash_key(["'world_bank'", 'indicator', 'country', 'period_start']) }} as indicator_key,
        coalesce(stated_at, recorded_from) as published_at_or_bound,
        case when stated_at is null then 'unknown' else precision_code end as published_precision,
        {{ known_from('stated_at', 'precision_code', 'recorded_from') }} as first_known,
        {{ hash_key(["case when is_withdrawn then 'withdrawn' else obs_status end", 'value']) }}
            as row_hash
    from publications

),

named as (

    select
        indicator,
        max(indicator_name) as printed_name
    from pages
    group by indicator

),

vintages as (

    {{ vintages_of('dated', 'indicator_key') }}

),

final as (

    select
        vintages.indicator_key,
        cast(vintages.vintage_no as {{ dbt.type_int() }}) as vintage_no,
        vintages.document_key,
        'world_bank' as source,
        vintages.indicator,
        coalesce(lists.name_en, named.printed_name, vintages.indicator) as indicator_name,
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
        vintages.is_withdrawn,
        vintages.published_at_or_bound as published_at,
        vintages.published_precision,
        vintages.vintage_known as known_from,
        vintages.vintage_known_to as known_to,
        vintages.vintage_recorded as recorded_from,
        vintages.vintage_recorded_to as recorded_to
    from vintages
    left join named
        on vintages.indicator = named.indicator
    left join lists
        on vintages.indicator = lists.indicator

)

select * from final
