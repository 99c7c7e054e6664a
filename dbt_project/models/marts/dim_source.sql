with

sources as (

    select * from {{ ref('sources') }}

),

final as (

    select
        source,
        name_en,
        kind,
        form,
        country,
        time_zone,
        homepage,
        licence,
        may_republish,
        cadence,
        expected_lag_days,
        annual_lag_days,
        evidence_weight_note
    from sources

)

select * from final
