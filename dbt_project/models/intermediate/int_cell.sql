with

documents as (

    select * from {{ ref('int_document') }}

),

sources as (

    select * from {{ ref('sources') }}

),

workbook_cells as (

    select
        document_key,
        locator,
        'rosstat' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        'value' as measure,
        reporter,
        partner,
        flow,
        'goods' as scope,
        'value' as basis,
        -- Russia's customs value exports at the border (FOB) and imports with freight (CIF).
        case flow when 'export' then 'fob' else 'cif' end as valuation,
        reporter as side,
        cast(null as {{ dbt.type_string() }}) as classification,
        cast(null as {{ dbt.type_string() }}) as commodity_code,
        cast(null as {{ dbt.type_string() }}) as commodity,
        period_start,
        period_end,
        cast(null as date) as base_period_start,
        cast(null as date) as base_period_end,
        round(value_musd * 1000000, 6) as value,
        cast(null as {{ type_double() }}) as value_high,
        'USD' as unit,
        round(resolution_musd * 1000000, 6) as resolution,
        'exact' as bound,
        'actual' as status,
        false as is_record,
        cast(null as {{ dbt.type_string() }}) as share_of,
        obs_status,
        'F' as conf_status,
        cast(null as {{ dbt.type_string() }}) as speaker,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        cast(null as {{ dbt.type_string() }}) as inferred,
        cast(null as {{ dbt.type_timestamp() }}) as published_at,
        cast(null as {{ dbt.type_string() }}) as published_precision
    from {{ ref('stg_rosstat_trade') }}

),

figures as (

    select
        document_key,
        locator,
        source,
        source_url,
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
        value,
        value_high,
        unit,
        resolution,
        bound,
        status,
        is_record,
        share_of,
        obs_status,
        conf_status,
        speaker,
        cited_source,
        inferred,
        published_at,
        published_precision
    from {{ ref('stg_manual_figure') }}

),

cells as (

    select * from workbook_cells
    union all
    select * from figures

),

-- A row says when it was published; else its document does; else the retrieval bounds it.
dated as (

    select
        cells.*,
        documents.recorded_from,
        sources.form,
        coalesce({{ url_key('cells.source_url') }}, {{ url_key('documents.url') }}) as address,
        coalesce(cells.published_at, documents.stated_published_at) as stated_at,
        case
            when cells.published_at is not null then cells.published_precision
            else documents.published_precision
        end as precision_code
    from cells
    inner join documents
        on cells.document_key = documents.document_key
    left join sources
        on cells.source = sources.source

),

-- What a publisher of tables prints again is the same cell; a statement stands for itself.
identified as (

    select
        *,
        case
            when form = 'table' then ''
            else coalesce(address, document_key) || '|' || coalesce(speaker, '') || '|'
                || coalesce(cited_source, '') || '|' || coalesce(status, '')
        end as publication
    from dated

),

final as (

    select
        *,
        {{ hash_key([
            'source', 'publication', 'measure', 'reporter', 'partner', 'flow', 'scope', 'basis',
            'valuation', 'side', 'classification', 'commodity_code', 'commodity', 'period_start',
            'period_end', 'base_period_start', 'base_period_end', 'share_of', 'unit'
        ]) }} as dimensions_key
    from identified

)

select * from final
