with

source as (

    select * from {{ source('lake', 'raw_comtrade_availability') }}

),

versions as (

    select distinct
        document_key,
        parser_version
    from source

),

newest as (

    select
        document_key,
        parser_version,
        row_number() over (
            partition by document_key order by {{ version_order('parser_version') }} desc
        ) as version_no
    from versions

),

renamed as (

    select
        cast(source.document_key as {{ dbt.type_string() }}) as document_key,
        cast(source.locator as {{ dbt.type_string() }}) as locator,
        cast(source.dataset_code as {{ dbt.type_string() }}) as dataset_code,

        cast(source.type_code as {{ dbt.type_string() }}) as type_code,
        cast(source.freq_code as {{ dbt.type_string() }}) as freq_code,
        cast(source.reporter as {{ dbt.type_string() }}) as reporter,
        cast(source.classification as {{ dbt.type_string() }}) as classification,
        cast(source.dataset_checksum as {{ dbt.type_string() }}) as dataset_checksum,

        cast(source.total_records as {{ dbt.type_bigint() }}) as total_records,

        cast(source.period_start as date) as period_start,
        cast(source.period_end as date) as period_end,
        cast(source.first_released_at as {{ dbt.type_timestamp() }}) as first_released_at,
        cast(source.last_released_at as {{ dbt.type_timestamp() }}) as last_released_at
    from source
    inner join newest
        on source.document_key = newest.document_key
        and source.parser_version = newest.parser_version
        and newest.version_no = 1

)

select * from renamed
