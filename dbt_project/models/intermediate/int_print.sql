{{ config(materialized='view') }}

with

workbooks as (
    {%- for workbook in ['stg_rosstat_trade', 'stg_rosstat_annual'] %}

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
    from {{ ref(workbook) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

),

-- Russia's customs value exports at the border (FOB) and imports with freight (CIF).
workbook_cells as (

    select
        {{ printed_cell(
            source="'rosstat'",
            valuation="case flow when 'export' then 'fob' else 'cif' end",
            value='round(value_musd * 1000000, 6)',
            resolution='round(resolution_musd * 1000000, 6)',
            obs_status='obs_status',
        ) }}
    from workbooks

),

figures as (

    select
        {{ printed_cell(is_figure=true) }}
    from {{ ref('stg_manual_figure') }}

),

-- Goods by the harmonized system, in the edition that the reporter used or that was asked for. What
-- a country trades with itself (re-imports) is part of its world total and no pair. Dollars are
-- printed with their fractions, but nobody declares them to the cent.
comtrade_cells as (

    select
        {{ printed_cell(
            source="'comtrade'",
            flow="case flow_code when 'X' then 'export' else 'import' end",
            valuation="case when primary_value_usd = fob_value_usd then 'fob' "
                ~ "when primary_value_usd = cif_value_usd then 'cif' else 'unspecified' end",
            classification="case when commodity_code <> 'TOTAL' then 'HS' end",
            commodity_code="case when commodity_code <> 'TOTAL' then commodity_code end",
            commodity_edition=hs_edition(
                "case when commodity_code <> 'TOTAL' then classification end"
            ),
            is_converted="commodity_code <> 'TOTAL' "
                ~ "and not coalesce(is_original_classification, true)",
            value='round(primary_value_usd, 3)',
            resolution='cast(1 as ' ~ type_double() ~ ')',
            conf_status='conf_status',
        ) }}
    from {{ ref('stg_comtrade_trade') }}
    where type_code = 'C'
        and classification like 'H%'
        and reporter <> partner

),

-- What the IMF fills in from the partner's books is an estimate of a third party. Its balances are
-- left out: they are the difference of cells that are here.
imf_cells as (

    select
        {{ printed_cell(
            source="'imf'",
            valuation='valuation',
            side="case when obs_status in ('E', 'I') then 'THIRD' else reporter end",
            value='round(value_usd, 3)',
            resolution='cast(1 as ' ~ type_double() ~ ')',
            status="case when obs_status in ('E', 'I') then 'estimate' else 'actual' end",
            obs_status='obs_status',
        ) }}
    from {{ ref('stg_imf_trade') }}
    where flow in ('export', 'import')

),

-- Of the groups of products only those that tile the chapters, such as 01-05_Animal.
wits_cells as (

    select
        {{ printed_cell(
            source="'wits'",
            valuation="case flow when 'export' then 'fob' else 'cif' end",
            classification="case when product <> 'Total' then 'WITS' end",
            commodity_code="case when product <> 'Total' then product end",
            commodity="case when product <> 'Total' then product_name end",
            value='round(value_kusd * 1000, 3)',
            resolution='cast(1 as ' ~ type_double() ~ ')',
        ) }}
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
