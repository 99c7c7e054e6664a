with

assertions as (

    {{ counted_spells(ref('int_assertion')) }}

),

residual_codes as (

    select classification || ':' || code as commodity_key
    from {{ ref('commodity_groups') }}
    where is_residual

    union

    select 'SITC3:' || section as commodity_key
    from {{ ref('sitc_sections') }}
    where is_residual

),

-- A level: members that one table, or one publication, prints side by side in one edition. They
-- count while the same books are not there in a preferred edition.
members as (

    select
        assertions.*,
        case
            when classification in ('HS', 'SITC3') then length(commodity_code)
            when classification = 'DISCLOSURE' then 1
        end as commodity_level,
        {{ counts_from('recorded_from') }} as counted_from,
        {{ counts_until('recorded_to') }} as counted_to,
        residual_codes.commodity_key is not null or conf_status <> 'F' as is_residual,
        {{ hash_key([
            'exporter', 'importer', 'period_start', 'period_end', 'source', 'origin',
            "case when origin = 'observation' then '' else evidence_key end",
            'coalesce(side_country, side)', 'scope', 'valuation', 'status'
        ]) }} as total_key
    from assertions
    left join residual_codes
        on assertions.commodity_key = residual_codes.commodity_key
    where exporter is not null
        and importer is not null
        and period_key is not null
        and basis = 'value'
        and (
            measure in ('value', 'composition')
            or (measure = 'share_pct' and share_of = 'bilateral')
        )
        and {{ counts_from('recorded_from') }} < {{ counts_until('recorded_to') }}
        and plausibility_note is null

),

final as (

    select
        *,
        case
            when commodity_key = 'TOTAL' and measure = 'value' then 'total'
            when measure = 'composition' then 'listed'
            when is_residual then 'residual'
            else 'valued'
        end as kind,
        {{ hash_key([
            'total_key', "case when measure = 'value' then unit end", 'measure', printed_in(),
            'commodity_level'
        ]) }} as level_key
    from members
    where measure = 'value'
        or commodity_key <> 'TOTAL'

)

select * from final
