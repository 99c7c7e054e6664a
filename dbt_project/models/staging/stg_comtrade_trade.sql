with

source as (

    {{ newest_reading('raw_comtrade_trade') }}

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,

        cast(source.type_code as {{ dbt.type_string() }}) as type_code,
        cast(source.freq_code as {{ dbt.type_string() }}) as freq_code,
        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.partner as {{ dbt.type_string() }}) as partner,
        cast(source.flow_code as {{ dbt.type_string() }}) as flow_code,
        cast(source.classification as {{ dbt.type_string() }}) as classification,
        cast(source.commodity_code as {{ dbt.type_string() }}) as commodity_code,
        cast(source.conf_status as {{ dbt.type_string() }}) as conf_status,

        cast(source.primary_value_usd as {{ type_double() }}) as primary_value_usd,
        cast(source.cif_value_usd as {{ type_double() }}) as cif_value_usd,
        cast(source.fob_value_usd as {{ type_double() }}) as fob_value_usd,
        cast(source.qty as {{ type_double() }}) as qty,
        cast(source.net_weight_kg as {{ type_double() }}) as net_weight_kg,

        cast(source.qty_unit_code as {{ dbt.type_int() }}) as qty_unit_code,
        cast(source.aggr_level as {{ dbt.type_int() }}) as aggr_level,

        cast(source.is_reported as {{ dbt.type_boolean() }}) as is_reported,
        cast(source.is_aggregate as {{ dbt.type_boolean() }}) as is_aggregate,
        cast(source.is_original_classification as {{ dbt.type_boolean() }})
            as is_original_classification,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end
    from source
    -- One row per cell: totals over the second partner, customs procedure, mode of transport and
    -- of supply. Imports hold re-imports, exports hold re-exports.
    where source.partner2_code = 0
        and source.mot_code = 0
        and source.customs_code = 'C00'
        and source.mos_code = '0'
        and source.flow_code in ('M', 'X')

)

select * from renamed
