with

ladder as (

    select
        'evidence_ladder' as part,
        version,
        rung as name,
        cast(null as {{ dbt.type_string() }}) as exporter,
        cast(null as {{ dbt.type_string() }}) as importer,
        weight as factor,
        cast(null as {{ type_double() }}) as low_factor,
        cast(null as {{ type_double() }}) as high_factor,
        name_en as note,
        version = {{ var('reconciliation_version') }} as is_used
    from {{ ref('evidence_ladder') }}

),

bands as (

    select
        'cif_fob_band' as part,
        version,
        'import_over_export' as name,
        nullif(exporter, '*') as exporter,
        nullif(importer, '*') as importer,
        cast(null as {{ type_double() }}) as factor,
        1 + low_pct / 100 as low_factor,
        1 + high_pct / 100 as high_factor,
        note,
        version = {{ var('reconciliation_version') }} as is_used
    from {{ ref('mirror_bands') }}

),

factors as (

    select
        'cif_fob_factor' as part,
        version,
        method as name,
        exporter,
        importer,
        cif_fob_factor as factor,
        band_low as low_factor,
        band_high as high_factor,
        evidence as note,
        version = {{ var('mirror_version') }} as is_used
    from {{ ref('mirror_methods') }}

),

hedges as (

    select
        'hedge_rule' as part,
        version,
        bound as name,
        cast(null as {{ dbt.type_string() }}) as exporter,
        cast(null as {{ dbt.type_string() }}) as importer,
        cast(null as {{ type_double() }}) as factor,
        low_factor,
        high_factor,
        note,
        version = {{ var('hedge_version') }} as is_used
    from {{ ref('hedge_rules') }}

),

parameters as (

    select
        'parameter' as part,
        cast(method_version as {{ dbt.type_int() }}) as version,
        name,
        cast(null as {{ dbt.type_string() }}) as exporter,
        cast(null as {{ dbt.type_string() }}) as importer,
        value as factor,
        cast(null as {{ type_double() }}) as low_factor,
        cast(null as {{ type_double() }}) as high_factor,
        note,
        true as is_used
    from {{ source('reconciled', 'method') }}

),

unioned as (

    select * from ladder
    union all
    select * from bands
    union all
    select * from factors
    union all
    select * from hedges
    union all
    select * from parameters

),

final as (

    select
        {{ hash_key(['part', 'version', 'name', 'exporter', 'importer']) }} as method_part_key,
        part,
        cast(version as {{ dbt.type_int() }}) as version,
        name,
        exporter,
        importer,
        factor,
        low_factor,
        high_factor,
        note,
        is_used
    from unioned

)

select * from final
