{{ config(severity='warn', store_failures=true, schema='meta') }}
-- Rows with a country that nobody has mapped wait in quarantine; where they hold more than
-- `unmapped_share` of the value of a document, its totals by partner can no longer add up.

with

refused as (

    select distinct
        source,
        document_key,
        row_id,
        {{ json_text('row_json', 'primary_value_usd') }} as value_text
    from {{ ref('stg_quarantine') }}
    where raw_table = 'raw_comtrade_trade'
        and value like 'M49:%'

),

unmapped as (

    select
        source,
        document_key,
        count(*) as unmapped_rows,
        sum(cast(value_text as {{ type_double() }})) as unmapped_value
    from refused
    group by source, document_key

),

accepted as (

    select
        document_key,
        sum(primary_value_usd) as accepted_value
    from {{ ref('stg_comtrade_trade') }}
    where partner <> 'WLD'
    group by document_key

),

shares as (

    select
        unmapped.*,
        coalesce(accepted.accepted_value, 0) as accepted_value,
        unmapped.unmapped_value
        / nullif(unmapped.unmapped_value + coalesce(accepted.accepted_value, 0), 0) as unmapped_share
    from unmapped
    left join accepted
        on unmapped.document_key = accepted.document_key

)

select *
from shares
where unmapped_share > {{ var('unmapped_share') }}
