with

codes as (

    select * from {{ ref('comtrade_areas') }}

),

trade_codes as (

    select * from {{ ref('m49_trade_codes') }}

),

final as (

    select
        codes.m49,
        codes.geo,
        codes.name_en,
        trade_codes.plain_m49,
        trade_codes.note,
        coalesce(trade_codes.plain_m49 <> codes.m49, false) as is_trade_specific,
        trade_codes.valid_from,
        trade_codes.valid_to
    from codes
    left join trade_codes
        on codes.m49 = trade_codes.m49

)

select * from final
