with

manifest as (

    select * from {{ ref('stg_manifest') }}

),

documents as (

    select * from {{ ref('int_document') }}

),

quarantine as (

    select * from {{ ref('stg_quarantine') }}

),

pages as (

    select * from {{ ref('stg_world_bank_indicator') }}

),

cbr_rates as (

    select * from {{ ref('stg_cbr_rate') }}

),

nbrb_rates as (

    select * from {{ ref('stg_nbrb_rate') }}

),

ecb_rates as (

    select * from {{ ref('stg_ecb_rate') }}

),

-- A series by the number or letters under which it is asked for.
printed as (

    select
        'world_bank' as source,
        indicator || '/' || country as series,
        document_key,
        period_start,
        period_end
    from pages

    union

    select
        'cbr' as source,
        valute_id as series,
        document_key,
        rate_date as period_start,
        rate_date as period_end
    from cbr_rates

    union

    select
        'nbrb' as source,
        cast(cur_id as {{ dbt.type_string() }}) as series,
        document_key,
        rate_date as period_start,
        rate_date as period_end
    from nbrb_rates

    union

    select
        'ecb' as source,
        series_key as series,
        document_key,
        period_start,
        period_end
    from ecb_rates

),

-- Only a question that names a series and years or days says what its answer covers. An answer with
-- rows in quarantine, or without any, takes nothing back.
questions as (

    select distinct
        manifest.document_key,
        manifest.registry_source as source,
        documents.recorded_from,
        manifest.request,
        {{ json_text('manifest.request', 'kind') }} as kind,
        {{ json_text('manifest.request', 'indicator') }} as indicator,
        {{ json_text('manifest.request', 'countries') }} as countries,
        {{ json_text('manifest.request', 'periods') }} as periods
    from manifest
    inner join documents
        on manifest.document_key = documents.document_key
    where manifest.entry_kind = 'fetch'
        and manifest.status = 200
        and manifest.document_key in (select printed.document_key from printed)
        and manifest.document_key not in (
            select quarantine.document_key from quarantine
            where quarantine.document_key is not null
        )

),

dated as (

    select
        *,
        case
            when periods like '["____..____"]'
                then cast(substr(periods, 3, 4) || '-01-01' as date)
            else cast(substr(periods, 3, 10) as date)
        end as first_day,
        case
            when periods like '["____..____"]'
                then cast(substr(periods, 9, 4) || '-12-31' as date)
            else cast(substr(periods, 15, 10) as date)
        end as last_day
    from questions
    where periods like '["____..____"]'
        or periods like '["____-__-__..____-__-__"]'

),

page_places as (

    select distinct
        document_key,
        page_no,
        page_count,
        row_count,
        last_updated
    from pages

),

-- Pages of one question and one update belong together; one that is alone is an answer each time.
grouped as (

    select
        dated.*,
        page_places.page_no,
        page_places.page_count,
        page_places.row_count,
        {{ hash_key([
            'dated.indicator', 'dated.countries', 'dated.periods', 'page_places.last_updated',
            'page_places.page_count', 'page_places.row_count',
            'case when page_places.page_count = 1 then dated.document_key end'
        ]) }} as answer_key
    from dated
    inner join page_places
        on dated.document_key = page_places.document_key
    where dated.source = 'world_bank'
        and dated.kind = 'indicator'

),

-- What an answer took back stays so when one of its pages comes once more.
copies as (

    select
        *,
        row_number() over (
            partition by answer_key, page_no order by recorded_from, document_key
        ) as copy_no
    from grouped

),

paged as (

    select * from copies
    where copy_no = 1

),

-- All pages, and as many cells as they say: pages of two states may hold one cell twice and lack
-- another.
whole_answers as (

    select paged.answer_key
    from paged
    inner join printed
        on paged.document_key = printed.document_key
    group by paged.answer_key
    having count(distinct paged.page_no) = max(paged.page_count)
        and count(
            distinct printed.series || ' ' || cast(printed.period_start as {{ dbt.type_string() }})
        ) = max(paged.row_count)

),

listed as (

    select
        answer_key,
        document_key,
        source,
        recorded_from,
        first_day,
        last_day,
        indicator,
        {{ json_items('request', 'countries') }} as country
    from paged
    where answer_key in (select whole_answers.answer_key from whole_answers)

),

-- An answer in pages is there with the last of them: that page's document stands for all.
covered as (

    select
        answer_key,
        document_key,
        source,
        indicator || '/' || country as series,
        first_day,
        last_day,
        first_value(document_key) over (
            partition by answer_key order by recorded_from desc, document_key desc
        ) as standing_key
    from listed

    union

    select
        document_key as answer_key,
        document_key,
        source,
        case source
            when 'cbr' then {{ json_text('request', 'valute') }}
            when 'nbrb' then {{ json_text('request', 'cur_id') }}
            when 'ecb'
                then
                    {{ json_text('request', 'freq') }}
                    || '.' || {{ json_text('request', 'currency') }} || '.EUR.SP00.A'
        end as series,
        first_day,
        last_day,
        document_key as standing_key
    from dated
    where kind in ('dynamic', 'dynamics', 'rate')

),

held as (

    select distinct
        covered.answer_key,
        printed.series,
        printed.period_start,
        printed.period_end
    from covered
    inner join printed
        on covered.document_key = printed.document_key
        and covered.series = printed.series

),

cells as (

    select distinct
        source,
        series,
        period_start,
        period_end
    from printed

),

final as (

    select distinct
        covered.standing_key as document_key,
        covered.source,
        covered.series,
        cells.period_start,
        cells.period_end
    from covered
    inner join cells
        on covered.source = cells.source
        and covered.series = cells.series
        and covered.first_day <= cells.period_start
        and covered.last_day >= cells.period_end
    left join held
        on covered.answer_key = held.answer_key
        and cells.series = held.series
        and cells.period_start = held.period_start
        and cells.period_end = held.period_end
    where held.answer_key is null

)

select * from final
