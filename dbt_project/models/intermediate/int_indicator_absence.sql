with

manifest as (

    select * from {{ ref('stg_manifest') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

pages as (

    select * from {{ ref('stg_world_bank_indicator') }}

),

quarantine as (

    select * from {{ ref('stg_quarantine') }}

),

-- One indicator of some countries and a range of years, page by page.
questions as (

    select
        document_key,
        request,
        {{ json_text('request', 'indicator') }} as indicator,
        {{ json_text('request', 'countries') }} as countries,
        {{ json_text('request', 'periods') }} as periods,
        coalesce({{ json_text('request', 'page') }}, '1') as page
    from manifest
    where entry_kind = 'fetch'
        and status = 200
        and registry_source = 'world_bank'
        and {{ json_text('request', 'kind') }} = 'indicator'

),

paged as (

    select
        indicator,
        countries,
        periods
    from questions
    where page <> '1'

),

-- A page among several does not say what it covers; one with rows in quarantine, or without any,
-- takes nothing back.
whole as (

    select
        document_key,
        indicator,
        {{ json_items('request', 'countries') }} as country,
        cast(substr(periods, 3, 4) as {{ dbt.type_int() }}) as first_year,
        cast(substr(periods, 9, 4) as {{ dbt.type_int() }}) as last_year
    from questions
    where periods like '["____..____"]'
        and page = '1'
        and (indicator, countries, periods) not in (
            select
                paged.indicator,
                paged.countries,
                paged.periods
            from paged
        )
        and document_key in (select pages.document_key from pages)
        and document_key not in (
            select quarantine.document_key from quarantine
            where quarantine.document_key is not null
        )

),

cells as (

    select distinct
        indicator,
        country,
        period_start,
        period_end
    from pages

),

final as (

    select distinct
        documents.document_key,
        documents.stated_published_at as stated_at,
        documents.published_precision as precision_code,
        documents.recorded_from,
        cells.indicator,
        cells.country,
        cells.period_start,
        cells.period_end
    from whole
    inner join documents
        on whole.document_key = documents.document_key
    inner join cells
        on whole.indicator = cells.indicator
        and whole.country = cells.country
        and extract(year from cells.period_start) between whole.first_year and whole.last_year
    left join pages
        on whole.document_key = pages.document_key
        and cells.indicator = pages.indicator
        and cells.country = pages.country
        and cells.period_start = pages.period_start
        and cells.period_end = pages.period_end
    where pages.document_key is null

)

select * from final
