with

statements as (

    select * from {{ ref('int_statement') }}

),

geo as (

    select * from {{ ref('int_geo') }}

),

bounds as (

    select * from {{ ref('plausibility_bounds') }}

),

paired as (

    select
        statements.assertion_key,
        statements.measure,
        statements.flow,
        statements.unit,
        statements.value,
        coalesce(statements.value_high, statements.value) as value_high,
        reporters.kind = 'country' and partners.kind = 'country' as is_between_countries
    from statements
    left join geo as reporters
        on statements.reporter = reporters.geo
    left join geo as partners
        on statements.partner = partners.geo
    where statements.value is not null

),

broken as (

    select
        paired.assertion_key,
        min(bounds.bound_no) as bound_no
    from paired
    inner join bounds
        on paired.measure = bounds.measure
        and (bounds.flow is null or paired.flow = bounds.flow)
        and (bounds.unit is null or paired.unit = bounds.unit)
        and (bounds.pairing is null or paired.is_between_countries)
    where paired.value < bounds.low
        or paired.value_high > bounds.high
    group by paired.assertion_key

),

-- What the extractor doubts is not believed here either, whatever the bounds say.
doubted as (

    select
        assertion_key,
        doubt
    from statements
    where doubt is not null

),

-- One row per statement that cannot be: all others are plausible.
final as (

    select
        coalesce(broken.assertion_key, doubted.assertion_key) as assertion_key,
        coalesce(bounds.note, doubted.doubt) as plausibility_note
    from broken
    inner join bounds
        on broken.bound_no = bounds.bound_no
    full outer join doubted
        on broken.assertion_key = doubted.assertion_key

)

select * from final
