{{ config(materialized='view') }}

with

workbooks as (

    select
        document_key,
        locator,
        reporter,
        partner,
        flow,
        period_start,
        period_end,
        value_musd,
        resolution_musd,
        obs_status
    from {{ ref('stg_rosstat_trade') }}

    union all

    select
        document_key,
        locator,
        reporter,
        partner,
        flow,
        period_start,
        period_end,
        value_musd,
        resolution_musd,
        obs_status
    from {{ ref('stg_rosstat_annual') }}

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
    from workbooks

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

-- Goods by the harmonized system, whichever edition the reporter used. What a country trades with
-- itself (re-imports) is part of its world total and no pair.
comtrade_cells as (

    select
        document_key,
        locator,
        'comtrade' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        'value' as measure,
        reporter,
        partner,
        case flow_code when 'X' then 'export' else 'import' end as flow,
        'goods' as scope,
        'value' as basis,
        case
            when primary_value_usd = fob_value_usd then 'fob'
            when primary_value_usd = cif_value_usd then 'cif'
            else 'unspecified'
        end as valuation,
        reporter as side,
        case when commodity_code <> 'TOTAL' then 'HS' end as classification,
        case when commodity_code <> 'TOTAL' then commodity_code end as commodity_code,
        cast(null as {{ dbt.type_string() }}) as commodity,
        period_start,
        period_end,
        cast(null as date) as base_period_start,
        cast(null as date) as base_period_end,
        round(primary_value_usd, 3) as value,
        cast(null as {{ type_double() }}) as value_high,
        'USD' as unit,
        -- Dollars are printed with their fractions, but nobody declares them to the cent.
        cast(1 as {{ type_double() }}) as resolution,
        'exact' as bound,
        'actual' as status,
        false as is_record,
        cast(null as {{ dbt.type_string() }}) as share_of,
        'A' as obs_status,
        conf_status,
        cast(null as {{ dbt.type_string() }}) as speaker,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        cast(null as {{ dbt.type_string() }}) as inferred,
        cast(null as {{ dbt.type_timestamp() }}) as published_at,
        cast(null as {{ dbt.type_string() }}) as published_precision
    from {{ ref('stg_comtrade_trade') }}
    where type_code = 'C'
        and classification like 'H%'
        and reporter <> partner

),

-- What the IMF fills in from the partner's books is an estimate of a third party. Its balances are
-- left out: they are the difference of cells that are here.
imf_cells as (

    select
        document_key,
        locator,
        'imf' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        'value' as measure,
        reporter,
        partner,
        flow,
        'goods' as scope,
        'value' as basis,
        valuation,
        case when obs_status in ('E', 'I') then 'THIRD' else reporter end as side,
        cast(null as {{ dbt.type_string() }}) as classification,
        cast(null as {{ dbt.type_string() }}) as commodity_code,
        cast(null as {{ dbt.type_string() }}) as commodity,
        period_start,
        period_end,
        cast(null as date) as base_period_start,
        cast(null as date) as base_period_end,
        round(value_usd, 3) as value,
        cast(null as {{ type_double() }}) as value_high,
        'USD' as unit,
        cast(1 as {{ type_double() }}) as resolution,
        'exact' as bound,
        case when obs_status in ('E', 'I') then 'estimate' else 'actual' end as status,
        false as is_record,
        cast(null as {{ dbt.type_string() }}) as share_of,
        obs_status,
        'F' as conf_status,
        cast(null as {{ dbt.type_string() }}) as speaker,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        cast(null as {{ dbt.type_string() }}) as inferred,
        cast(null as {{ dbt.type_timestamp() }}) as published_at,
        cast(null as {{ dbt.type_string() }}) as published_precision
    from {{ ref('stg_imf_trade') }}
    where flow in ('export', 'import')

),

-- Of the groups of products only those that tile the chapters, such as 01-05_Animal.
wits_cells as (

    select
        document_key,
        locator,
        'wits' as source,
        cast(null as {{ dbt.type_string() }}) as source_url,
        'value' as measure,
        reporter,
        partner,
        flow,
        'goods' as scope,
        'value' as basis,
        case flow when 'export' then 'fob' else 'cif' end as valuation,
        reporter as side,
        case when product <> 'Total' then 'WITS' end as classification,
        case when product <> 'Total' then product end as commodity_code,
        case when product <> 'Total' then product_name end as commodity,
        period_start,
        period_end,
        cast(null as date) as base_period_start,
        cast(null as date) as base_period_end,
        round(value_kusd * 1000, 3) as value,
        cast(null as {{ type_double() }}) as value_high,
        'USD' as unit,
        cast(1 as {{ type_double() }}) as resolution,
        'exact' as bound,
        'actual' as status,
        false as is_record,
        cast(null as {{ dbt.type_string() }}) as share_of,
        'A' as obs_status,
        'F' as conf_status,
        cast(null as {{ dbt.type_string() }}) as speaker,
        cast(null as {{ dbt.type_string() }}) as cited_source,
        cast(null as {{ dbt.type_string() }}) as inferred,
        cast(null as {{ dbt.type_timestamp() }}) as published_at,
        cast(null as {{ dbt.type_string() }}) as published_precision
    from {{ ref('stg_wits_trade') }}
    where product = 'Total'
        or product like '__-__!_%' escape '!'

),

final as (

    select * from workbook_cells
    union all
    select * from comtrade_cells
    union all
    select * from imf_cells
    union all
    select * from wits_cells
    union all
    select * from figures

)

select * from final
