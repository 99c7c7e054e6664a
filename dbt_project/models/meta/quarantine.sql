with

failures as (

    select * from {{ ref('stg_quarantine') }}

),

final as (

    select
        source,
        raw_table,
        document_key,
        parser_version,
        row_id,
        locator,
        column_name,
        check_name,
        -- Enough to see what is wrong; the whole row stays in the private lake.
        substring(value, 1, 200) as value
    from failures

)

select * from final
